CREATE TABLE `departures` (
	`school_id` text PRIMARY KEY NOT NULL,
	`slug` text,
	`name` text,
	`city` text,
	`state` text NOT NULL,
	`asked_by` integer,
	`asked_at` text NOT NULL,
	`confirmed_by` integer,
	`ends_at` text,
	`erased_at` text,
	`gone_at` text,
	`objects` integer DEFAULT 0 NOT NULL,
	`counts` text DEFAULT '{}' NOT NULL,
	`number` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `departures_slug` ON `departures` (`slug`);