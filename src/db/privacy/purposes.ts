import type { Kind } from "../../domain/privacy/privacy.ts"

// Every column there is, and the kind of data it holds; what each kind is for stands in domain/privacy/privacy.ts. tests/db/privacy/purposes.test.ts
// fails for a column without a line here, so that no paper can say less than what is kept.

type Stated = Record<string, Partial<Record<Kind, string>>>

/** The file of a school. */
const ofSchool: Stated = {
  school: {
    row: "id version",
    choice:
      "sector factor sms_sender main_colour second_colour languages_left_out keep_round_days jitsi_host",
    "school-contact": "address postcode contact_person",
    "staff-account": "factor_decided_by factor_decided_at",
  },
  logos: { row: "id hash", choice: "type bytes" },
  locations: { row: "id key", round: "name" },
  groups: { row: "id", round: "name year_groups kind location_id left_at" },
  group_keys: { row: "key group_id" },
  pupils: {
    row: "id by_hand version",
    "pupil-number": "key",
    "pupil-name": "first prefix last folded_first folded_last",
    "pupil-group": "group_id year_group location_id",
    "pupil-factor": "factor_hash",
    "pupil-home": "postcode_hash address_hash",
    "pupil-protected": "protected_address",
    "pupil-left": "left_at",
  },
  pupil_groups: { "pupil-group": "pupil_id group_id" },
  teachers: {
    row: "id key",
    "teacher-name": "first initials prefix last",
    "teacher-email": "email",
    "teacher-work": "roles host left_at",
  },
  teacher_groups: { "teacher-work": "teacher_id group_id" },
  households: { row: "id version code_generation", household: "origin language blocked" },
  household_pupils: { household: "household_id pupil_id" },
  guardians: {
    row: "id origin",
    household: "household_id",
    "guardian-name": "prefix last",
    "guardian-email": "email refused_email refused_why",
    "guardian-phone": "phone refused_phone",
  },
  household_doubts: {
    row: "id",
    household: "kind household_id other_id",
    "staff-account": "settled_at settled_by",
  },
  household_decisions: { household: "pupil_id other_id verdict", "staff-account": "decided_at decided_by" },
  imports: {
    row: "id",
    choice: "state kind report committed_at",
    "waiting-file": "roster undo",
    "staff-account": "received_at received_by",
  },
  column_mappings: { choice: "headings mapping decided_at" },
  rounds: {
    row: "id",
    round:
      "title slot_minutes change_minutes walk_minutes opens_at closes_at change_until published_at invited_at talks_per_pupil places notes ends_at created_at erased_at early_for early_at rest_after rest_minutes swaps",
  },
  round_days: { row: "id", round: "round_id date starts ends pause_starts pause_ends" },
  round_groups: { round: "round_id group_id" },
  round_teachers: { row: "version", "teacher-work": "round_id teacher_id room with_teacher_id" },
  presences: { "teacher-work": "round_id teacher_id day_id starts ends room" },
  absences: { "teacher-work": "round_id teacher_id starts_at ends_at" },
  slots: { row: "id", "teacher-work": "round_id teacher_id starts_at ends_at blocked" },
  joined_slots: { row: "id", "teacher-work": "slot_id after_minutes minutes" },
  bookings: {
    row: "id sequence ahead uid",
    talk: "slot_id round_id teacher_id pupil_id household_id starts_at ends_at place booked_at changed_at",
    "talk-note": "note",
  },
  second_chances: { talk: "round_id household_id until" },
  upheavals: {
    row: "id",
    "teacher-work": "round_id kind teacher_id other_id changes leaves_at undone_at",
    "staff-account": "acted_by acted_at",
  },
  upheaval_talks: {
    row: "upheaval_id sequence ahead uid waiting",
    talk: "booking_id household_id pupil_id teacher_id starts_at ends_at place also booked_at chance_until outcome",
    "talk-note": "note",
  },
  marks: { talk: "round_id teacher_id pupil_id mark" },
  long_talks: { talk: "round_id teacher_id pupil_id takes" },
  declines: { talk: "round_id household_id pupil_id said_at" },
  turns: { talk: "booking_id slot_id called_at ended_at came" },
  gone_talks: {
    row: "id uid sequence",
    talk: "round_id pupil_id teacher_id household_id starts_at ends_at gone_at",
  },
  calendar_feeds: {
    row: "id",
    "calendar-feed": "household_id seed token_hash made_at",
    "staff-account": "staff_id",
  },
  hall_screens: { row: "round_id seed token_hash" },
  holds: { talk: "slot_id round_id household_id pupil_id since until offer" },
  waits: { talk: "round_id household_id pupil_id teacher_id since passed_slot" },
  missed_offers: { talk: "round_id household_id pupil_id teacher_id starts_at until" },
  swap_times: { row: "sequence", talk: "booking_id slot_id household_id talk_at starts_at" },
  swap_questions: {
    row: "id asker_sequence holder_sequence",
    talk: "round_id asker_id asker_home holder_id holder_home asked_at until state",
  },
  invitations: { invitation: "round_id household_id code_hash link_hash printed_at mailed_at" },
  parent_sessions: { "parent-visit": "token_hash household_id created_at seen_at" },
  known_devices: { device: "id_hash household_id until" },
  entry_tickets: { ticket: "token_hash purpose household_id staff_id created_at expires_at used_at" },
  staff: {
    row: "id version",
    "staff-account": "name email role teacher_id created_at removed_at",
    "staff-key": "password_hash totp_secret totp_step",
  },
  passkeys: { "staff-key": "credential_id staff_id public_key counter transports created_at used_at" },
  staff_sessions: { "staff-visit": "token_hash staff_id created_at seen_at proved_at device" },
  messages: {
    row: "id uid",
    message:
      "kind facts round_id household_id guardian_id staff_id channel state attempts failure queued_at due_at sent_at",
  },
  message_texts: {
    choice: "kind channel language subject opening closing",
    "staff-account": "changed_at changed_by",
  },
  logbook: { row: "id", logbook: "at actor_kind actor_id act about hash" },
  erased_pupils: { erased: "name_hash erased_at" },
  operator_windows: { row: "id", logbook: "purpose opened_by opened_at until closed_at" },
  data_keys: { row: "id wrapped made_at" },
  video_meetings: {
    row: "generation state failure lease_until due_at attempts changed_at",
    "teacher-work": "slot_id round_id teacher_id starts_at ends_at",
    "video-meeting": "provider staff_id account_hash sealed_event sealed_owner sealed_link",
  },
  video_calendars: { row: "round_id made_at", "video-meeting": "account_hash staff_id sealed_calendar" },
  backup_ticks: { row: "id at" },
  migrations: { row: "name hash" },
}

/** The registry of all schools. */
const ofRegistry: Stated = {
  schools: { row: "id slug epoch state added_at", "school-contact": "name city phone email brin" },
  erasures: { row: "id school_id", erased: "kind ref erased_at confirmed scrubbed_at number" },
  certificates: { row: "number school_id signed scrubbed_at" },
  logbook_heads: { row: "school_id", logbook: "line hash noted_at" },
  backup_ticks: { row: "id at" },
  departures: {
    row: "school_id slug state ends_at erased_at gone_at objects counts number",
    "school-contact": "name city",
    "staff-account": "asked_by asked_at confirmed_by",
  },
  backup_checks: { row: "id kind at fine facts" },
  backup_places: { row: "url since until" },
  migrations: { row: "name hash" },
}

export const purposes = { school: ofSchool, registry: ofRegistry }

/** Every kind that some column holds. */
export const statedKinds: ReadonlySet<Kind> = new Set(
  [ofSchool, ofRegistry].flatMap((tables) =>
    Object.values(tables).flatMap((kinds) => Object.keys(kinds) as Kind[]),
  ),
)
