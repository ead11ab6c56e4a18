CREATE TABLE `declines` (
	`round_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`said_at` text NOT NULL,
	PRIMARY KEY(`round_id`, `household_id`, `pupil_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `marks` (
	`round_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`mark` text NOT NULL,
	PRIMARY KEY(`round_id`, `pupil_id`, `teacher_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `waits` (
	`round_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`since` text NOT NULL,
	`passed_slot` integer,
	PRIMARY KEY(`round_id`, `household_id`, `pupil_id`, `teacher_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `waits_teacher` ON `waits` (`round_id`,`teacher_id`,`since`);--> statement-breakpoint
ALTER TABLE `holds` ADD `offer` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `rounds` ADD `early_for` text;--> statement-breakpoint
ALTER TABLE `rounds` ADD `early_at` text;--> statement-breakpoint
ALTER TABLE `rounds` ADD `rest_after` integer;--> statement-breakpoint
ALTER TABLE `rounds` ADD `rest_minutes` integer;