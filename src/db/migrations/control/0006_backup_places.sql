CREATE TABLE `backup_places` (
	`url` text PRIMARY KEY NOT NULL,
	`since` text NOT NULL,
	`until` text
) STRICT;
