CREATE TABLE `swap_questions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`asker_id` integer NOT NULL,
	`asker_home` integer NOT NULL,
	`asker_sequence` integer NOT NULL,
	`holder_id` integer,
	`holder_home` integer NOT NULL,
	`holder_sequence` integer NOT NULL,
	`asked_at` text NOT NULL,
	`until` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`asker_id`) REFERENCES `bookings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`asker_home`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`holder_id`) REFERENCES `bookings`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`holder_home`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `swap_asked_once` ON `swap_questions` (`holder_id`,`holder_sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `swap_one_question` ON `swap_questions` (`asker_id`) WHERE "swap_questions"."state" = 'open';--> statement-breakpoint
CREATE INDEX `swap_questions_asker` ON `swap_questions` (`asker_home`);--> statement-breakpoint
CREATE INDEX `swap_questions_holder` ON `swap_questions` (`holder_home`);--> statement-breakpoint
CREATE INDEX `swap_questions_round` ON `swap_questions` (`round_id`);--> statement-breakpoint
CREATE TABLE `swap_times` (
	`booking_id` integer NOT NULL,
	`slot_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`sequence` integer NOT NULL,
	`talk_at` text NOT NULL,
	`starts_at` text NOT NULL,
	PRIMARY KEY(`booking_id`, `slot_id`),
	FOREIGN KEY (`booking_id`) REFERENCES `bookings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`slot_id`) REFERENCES `slots`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `swap_times_slot` ON `swap_times` (`slot_id`);--> statement-breakpoint
CREATE INDEX `swap_times_household` ON `swap_times` (`household_id`);