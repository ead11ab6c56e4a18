CREATE TABLE `message_texts` (
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`language` text NOT NULL,
	`subject` text NOT NULL,
	`opening` text NOT NULL,
	`closing` text NOT NULL,
	`changed_at` text NOT NULL,
	`changed_by` integer,
	PRIMARY KEY(`kind`, `channel`, `language`)
) STRICT;
--> statement-breakpoint
ALTER TABLE `guardians` ADD `refused_email` text;--> statement-breakpoint
ALTER TABLE `guardians` ADD `refused_phone` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `channel` text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE `school` ADD `sms_sender` text;