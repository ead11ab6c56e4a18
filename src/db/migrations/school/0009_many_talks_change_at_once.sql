CREATE TABLE `second_chances` (
	`round_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`until` text NOT NULL,
	PRIMARY KEY(`round_id`, `household_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `second_chances_household` ON `second_chances` (`household_id`);--> statement-breakpoint
CREATE TABLE `upheaval_talks` (
	`upheaval_id` integer NOT NULL,
	`booking_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`sequence` integer NOT NULL,
	`place` text,
	`uid` text NOT NULL,
	`booked_at` text NOT NULL,
	`waiting` integer NOT NULL,
	`chance_until` text,
	`outcome` text,
	PRIMARY KEY(`upheaval_id`, `booking_id`),
	FOREIGN KEY (`upheaval_id`) REFERENCES `upheavals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `upheaval_talks_household` ON `upheaval_talks` (`household_id`);--> statement-breakpoint
CREATE INDEX `upheaval_talks_pupil` ON `upheaval_talks` (`pupil_id`);--> statement-breakpoint
CREATE TABLE `upheavals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`kind` text NOT NULL,
	`teacher_id` integer,
	`other_id` integer,
	`changes` text DEFAULT '{}' NOT NULL,
	`acted_by` integer,
	`acted_at` text NOT NULL,
	`leaves_at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`acted_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `upheavals_round` ON `upheavals` (`round_id`);