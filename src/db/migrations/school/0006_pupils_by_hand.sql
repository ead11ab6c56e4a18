ALTER TABLE `pupils` ADD `by_hand` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `pupils` ADD `version` integer DEFAULT 1 NOT NULL;