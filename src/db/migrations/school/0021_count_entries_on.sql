ALTER TABLE `bookings` ADD `ahead` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `bookings` ADD `changed_at` text;--> statement-breakpoint
ALTER TABLE `upheaval_talks` ADD `ahead` integer DEFAULT 0 NOT NULL;