CREATE TABLE `backup_checks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`fine` integer NOT NULL,
	`facts` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `backup_ticks` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL
) STRICT;
