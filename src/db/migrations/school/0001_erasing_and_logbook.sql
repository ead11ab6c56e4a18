CREATE TABLE `erased_pupils` (
	`name_hash` text PRIMARY KEY NOT NULL,
	`erased_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `operator_windows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`purpose` text NOT NULL,
	`opened_by` integer NOT NULL,
	`opened_at` text NOT NULL,
	`until` text NOT NULL,
	`closed_at` text,
	CONSTRAINT "window_ends" CHECK("operator_windows"."opened_at" < "operator_windows"."until")
) STRICT;
--> statement-breakpoint
ALTER TABLE `logbook` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `logbook_act` ON `logbook` (`act`);--> statement-breakpoint
CREATE INDEX `logbook_actor` ON `logbook` (`actor_kind`,`actor_id`);--> statement-breakpoint
ALTER TABLE `rounds` ADD `erased_at` text;