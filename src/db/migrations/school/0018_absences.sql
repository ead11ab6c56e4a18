CREATE TABLE `absences` (
	`round_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	PRIMARY KEY(`round_id`, `teacher_id`, `starts_at`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "absence_hours" CHECK("absences"."starts_at" < "absences"."ends_at")
) STRICT;
