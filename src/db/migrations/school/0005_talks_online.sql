CREATE TABLE `data_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`wrapped` text NOT NULL,
	`made_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `video_calendars` (
	`round_id` integer NOT NULL,
	`account_hash` text NOT NULL,
	`staff_id` integer NOT NULL,
	`sealed_calendar` text NOT NULL,
	`made_at` text NOT NULL,
	PRIMARY KEY(`round_id`, `account_hash`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `video_meetings` (
	`slot_id` integer PRIMARY KEY NOT NULL,
	`round_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`provider` text NOT NULL,
	`staff_id` integer NOT NULL,
	`account_hash` text DEFAULT '' NOT NULL,
	`generation` integer DEFAULT 1 NOT NULL,
	`state` text NOT NULL,
	`failure` text,
	`sealed_event` text,
	`sealed_owner` text,
	`sealed_link` text,
	`lease_until` text,
	`due_at` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `video_meetings_round` ON `video_meetings` (`round_id`,`teacher_id`);--> statement-breakpoint
CREATE INDEX `video_meetings_account` ON `video_meetings` (`account_hash`,`state`);--> statement-breakpoint
ALTER TABLE `bookings` ADD `place` text;--> statement-breakpoint
ALTER TABLE `rounds` ADD `places` text DEFAULT 'school' NOT NULL;--> statement-breakpoint
ALTER TABLE `school` ADD `jitsi_host` text DEFAULT '' NOT NULL;