CREATE TABLE `calendar_feeds` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`household_id` integer,
	`staff_id` integer,
	`seed` text NOT NULL,
	`token_hash` text NOT NULL,
	`made_at` text NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "one_owner" CHECK(("calendar_feeds"."household_id" is null) <> ("calendar_feeds"."staff_id" is null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_household_id_unique` ON `calendar_feeds` (`household_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_staff_id_unique` ON `calendar_feeds` (`staff_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_token_hash_unique` ON `calendar_feeds` (`token_hash`);--> statement-breakpoint
CREATE TABLE `gone_talks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uid` text NOT NULL,
	`sequence` integer NOT NULL,
	`round_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`household_id` integer,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`gone_at` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `gone_talks_household` ON `gone_talks` (`household_id`);--> statement-breakpoint
CREATE INDEX `gone_talks_teacher` ON `gone_talks` (`teacher_id`);--> statement-breakpoint
CREATE INDEX `gone_talks_round` ON `gone_talks` (`round_id`);--> statement-breakpoint
ALTER TABLE `bookings` ADD `note` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `rounds` ADD `notes` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `upheaval_talks` ADD `note` text DEFAULT '' NOT NULL;