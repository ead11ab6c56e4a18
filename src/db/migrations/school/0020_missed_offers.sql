CREATE TABLE `missed_offers` (
	`round_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`starts_at` text NOT NULL,
	`until` text NOT NULL,
	PRIMARY KEY(`round_id`, `household_id`, `pupil_id`, `teacher_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
