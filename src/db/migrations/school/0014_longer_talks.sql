CREATE TABLE `joined_slots` (
	`id` integer PRIMARY KEY NOT NULL,
	`slot_id` integer NOT NULL,
	`after_minutes` integer NOT NULL,
	`minutes` integer NOT NULL,
	FOREIGN KEY (`slot_id`) REFERENCES `slots`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "joined_in_order" CHECK("joined_slots"."after_minutes" >= 0 and "joined_slots"."minutes" > 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `joined_slots_slot` ON `joined_slots` (`slot_id`);--> statement-breakpoint
CREATE TABLE `long_talks` (
	`round_id` integer NOT NULL,
	`teacher_id` integer NOT NULL,
	`pupil_id` integer NOT NULL,
	`takes` integer NOT NULL,
	PRIMARY KEY(`round_id`, `pupil_id`, `teacher_id`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`teacher_id`) REFERENCES `teachers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pupil_id`) REFERENCES `pupils`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "long_talk" CHECK("long_talks"."takes" between 2 and 6)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER `joined_until_it_is_off` AFTER DELETE ON `bookings`
WHEN EXISTS (SELECT 1 FROM `joined_slots` WHERE `slot_id` = OLD.`slot_id`)
BEGIN
  UPDATE `slots` SET `ends_at` = coalesce((SELECT strftime('%Y-%m-%dT%H:%M:%SZ', `slots`.`starts_at`, '+' || j.`minutes` || ' minutes') FROM `joined_slots` j WHERE j.`id` = `slots`.`id`), `ends_at`) WHERE `id` = OLD.`slot_id`;
  INSERT INTO `slots` (`id`, `round_id`, `teacher_id`, `starts_at`, `ends_at`) SELECT j.`id`, s.`round_id`, s.`teacher_id`, strftime('%Y-%m-%dT%H:%M:%SZ', s.`starts_at`, '+' || j.`after_minutes` || ' minutes'), strftime('%Y-%m-%dT%H:%M:%SZ', s.`starts_at`, '+' || (j.`after_minutes` + j.`minutes`) || ' minutes') FROM `joined_slots` j JOIN `slots` s ON s.`id` = j.`slot_id` WHERE j.`slot_id` = OLD.`slot_id` AND j.`id` <> j.`slot_id`;
  DELETE FROM `joined_slots` WHERE `slot_id` = OLD.`slot_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `joined_until_it_moves` AFTER UPDATE OF `slot_id` ON `bookings`
WHEN OLD.`slot_id` <> NEW.`slot_id` AND EXISTS (SELECT 1 FROM `joined_slots` WHERE `slot_id` = OLD.`slot_id`)
BEGIN
  UPDATE `slots` SET `ends_at` = coalesce((SELECT strftime('%Y-%m-%dT%H:%M:%SZ', `slots`.`starts_at`, '+' || j.`minutes` || ' minutes') FROM `joined_slots` j WHERE j.`id` = `slots`.`id`), `ends_at`) WHERE `id` = OLD.`slot_id`;
  INSERT INTO `slots` (`id`, `round_id`, `teacher_id`, `starts_at`, `ends_at`) SELECT j.`id`, s.`round_id`, s.`teacher_id`, strftime('%Y-%m-%dT%H:%M:%SZ', s.`starts_at`, '+' || j.`after_minutes` || ' minutes'), strftime('%Y-%m-%dT%H:%M:%SZ', s.`starts_at`, '+' || (j.`after_minutes` + j.`minutes`) || ' minutes') FROM `joined_slots` j JOIN `slots` s ON s.`id` = j.`slot_id` WHERE j.`slot_id` = OLD.`slot_id` AND j.`id` <> j.`slot_id`;
  DELETE FROM `joined_slots` WHERE `slot_id` = OLD.`slot_id`;
END;
