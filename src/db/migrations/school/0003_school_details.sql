CREATE TABLE `logos` (
	`id` integer PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`hash` text NOT NULL,
	`bytes` blob NOT NULL,
	CONSTRAINT "one_logo" CHECK("logos"."id" = 1)
) STRICT;
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_school` (
	`id` integer PRIMARY KEY NOT NULL,
	`sector` text DEFAULT 'primary' NOT NULL,
	`factor` text DEFAULT 'none' NOT NULL,
	`factor_decided_by` integer,
	`factor_decided_at` text,
	`address` text DEFAULT '' NOT NULL,
	`postcode` text DEFAULT '' NOT NULL,
	`contact_person` text DEFAULT '' NOT NULL,
	`main_colour` text,
	`second_colour` text,
	`languages_left_out` text DEFAULT '' NOT NULL,
	`keep_round_days` integer DEFAULT 90 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "one_school" CHECK("__new_school"."id" = 1),
	CONSTRAINT "keep_round_days" CHECK("__new_school"."keep_round_days" between 14 and 400)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_school`("id", "sector", "factor", "factor_decided_by", "factor_decided_at") SELECT "id", "sector", "factor", "factor_decided_by", "factor_decided_at" FROM `school`;--> statement-breakpoint
DROP TABLE `school`;--> statement-breakpoint
ALTER TABLE `__new_school` RENAME TO `school`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
ALTER TABLE `staff` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `staff_sessions` ADD `device` text DEFAULT 'unknown' NOT NULL;