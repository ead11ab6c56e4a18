CREATE TABLE `holds` (
	`slot_id` integer PRIMARY KEY NOT NULL,
	`round_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`since` text NOT NULL,
	`until` text NOT NULL,
	FOREIGN KEY (`slot_id`) REFERENCES `slots`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `holds_household` ON `holds` (`household_id`,`round_id`);--> statement-breakpoint
CREATE INDEX `holds_until` ON `holds` (`until`);--> statement-breakpoint
ALTER TABLE `rounds` ADD `walk_minutes` integer DEFAULT 0 NOT NULL;