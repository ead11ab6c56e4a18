CREATE TABLE `backup_ticks` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL
) STRICT;
