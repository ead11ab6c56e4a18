// Made by 'bun run db:generate'.
import m0 from "./school/0000_first_tables.sql" with { type: "text" }
import m1 from "./school/0001_erasing_and_logbook.sql" with { type: "text" }
import m2 from "./school/0002_hold_a_set_of_times.sql" with { type: "text" }
import m3 from "./school/0003_school_details.sql" with { type: "text" }
import m4 from "./school/0004_messages_by_sms_and_in_own_words.sql" with { type: "text" }
import m5 from "./school/0005_talks_online.sql" with { type: "text" }
import m6 from "./school/0006_pupils_by_hand.sql" with { type: "text" }
import m7 from "./school/0007_backup_ticks.sql" with { type: "text" }
import m8 from "./school/0008_the_evening_itself.sql" with { type: "text" }
import m9 from "./school/0009_many_talks_change_at_once.sql" with { type: "text" }
import m10 from "./school/0010_notes_and_calendar_feeds.sql" with { type: "text" }
import m11 from "./school/0011_filling_a_round.sql" with { type: "text" }
import m12 from "./school/0012_why_an_address_is_refused.sql" with { type: "text" }
import m13 from "./school/0013_swaps.sql" with { type: "text" }
import m14 from "./school/0014_longer_talks.sql" with { type: "text" }
import m15 from "./school/0015_teachers_together.sql" with { type: "text" }
import m16 from "./school/0016_whether_families_swap.sql" with { type: "text" }
import m17 from "./school/0017_ticks_of_a_talk_that_is_off.sql" with { type: "text" }
import m18 from "./school/0018_absences.sql" with { type: "text" }
import m19 from "./school/0019_room_per_day.sql" with { type: "text" }
import m20 from "./school/0020_missed_offers.sql" with { type: "text" }
import m21 from "./school/0021_count_entries_on.sql" with { type: "text" }

export const schoolMigrations = [
  { name: "0000_first_tables", sql: m0 },
  { name: "0001_erasing_and_logbook", sql: m1 },
  { name: "0002_hold_a_set_of_times", sql: m2 },
  { name: "0003_school_details", sql: m3 },
  { name: "0004_messages_by_sms_and_in_own_words", sql: m4 },
  { name: "0005_talks_online", sql: m5 },
  { name: "0006_pupils_by_hand", sql: m6 },
  { name: "0007_backup_ticks", sql: m7 },
  { name: "0008_the_evening_itself", sql: m8 },
  { name: "0009_many_talks_change_at_once", sql: m9 },
  { name: "0010_notes_and_calendar_feeds", sql: m10 },
  { name: "0011_filling_a_round", sql: m11 },
  { name: "0012_why_an_address_is_refused", sql: m12 },
  { name: "0013_swaps", sql: m13 },
  { name: "0014_longer_talks", sql: m14 },
  { name: "0015_teachers_together", sql: m15 },
  { name: "0016_whether_families_swap", sql: m16 },
  { name: "0017_ticks_of_a_talk_that_is_off", sql: m17 },
  { name: "0018_absences", sql: m18 },
  { name: "0019_room_per_day", sql: m19 },
  { name: "0020_missed_offers", sql: m20 },
  { name: "0021_count_entries_on", sql: m21 },
]
