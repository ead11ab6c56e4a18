ALTER TABLE `round_teachers` ADD `with_teacher_id` integer REFERENCES teachers(id) ON DELETE SET NULL;--> statement-breakpoint
CREATE INDEX `round_teachers_with` ON `round_teachers` (`round_id`,`with_teacher_id`) WHERE "round_teachers"."with_teacher_id" is not null;--> statement-breakpoint
CREATE TRIGGER `together_until_one_leaves` AFTER DELETE ON `round_teachers`
BEGIN UPDATE `round_teachers` SET `with_teacher_id` = NULL WHERE `round_id` = OLD.`round_id` AND `with_teacher_id` = OLD.`teacher_id`; END;
--> statement-breakpoint
CREATE TRIGGER `one_place_for_who_holds_along` BEFORE INSERT ON `bookings`
WHEN EXISTS (SELECT 1 FROM `round_teachers` `w` JOIN `bookings` `o` ON `o`.`round_id` = `w`.`round_id`
    AND `o`.`teacher_id` = iif(`w`.`teacher_id` = NEW.`teacher_id`, `w`.`with_teacher_id`, `w`.`teacher_id`)
  WHERE `w`.`round_id` = NEW.`round_id` AND `w`.`with_teacher_id` IS NOT NULL AND (`w`.`teacher_id` = NEW.`teacher_id` OR `w`.`with_teacher_id` = NEW.`teacher_id`)
    AND `o`.`starts_at` < NEW.`ends_at` AND `o`.`ends_at` > NEW.`starts_at`)
BEGIN SELECT RAISE(ABORT, 'teacher-busy'); END;
--> statement-breakpoint
CREATE TRIGGER `one_place_after_a_move_along` BEFORE UPDATE OF `starts_at`, `ends_at`, `teacher_id` ON `bookings`
WHEN EXISTS (SELECT 1 FROM `round_teachers` `w` JOIN `bookings` `o` ON `o`.`round_id` = `w`.`round_id`
    AND `o`.`teacher_id` = iif(`w`.`teacher_id` = NEW.`teacher_id`, `w`.`with_teacher_id`, `w`.`teacher_id`)
  WHERE `w`.`round_id` = NEW.`round_id` AND `w`.`with_teacher_id` IS NOT NULL AND (`w`.`teacher_id` = NEW.`teacher_id` OR `w`.`with_teacher_id` = NEW.`teacher_id`)
    AND `o`.`id` <> NEW.`id` AND `o`.`starts_at` < NEW.`ends_at` AND `o`.`ends_at` > NEW.`starts_at`)
BEGIN SELECT RAISE(ABORT, 'teacher-busy'); END;
