CREATE TABLE `bookings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slot_id` integer NOT NULL,
	`round_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`uid` text NOT NULL,
	`booked_at` text NOT NULL,
	FOREIGN KEY (`slot_id`) REFERENCES `slots`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `bookings_slot_id_unique` ON `bookings` (`slot_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `bookings_uid_unique` ON `bookings` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_talk_per_teacher` ON `bookings` (`household_id`,`pupil_id`,`teacher_id`,`round_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `bookings_household` ON `bookings` (`household_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `bookings_of_teacher` ON `bookings` (`round_id`,`teacher_id`);--> statement-breakpoint
CREATE INDEX `bookings_pupil` ON `bookings` (`pupil_id`);--> statement-breakpoint
CREATE TABLE `column_mappings` (
	`headings` text PRIMARY KEY NOT NULL,
	`mapping` text NOT NULL,
	`decided_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `entry_tickets` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`household_id` integer,
	`staff_id` integer,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `group_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`group_id` integer NOT NULL,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `groups` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`year_groups` text DEFAULT '' NOT NULL,
	`kind` text DEFAULT 'home' NOT NULL,
	`location_id` integer,
	`left_at` text,
	FOREIGN KEY (`location_id`) REFERENCES `locations`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `groups_name` ON `groups` (`name`);--> statement-breakpoint
CREATE TABLE `guardians` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`household_id` integer NOT NULL,
	`prefix` text DEFAULT '' NOT NULL,
	`last` text DEFAULT '' NOT NULL,
	`email` text,
	`phone` text,
	`origin` text DEFAULT 'file' NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `guardians_household` ON `guardians` (`household_id`);--> statement-breakpoint
CREATE INDEX `guardians_email` ON `guardians` (`email`);--> statement-breakpoint
CREATE TABLE `household_decisions` (
	`pupil_id` integer NOT NULL,
	`other_id` integer NOT NULL,
	`verdict` text NOT NULL,
	`decided_at` text NOT NULL,
	`decided_by` integer,
	PRIMARY KEY(`pupil_id`, `other_id`),
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "in_order" CHECK("household_decisions"."pupil_id" < "household_decisions"."other_id")
) STRICT;
--> statement-breakpoint
CREATE TABLE `household_doubts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`household_id` integer NOT NULL,
	`other_id` integer,
	`settled_at` text,
	`settled_by` integer,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `household_doubts_household` ON `household_doubts` (`household_id`);--> statement-breakpoint
CREATE TABLE `household_pupils` (
	`household_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	PRIMARY KEY(`household_id`, `pupil_id`),
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `household_pupils_pupil` ON `household_pupils` (`pupil_id`);--> statement-breakpoint
CREATE TABLE `households` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`origin` text DEFAULT 'matched' NOT NULL,
	`language` text DEFAULT 'nl' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`code_generation` integer DEFAULT 1 NOT NULL,
	`blocked` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`state` text NOT NULL,
	`kind` text,
	`received_at` text NOT NULL,
	`received_by` integer,
	`roster` text,
	`report` text,
	`undo` text,
	`committed_at` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `invitations` (
	`round_id` integer NOT NULL,
	`household_id` integer NOT NULL,
	`code_hash` text NOT NULL,
	`link_hash` text NOT NULL,
	`printed_at` text,
	`mailed_at` text,
	PRIMARY KEY(`round_id`, `household_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_code_hash_unique` ON `invitations` (`code_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_link_hash_unique` ON `invitations` (`link_hash`);--> statement-breakpoint
CREATE INDEX `invitations_household` ON `invitations` (`household_id`);--> statement-breakpoint
CREATE TABLE `known_devices` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`household_id` integer NOT NULL,
	`until` text NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `locations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `locations_key_unique` ON `locations` (`key`);--> statement-breakpoint
CREATE TABLE `logbook` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` integer,
	`act` text NOT NULL,
	`about` text DEFAULT '{}' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`facts` text NOT NULL,
	`round_id` integer,
	`household_id` integer,
	`guardian_id` integer,
	`staff_id` integer,
	`state` text DEFAULT 'queued' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`failure` text,
	`queued_at` text NOT NULL,
	`due_at` text NOT NULL,
	`sent_at` text,
	`uid` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`guardian_id`) REFERENCES `guardians`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_uid_unique` ON `messages` (`uid`);--> statement-breakpoint
CREATE INDEX `messages_due` ON `messages` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `messages_household` ON `messages` (`household_id`);--> statement-breakpoint
CREATE TABLE `parent_sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`household_id` integer NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `parent_sessions_household` ON `parent_sessions` (`household_id`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`credential_id` text PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text DEFAULT '' NOT NULL,
	`created_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `presences` (
	`round_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`day_id` integer NOT NULL,
	`starts` text NOT NULL,
	`ends` text NOT NULL,
	PRIMARY KEY(`teacher_id`, `day_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`day_id`) REFERENCES `round_days`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "presence_hours" CHECK("presences"."starts" < "presences"."ends")
) STRICT;
--> statement-breakpoint
CREATE TABLE `pupil_groups` (
	`pupil_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	PRIMARY KEY(`pupil_id`, `group_id`),
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `pupils` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text,
	`first` text NOT NULL,
	`prefix` text DEFAULT '' NOT NULL,
	`last` text NOT NULL,
	`folded_first` text NOT NULL,
	`folded_last` text NOT NULL,
	`group_id` integer,
	`year_group` text DEFAULT '' NOT NULL,
	`location_id` integer,
	`factor_hash` text,
	`postcode_hash` text,
	`address_hash` text,
	`protected_address` integer DEFAULT false NOT NULL,
	`left_at` text,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `locations`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `pupils_key_unique` ON `pupils` (`key`);--> statement-breakpoint
CREATE INDEX `pupils_door` ON `pupils` (`folded_last`,`folded_first`);--> statement-breakpoint
CREATE INDEX `pupils_group` ON `pupils` (`group_id`);--> statement-breakpoint
CREATE TABLE `round_days` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`date` text NOT NULL,
	`starts` text NOT NULL,
	`ends` text NOT NULL,
	`pause_starts` text,
	`pause_ends` text,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "hours" CHECK("round_days"."starts" < "round_days"."ends")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `round_days_once` ON `round_days` (`round_id`,`date`,`starts`);--> statement-breakpoint
CREATE TABLE `round_groups` (
	`round_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	PRIMARY KEY(`round_id`, `group_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `round_teachers` (
	`round_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`room` text DEFAULT '' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`round_id`, `teacher_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `rounds` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`slot_minutes` integer NOT NULL,
	`change_minutes` integer DEFAULT 0 NOT NULL,
	`opens_at` text NOT NULL,
	`closes_at` text NOT NULL,
	`change_until` text NOT NULL,
	`published_at` text,
	`invited_at` text,
	`talks_per_pupil` integer,
	`ends_at` text,
	`created_at` text NOT NULL,
	CONSTRAINT "length" CHECK("rounds"."slot_minutes" between 1 and 240),
	CONSTRAINT "window" CHECK("rounds"."opens_at" < "rounds"."closes_at")
) STRICT;
--> statement-breakpoint
CREATE TABLE `school` (
	`id` integer PRIMARY KEY NOT NULL,
	`sector` text DEFAULT 'primary' NOT NULL,
	`factor` text DEFAULT 'none' NOT NULL,
	`factor_decided_by` integer,
	`factor_decided_at` text,
	CONSTRAINT "one_school" CHECK("school"."id" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `slots` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`blocked` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "slot_length" CHECK("slots"."starts_at" < "slots"."ends_at")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `slots_once` ON `slots` (`teacher_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `slots_of_round` ON `slots` (`round_id`,`teacher_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`teacher_id` integer,
	`password_hash` text,
	`totp_secret` text,
	`totp_step` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email_unique` ON `staff` (`email`);--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`proved_at` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `staff_sessions_staff` ON `staff_sessions` (`staff_id`);--> statement-breakpoint
CREATE TABLE `teacher_groups` (
	`teacher_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	PRIMARY KEY(`teacher_id`, `group_id`),
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `teacher_groups_group` ON `teacher_groups` (`group_id`);--> statement-breakpoint
CREATE TABLE `teachers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text,
	`first` text DEFAULT '' NOT NULL,
	`initials` text DEFAULT '' NOT NULL,
	`prefix` text DEFAULT '' NOT NULL,
	`last` text DEFAULT '' NOT NULL,
	`email` text,
	`roles` text DEFAULT '' NOT NULL,
	`host` integer DEFAULT true NOT NULL,
	`left_at` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `teachers_key_unique` ON `teachers` (`key`);--> statement-breakpoint
CREATE TRIGGER `one_place_at_a_time` BEFORE INSERT ON `bookings`
WHEN EXISTS (SELECT 1 FROM `bookings` WHERE `household_id` = NEW.`household_id` AND `starts_at` < NEW.`ends_at` AND `ends_at` > NEW.`starts_at`)
BEGIN SELECT RAISE(ABORT, 'household-busy'); END;
--> statement-breakpoint
CREATE TRIGGER `one_place_after_a_move` BEFORE UPDATE OF `starts_at`, `ends_at`, `household_id` ON `bookings`
WHEN EXISTS (SELECT 1 FROM `bookings` WHERE `household_id` = NEW.`household_id` AND `id` <> NEW.`id` AND `starts_at` < NEW.`ends_at` AND `ends_at` > NEW.`starts_at`)
BEGIN SELECT RAISE(ABORT, 'household-busy'); END;
--> statement-breakpoint
CREATE TRIGGER `logbook_only_grows` BEFORE UPDATE ON `logbook` BEGIN SELECT RAISE(ABORT, 'logbook-only-grows'); END;
--> statement-breakpoint
CREATE TRIGGER `logbook_keeps_all` BEFORE DELETE ON `logbook` BEGIN SELECT RAISE(ABORT, 'logbook-only-grows'); END;
