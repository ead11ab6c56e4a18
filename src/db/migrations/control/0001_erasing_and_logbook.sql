CREATE TABLE `certificates` (
	`number` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`signed` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`school_id` text NOT NULL,
	`kind` text NOT NULL,
	`ref` integer NOT NULL,
	`erased_at` text NOT NULL,
	`confirmed` integer DEFAULT false NOT NULL,
	`scrubbed_at` text,
	`number` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `erasures_school` ON `erasures` (`school_id`,`erased_at`);--> statement-breakpoint
CREATE TABLE `logbook_heads` (
	`school_id` text PRIMARY KEY NOT NULL,
	`line` integer NOT NULL,
	`hash` text NOT NULL,
	`noted_at` text NOT NULL
) STRICT;
