CREATE TABLE `hall_screens` (
	`round_id` integer PRIMARY KEY NOT NULL,
	`seed` text NOT NULL,
	`token_hash` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `hall_screens_token_hash_unique` ON `hall_screens` (`token_hash`);--> statement-breakpoint
CREATE TABLE `turns` (
	`booking_id` integer PRIMARY KEY NOT NULL,
	`slot_id` integer NOT NULL,
	`called_at` text,
	`ended_at` text,
	`came` integer,
	FOREIGN KEY (`booking_id`) REFERENCES `bookings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`slot_id`) REFERENCES `slots`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `turns_slot` ON `turns` (`slot_id`);