import { sql } from "drizzle-orm"
import {
  type AnySQLiteColumn,
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core"
import type * as ids from "../domain/ids.ts"
import { textKinds } from "../domain/messages/message-text.ts"

// One file per school. Instants are UTC text ("2026-11-12T18:10:00Z"), dates "2026-11-12", clock times "19:10".
// Names of people live in as few columns as possible; what an import does not need never reaches these tables.

const id = <Id extends number>() => integer("id").primaryKey({ autoIncrement: true }).$type<Id>()
const ref = <Id extends number>(name: string) => integer(name).$type<Id>()

/** How the school wants things: exactly one row. Its name and address are in the registry. */
export const school = sqliteTable(
  "school",
  {
    id: integer("id").primaryKey(),
    sector: text("sector", { enum: ["primary", "secondary"] })
      .notNull()
      .default("primary"),
    factor: text("factor", { enum: ["none", "birth-date", "pupil-number", "postcode", "bsn4"] })
      .notNull()
      .default("none"),
    factorDecidedBy: ref<ids.StaffId>("factor_decided_by"),
    factorDecidedAt: text("factor_decided_at"),
    address: text("address").notNull().default(""),
    postcode: text("postcode").notNull().default(""),
    contactPerson: text("contact_person").notNull().default(""),
    /** Two colours as the school gave them, "#rrggbb"; what is shown of them is corrected for contrast. */
    mainColour: text("main_colour"),
    secondColour: text("second_colour"),
    /** Languages that parents are not offered, joined by commas: one that is added later is offered until the school says no. */
    languagesLeftOut: text("languages_left_out").notNull().default(""),
    /** How many days after its last talk the bookings and messages of a round are kept. */
    keepRoundDays: integer("keep_round_days").notNull().default(90),
    /** The school's own Jitsi, "praten.school.example"; empty when it has none. */
    jitsiHost: text("jitsi_host").notNull().default(""),
    /** Raised with every change by a person: who saves over a change of somebody else is told. */
    version: integer("version").notNull().default(1),
    /** The name above the school's SMS; null: made from its own name. */
    smsSender: text("sms_sender"),
  },
  (t) => [
    check("one_school", sql`${t.id} = 1`),
    check("keep_round_days", sql`${t.keepRoundDays} between 14 and 400`),
  ],
)

/** The school's logo: at most one, as it was handed in. */
export const logos = sqliteTable(
  "logos",
  {
    id: integer("id").primaryKey(),
    type: text("type", { enum: ["image/png", "image/jpeg", "image/webp"] }).notNull(),
    /** Names these bytes in an address that browsers keep. */
    hash: text("hash").notNull(),
    bytes: blob("bytes", { mode: "buffer" }).notNull(),
  },
  (t) => [check("one_logo", sql`${t.id} = 1`)],
)

export const locations = sqliteTable("locations", {
  id: id<ids.LocationId>(),
  key: text("key").notNull().unique(),
  name: text("name").notNull(),
})

export const groups = sqliteTable(
  "groups",
  {
    id: id<ids.GroupId>(),
    name: text("name").notNull(),
    /** Codes as EdeXML knows them, joined by commas: "1,2" for a combination class. */
    yearGroups: text("year_groups").notNull().default(""),
    kind: text("kind", { enum: ["home", "combined"] })
      .notNull()
      .default("home"),
    locationId: ref<ids.LocationId>("location_id").references(() => locations.id),
    leftAt: text("left_at"),
  },
  (t) => [index("groups_name").on(t.name)],
)

/** All keys under which the school's administration knows a group: a combination class has several. */
export const groupKeys = sqliteTable("group_keys", {
  key: text("key").primaryKey(),
  groupId: ref<ids.GroupId>("group_id")
    .notNull()
    .references(() => groups.id),
})

export const pupils = sqliteTable(
  "pupils",
  {
    id: id<ids.PupilId>(),
    /** The key of the school's administration; null for a pupil added by hand or with a key valid in one file only. */
    key: text("key").unique(),
    first: text("first").notNull(),
    prefix: text("prefix").notNull().default(""),
    last: text("last").notNull(),
    /** Folded names, for kind matching at the door. */
    foldedFirst: text("folded_first").notNull(),
    foldedLast: text("folded_last").notNull(),
    groupId: ref<ids.GroupId>("group_id").references(() => groups.id),
    yearGroup: text("year_group").notNull().default(""),
    locationId: ref<ids.LocationId>("location_id").references(() => locations.id),
    /** Keyed hash of the one sign-in factor that the school chose; never the fact itself. */
    factorHash: text("factor_hash"),
    /** Keyed hashes of the postcode, and of postcode and house number: only good for finding one home. */
    postcodeHash: text("postcode_hash"),
    addressHash: text("address_hash"),
    /** The school's file says that the address is secret: never matched, never shown. */
    protectedAddress: integer("protected_address", { mode: "boolean" }).notNull().default(false),
    /** What staff wrote over the file, joined by commas (domain/people/by-hand.ts): the next file does not change it unasked. */
    byHand: text("by_hand").notNull().default(""),
    /** Raised with every change, by hand or from a file: who saves over a change of somebody else is told. */
    version: integer("version").notNull().default(1),
    leftAt: text("left_at"),
  },
  (t) => [index("pupils_door").on(t.foldedLast, t.foldedFirst), index("pupils_group").on(t.groupId)],
)

/** Lesson groups across home groups (samengestelde groepen). */
export const pupilGroups = sqliteTable(
  "pupil_groups",
  {
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id),
    groupId: ref<ids.GroupId>("group_id")
      .notNull()
      .references(() => groups.id),
  },
  (t) => [primaryKey({ columns: [t.pupilId, t.groupId] })],
)

export const teachers = sqliteTable("teachers", {
  id: id<ids.TeacherId>(),
  key: text("key").unique(),
  first: text("first").notNull().default(""),
  initials: text("initials").notNull().default(""),
  prefix: text("prefix").notNull().default(""),
  last: text("last").notNull().default(""),
  email: text("email"),
  /** Role codes of the file, joined by commas; heads, caretakers and helping parents are in there too. */
  roles: text("roles").notNull().default(""),
  /** Holds talks: proposed from the roles, decided by the school. */
  host: integer("host", { mode: "boolean" }).notNull().default(true),
  leftAt: text("left_at"),
})

export const teacherGroups = sqliteTable(
  "teacher_groups",
  {
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    groupId: ref<ids.GroupId>("group_id")
      .notNull()
      .references(() => groups.id),
  },
  (t) => [primaryKey({ columns: [t.teacherId, t.groupId] }), index("teacher_groups_group").on(t.groupId)],
)

/** People who book together. A pupil of separated parents sits in two, which never see each other. */
export const households = sqliteTable("households", {
  id: id<ids.HouseholdId>(),
  /** "matched": made by the rules, and remade by them; "staff": as a person left it. */
  origin: text("origin", { enum: ["matched", "staff"] })
    .notNull()
    .default("matched"),
  language: text("language", { enum: ["nl", "en"] })
    .notNull()
    .default("nl"),
  /** Raised with everything that changes what this household sees; part of its pages' ETag. */
  version: integer("version").notNull().default(1),
  /** Raised to make every code and link of this household invalid. */
  codeGeneration: integer("code_generation").notNull().default(1),
  /** No entry at all, by order of the school. */
  blocked: integer("blocked", { mode: "boolean" }).notNull().default(false),
})

export const householdPupils = sqliteTable(
  "household_pupils",
  {
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id),
  },
  (t) => [primaryKey({ columns: [t.householdId, t.pupilId] }), index("household_pupils_pupil").on(t.pupilId)],
)

export const guardians = sqliteTable(
  "guardians",
  {
    id: id<ids.GuardianId>(),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id),
    prefix: text("prefix").notNull().default(""),
    last: text("last").notNull().default(""),
    email: text("email"),
    phone: text("phone"),
    origin: text("origin", { enum: ["file", "staff"] })
      .notNull()
      .default("file"),
    /** The address or number that was refused: it is wrong for as long as it stands beside itself. */
    refusedEmail: text("refused_email"),
    refusedPhone: text("refused_phone"),
    /** What the mail server said of the refused e-mail address. */
    refusedWhy: text("refused_why", { enum: ["refused", "unknown", "full", "away", "blocked", "address"] }),
  },
  (t) => [index("guardians_household").on(t.householdId), index("guardians_email").on(t.email)],
)

/** Something about a household that a person should look at before a round opens. */
export const householdDoubts = sqliteTable(
  "household_doubts",
  {
    id: id<ids.DoubtId>(),
    kind: text("kind", {
      enum: [
        "contradicting-guardians",
        "common-surname",
        "many-pupils",
        "same-first-name",
        "protected-address",
        "crowded-postcode",
        "maybe-same-home",
      ],
    }).notNull(),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id),
    /** For "maybe-same-home": the other household. */
    otherId: ref<ids.HouseholdId>("other_id").references(() => households.id),
    settledAt: text("settled_at"),
    settledBy: ref<ids.StaffId>("settled_by"),
  },
  (t) => [index("household_doubts_household").on(t.householdId)],
)

/** What staff decided about two pupils; outlives every import. The lower pupil id comes first. */
export const householdDecisions = sqliteTable(
  "household_decisions",
  {
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id),
    otherId: ref<ids.PupilId>("other_id")
      .notNull()
      .references(() => pupils.id),
    verdict: text("verdict", { enum: ["together", "apart"] }).notNull(),
    decidedAt: text("decided_at").notNull(),
    decidedBy: ref<ids.StaffId>("decided_by"),
  },
  (t) => [
    primaryKey({ columns: [t.pupilId, t.otherId] }),
    check("in_order", sql`${t.pupilId} < ${t.otherId}`),
  ],
)

/** A received file waiting for a person. How far its reading is, is not kept: that is known where it is read. */
export const imports = sqliteTable("imports", {
  id: id<ids.ImportId>(),
  state: text("state", {
    enum: ["reading", "mapping", "review", "committed", "undone", "discarded", "refused"],
  }).notNull(),
  kind: text("kind", { enum: ["edexml", "csv"] }),
  receivedAt: text("received_at").notNull(),
  receivedBy: ref<ids.StaffId>("received_by"),
  /** JSON: the roster as read (names, hashes of factors), null as soon as it is not needed. */
  roster: text("roster"),
  /** JSON: counts, notices and problems with code and line; never a value of the file. */
  report: text("report"),
  /** JSON: what to put back; emptied after 24 hours. */
  undo: text("undo"),
  committedAt: text("committed_at"),
})

/** How this school's columns were understood, remembered under the headings they had. */
export const columnMappings = sqliteTable("column_mappings", {
  headings: text("headings").primaryKey(),
  mapping: text("mapping").notNull(),
  decidedAt: text("decided_at").notNull(),
})

export const rounds = sqliteTable(
  "rounds",
  {
    id: id<ids.RoundId>(),
    title: text("title").notNull(),
    slotMinutes: integer("slot_minutes").notNull(),
    changeMinutes: integer("change_minutes").notNull().default(0),
    /** What parents need between two teachers when we plan for them. */
    walkMinutes: integer("walk_minutes").notNull().default(0),
    opensAt: text("opens_at").notNull(),
    closesAt: text("closes_at").notNull(),
    changeUntil: text("change_until").notNull(),
    publishedAt: text("published_at"),
    invitedAt: text("invited_at"),
    talksPerPupil: integer("talks_per_pupil"),
    /** Where talks may be held, joined by commas; the first is where a talk begins. */
    places: text("places").notNull().default("school"),
    /** Who may choose before the others, and from when on; both or none. */
    earlyFor: text("early_for", { enum: ["siblings", "wanted", "both"] }),
    earlyAt: text("early_at"),
    /** Teachers rest so many minutes after so many talks in a row; both or none. */
    restAfter: integer("rest_after"),
    restMinutes: integer("rest_minutes"),
    /** The end of the last slot, kept beside the slots in the same write. */
    endsAt: text("ends_at"),
    createdAt: text("created_at").notNull(),
    /** May parents write to the teacher what they want to talk about? */
    notes: integer("notes", { mode: "boolean" }).notNull().default(false),
    /** May two families change places? */
    swaps: integer("swaps", { mode: "boolean" }).notNull().default(true),
    /** When its talks were erased, because they had been kept long enough. */
    erasedAt: text("erased_at"),
  },
  (t) => [
    check("length", sql`${t.slotMinutes} between 1 and 240`),
    check("window", sql`${t.opensAt} < ${t.closesAt}`),
  ],
)

export const roundDays = sqliteTable(
  "round_days",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    date: text("date").notNull(),
    starts: text("starts").notNull(),
    ends: text("ends").notNull(),
    pauseStarts: text("pause_starts"),
    pauseEnds: text("pause_ends"),
  },
  (t) => [
    uniqueIndex("round_days_once").on(t.roundId, t.date, t.starts),
    check("hours", sql`${t.starts} < ${t.ends}`),
  ],
)

export const roundGroups = sqliteTable(
  "round_groups",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    groupId: ref<ids.GroupId>("group_id")
      .notNull()
      .references(() => groups.id),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.groupId] })],
)

export const roundTeachers = sqliteTable(
  "round_teachers",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    room: text("room").notNull().default(""),
    /** Raised with every booking, move and cancellation: the shared board is made once per version. */
    version: integer("version").notNull().default(1),
    /** Holds the talks of this colleague along, and has no times of their own cut; null: their own. See db/talks/pairs.ts. */
    withTeacherId: ref<ids.TeacherId>("with_teacher_id").references(() => teachers.id, {
      onDelete: "set null",
    }),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.teacherId] }),
    index("round_teachers_with").on(t.roundId, t.withTeacherId).where(sql`${t.withTeacherId} is not null`),
  ],
)

/** When a teacher is there on a day of the round; no row: absent that day. */
export const presences = sqliteTable(
  "presences",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    dayId: integer("day_id")
      .notNull()
      .references(() => roundDays.id, { onDelete: "cascade" }),
    starts: text("starts").notNull(),
    ends: text("ends").notNull(),
    /** The room of this day, when it is not the one of the round. */
    room: text("room").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.teacherId, t.dayId] }),
    check("presence_hours", sql`${t.starts} < ${t.ends}`),
  ],
)

/** When a teacher is not there, said before times are cut then: what is cut after that begins closed. */
export const absences = sqliteTable(
  "absences",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.teacherId, t.startsAt] }),
    check("absence_hours", sql`${t.startsAt} < ${t.endsAt}`),
  ],
)

export const slots = sqliteTable(
  "slots",
  {
    id: id<ids.SlotId>(),
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    blocked: integer("blocked", { mode: "boolean" }).notNull().default(false),
  },
  (t) => [
    uniqueIndex("slots_once").on(t.teacherId, t.startsAt),
    index("slots_of_round").on(t.roundId, t.teacherId, t.startsAt),
    check("slot_length", sql`${t.startsAt} < ${t.endsAt}`),
  ],
)

/**
 * The slots that a longer talk takes together, as they were cut; the first of them is the slot of the talk, which is as long as all of
 * them. Triggers on bookings: when the talk goes, they come apart again under their own numbers.
 */
export const joinedSlots = sqliteTable(
  "joined_slots",
  {
    id: integer("id").primaryKey().$type<ids.SlotId>(),
    slotId: ref<ids.SlotId>("slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "cascade" }),
    /** So many minutes after the start of the talk, so that a day that moves takes it along. */
    afterMinutes: integer("after_minutes").notNull(),
    minutes: integer("minutes").notNull(),
  },
  (t) => [
    index("joined_slots_slot").on(t.slotId),
    check("joined_in_order", sql`${t.afterMinutes} >= 0 and ${t.minutes} > 0`),
  ],
)

/** A household has a slot for a pupil. Cancelling deletes the row; the logbook remembers. */
export const bookings = sqliteTable(
  "bookings",
  {
    id: id<ids.BookingId>(),
    slotId: ref<ids.SlotId>("slot_id")
      .notNull()
      .unique()
      .references(() => slots.id),
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id),
    /** Copied from the slot, so that the table itself can refuse two places at one time. */
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    /**
     * Which change of the talk this is: ticks, questions and acts of the office know by it what they were about. What is taken back quietly
     * puts it back, so that these are about the talk again.
     */
    sequence: integer("sequence").notNull().default(0),
    /**
     * How much further its entry in calendars counts, two for each quiet return. A calendar may have seen what was taken back, and follows
     * only a SEQUENCE that does not go down (RFC 5545): that is `sequence + ahead`.
     */
    ahead: integer("ahead").notNull().default(0),
    /** When its entry became what it is; null: as it was booked. */
    changedAt: text("changed_at"),
    /** Where the parents want it; null: as the round begins. */
    place: text("place", { enum: ["school", "online", "phone"] }),
    /** The calendar's UID, random and stable for the life of the talk. */
    uid: text("uid").notNull().unique(),
    bookedAt: text("booked_at").notNull(),
    /** What the parents want to talk about, for this teacher and the office; empty when they wrote nothing. */
    note: text("note").notNull().default(""),
  },
  (t) => [
    uniqueIndex("one_talk_per_teacher").on(t.householdId, t.pupilId, t.teacherId, t.roundId),
    uniqueIndex("bookings_household").on(t.householdId, t.startsAt),
    index("bookings_of_teacher").on(t.roundId, t.teacherId),
    index("bookings_pupil").on(t.pupilId),
  ],
)

/** What a teacher said beforehand about a talk with a pupil's parents in a round; no row: nothing. */
export const marks = sqliteTable(
  "marks",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    mark: text("mark", { enum: ["wanted", "not-needed"] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.pupilId, t.teacherId] })],
)

/** A talk with a pupil's parents that takes more than one slot in a row; no row: one. */
export const longTalks = sqliteTable(
  "long_talks",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    takes: integer("takes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.pupilId, t.teacherId] }),
    check("long_talk", sql`${t.takes} between 2 and 6`),
  ],
)

/** A household said that it needs no talk about a child in a round. */
export const declines = sqliteTable(
  "declines",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    saidAt: text("said_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.householdId, t.pupilId] })],
)

/** A household waits for a time with a teacher who is full. */
export const waits = sqliteTable(
  "waits",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    since: text("since").notNull(),
    /** The number of a time that it let go by; not a reference, for that time may go. */
    passedSlot: integer("passed_slot").$type<ids.SlotId>(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.householdId, t.pupilId, t.teacherId] }),
    index("waits_teacher").on(t.roundId, t.teacherId, t.since),
  ],
)

/** A time that was held for who waited, until a moment that went by: said on the page until the family chooses or waits again. */
export const missedOffers = sqliteTable(
  "missed_offers",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    startsAt: text("starts_at").notNull(),
    until: text("until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.householdId, t.pupilId, t.teacherId] })],
)

/** A time to which a family lets its talk go when another family wants its own: said of the talk as it stood, and of the time as it was. */
export const swapTimes = sqliteTable(
  "swap_times",
  {
    bookingId: ref<ids.BookingId>("booking_id")
      .notNull()
      .references(() => bookings.id, { onDelete: "cascade" }),
    slotId: ref<ids.SlotId>("slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "cascade" }),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    sequence: integer("sequence").notNull(),
    /** When the talk began as this was said, and when the ticked time began. */
    talkAt: text("talk_at").notNull(),
    startsAt: text("starts_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.bookingId, t.slotId] }),
    index("swap_times_slot").on(t.slotId),
    index("swap_times_household").on(t.householdId),
  ],
)

/** A family asks, through us, whether another will change places. A talk is asked about once as it stands; the row stays to say so. */
export const swapQuestions = sqliteTable(
  "swap_questions",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    askerId: ref<ids.BookingId>("asker_id")
      .notNull()
      .references(() => bookings.id, { onDelete: "cascade" }),
    askerHome: ref<ids.HouseholdId>("asker_home")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    askerSequence: integer("asker_sequence").notNull(),
    /** Null: that talk is off. */
    holderId: ref<ids.BookingId>("holder_id").references(() => bookings.id, { onDelete: "set null" }),
    holderHome: ref<ids.HouseholdId>("holder_home")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    holderSequence: integer("holder_sequence").notNull(),
    askedAt: text("asked_at").notNull(),
    until: text("until").notNull(),
    state: text("state", { enum: ["open", "no", "withdrawn", "over"] })
      .notNull()
      .default("open"),
  },
  (t) => [
    uniqueIndex("swap_asked_once").on(t.holderId, t.holderSequence),
    uniqueIndex("swap_one_question").on(t.askerId).where(sql`${t.state} = 'open'`),
    index("swap_questions_asker").on(t.askerHome),
    index("swap_questions_holder").on(t.holderHome),
    index("swap_questions_round").on(t.roundId),
  ],
)

/** A time that is kept free for a household while it looks at a proposal. What ran out is swept away. */
export const holds = sqliteTable(
  "holds",
  {
    slotId: ref<ids.SlotId>("slot_id")
      .primaryKey()
      .references(() => slots.id, { onDelete: "cascade" }),
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    since: text("since").notNull(),
    until: text("until").notNull(),
    /** Offered to a family that waited for it: held for hours instead of minutes. */
    offer: integer("offer", { mode: "boolean" }).notNull().default(false),
  },
  (t) => [index("holds_household").on(t.householdId, t.roundId), index("holds_until").on(t.until)],
)

/** What came of a talk on the evening itself, at this slot: a talk that is moved begins anew. */
export const turns = sqliteTable(
  "turns",
  {
    bookingId: ref<ids.BookingId>("booking_id")
      .primaryKey()
      .references(() => bookings.id, { onDelete: "cascade" }),
    slotId: ref<ids.SlotId>("slot_id")
      .notNull()
      .references(() => slots.id, { onDelete: "cascade" }),
    calledAt: text("called_at"),
    endedAt: text("ended_at"),
    /** Null: nobody said. */
    came: integer("came", { mode: "boolean" }),
  },
  (t) => [index("turns_slot").on(t.slotId)],
)

/** The screen in the hall of a round: whoever has its address sees it. The address is made from the seed with a key that is elsewhere. */
export const hallScreens = sqliteTable("hall_screens", {
  roundId: ref<ids.RoundId>("round_id")
    .primaryKey()
    .references(() => rounds.id, { onDelete: "cascade" }),
  seed: text("seed").notNull(),
  tokenHash: text("token_hash").notNull().unique(),
})
/** A household whose talk the school changed may choose and change in this round until then, also when booking has closed. */
export const secondChances = sqliteTable(
  "second_chances",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    until: text("until").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.householdId] }),
    index("second_chances_household").on(t.householdId),
  ],
)

/** Many talks changed at once by the school: for ten minutes it can be taken back, after a day it is forgotten. */
export const upheavals = sqliteTable(
  "upheavals",
  {
    id: id<ids.UpheavalId>(),
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    kind: text("kind", {
      enum: ["cancelled", "substituted", "moved", "day-moved", "one-cancelled", "one-moved", "one-swapped"],
    }).notNull(),
    /** Whose talks they were, and who has them now; null where it is about a day or nobody. */
    teacherId: ref<ids.TeacherId>("teacher_id").references(() => teachers.id),
    otherId: ref<ids.TeacherId>("other_id").references(() => teachers.id),
    /** JSON: what was done to times and days, to be put back; ids, instants and hours. */
    changes: text("changes").notNull().default("{}"),
    actedBy: ref<ids.StaffId>("acted_by").references(() => staff.id),
    actedAt: text("acted_at").notNull(),
    /** When its messages leave: from then on it stays as it is. */
    leavesAt: text("leaves_at").notNull(),
    undoneAt: text("undone_at"),
  },
  (t) => [index("upheavals_round").on(t.roundId)],
)

/** A talk as it was before an upheaval. The talk itself may be gone. */
export const upheavalTalks = sqliteTable(
  "upheaval_talks",
  {
    upheavalId: ref<ids.UpheavalId>("upheaval_id")
      .notNull()
      .references(() => upheavals.id, { onDelete: "cascade" }),
    bookingId: ref<ids.BookingId>("booking_id").notNull(),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    sequence: integer("sequence").notNull(),
    ahead: integer("ahead").notNull().default(0),
    place: text("place", { enum: ["school", "online", "phone"] }),
    /** What the parents wrote, to stand with the talk again. */
    note: text("note").notNull().default(""),
    /** JSON: at which other times its family said that it can be, as slot and beginning. */
    also: text("also").notNull().default("[]"),
    uid: text("uid").notNull(),
    bookedAt: text("booked_at").notNull(),
    /** How many messages wait to tell of the change. */
    waiting: integer("waiting").notNull(),
    /** Until when the household had a second chance before. */
    chanceUntil: text("chance_until"),
    /** What came of taking it back: "back", or why not. */
    outcome: text("outcome", { enum: ["back", "taken", "chosen-again", "family-busy", "changed", "past"] }),
  },
  (t) => [
    primaryKey({ columns: [t.upheavalId, t.bookingId] }),
    index("upheaval_talks_household").on(t.householdId),
    index("upheaval_talks_pupil").on(t.pupilId),
  ],
)

/** A calendar's way in to the talks of one home or one member of staff. The address is made from the seed with a key that is elsewhere. */
export const calendarFeeds = sqliteTable(
  "calendar_feeds",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    householdId: ref<ids.HouseholdId>("household_id")
      .unique()
      .references(() => households.id, { onDelete: "cascade" }),
    staffId: ref<ids.StaffId>("staff_id")
      .unique()
      .references((): AnySQLiteColumn => staff.id, { onDelete: "cascade" }),
    seed: text("seed").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    madeAt: text("made_at").notNull(),
  },
  (t) => [check("one_owner", sql`(${t.householdId} is null) <> (${t.staffId} is null)`)],
)

/** A talk that a calendar may still hold and that is off: it is struck out there. Goes with its round. */
export const goneTalks = sqliteTable(
  "gone_talks",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    uid: text("uid").notNull(),
    sequence: integer("sequence").notNull(),
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    pupilId: ref<ids.PupilId>("pupil_id")
      .notNull()
      .references(() => pupils.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id, { onDelete: "cascade" }),
    /** Null when the talk goes on with another teacher. */
    householdId: ref<ids.HouseholdId>("household_id").references(() => households.id, {
      onDelete: "cascade",
    }),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    goneAt: text("gone_at").notNull(),
  },
  (t) => [
    index("gone_talks_household").on(t.householdId),
    index("gone_talks_teacher").on(t.teacherId),
    index("gone_talks_round").on(t.roundId),
  ],
)

/** A household's way in to a round: keyed hashes of the code on the letter and the link in the mail. */
export const invitations = sqliteTable(
  "invitations",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id),
    codeHash: text("code_hash").notNull().unique(),
    linkHash: text("link_hash").notNull().unique(),
    printedAt: text("printed_at"),
    mailedAt: text("mailed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.householdId] }),
    index("invitations_household").on(t.householdId),
  ],
)

export const parentSessions = sqliteTable(
  "parent_sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    householdId: ref<ids.HouseholdId>("household_id")
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    createdAt: text("created_at").notNull(),
    seenAt: text("seen_at").notNull(),
  },
  (t) => [index("parent_sessions_household").on(t.householdId)],
)

/** A device that signed in to this household before: guessing by others never slows it down. */
export const knownDevices = sqliteTable("known_devices", {
  idHash: text("id_hash").primaryKey(),
  householdId: ref<ids.HouseholdId>("household_id")
    .notNull()
    .references(() => households.id, { onDelete: "cascade" }),
  until: text("until").notNull(),
})

/** A way in for once: a link by e-mail, or a code made by the office. */
export const entryTickets = sqliteTable("entry_tickets", {
  tokenHash: text("token_hash").primaryKey(),
  purpose: text("purpose", {
    enum: ["parent-link", "office-code", "staff-setup", "staff-recovery"],
  }).notNull(),
  householdId: ref<ids.HouseholdId>("household_id").references(() => households.id, { onDelete: "cascade" }),
  staffId: ref<ids.StaffId>("staff_id").references((): AnySQLiteColumn => staff.id, { onDelete: "cascade" }),
  createdAt: text("created_at").notNull(),
  expiresAt: text("expires_at").notNull(),
  usedAt: text("used_at"),
})

export const staff = sqliteTable("staff", {
  id: id<ids.StaffId>(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  role: text("role", { enum: ["administrator", "planner", "mentor", "teacher"] }).notNull(),
  teacherId: ref<ids.TeacherId>("teacher_id").references(() => teachers.id),
  passwordHash: text("password_hash"),
  /** Sealed. */
  totpSecret: text("totp_secret"),
  /** The last time step that was used: a code opens the door once. */
  totpStep: integer("totp_step").notNull().default(0),
  /** Raised with every change: who saves over a change of somebody else is told. */
  version: integer("version").notNull().default(1),
  createdAt: text("created_at").notNull(),
  removedAt: text("removed_at"),
})

export const passkeys = sqliteTable("passkeys", {
  credentialId: text("credential_id").primaryKey(),
  staffId: ref<ids.StaffId>("staff_id")
    .notNull()
    .references(() => staff.id, { onDelete: "cascade" }),
  publicKey: text("public_key").notNull(),
  counter: integer("counter").notNull(),
  transports: text("transports").notNull().default(""),
  createdAt: text("created_at").notNull(),
  usedAt: text("used_at"),
})

export const staffSessions = sqliteTable(
  "staff_sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    staffId: ref<ids.StaffId>("staff_id")
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    createdAt: text("created_at").notNull(),
    seenAt: text("seen_at").notNull(),
    /** When passkey or code was last shown. */
    provedAt: text("proved_at").notNull(),
    /** What it was begun on; never which browser or address. */
    device: text("device", { enum: ["computer", "phone", "tablet", "unknown"] })
      .notNull()
      .default("unknown"),
  },
  (t) => [index("staff_sessions_staff").on(t.staffId)],
)

/** The outbox: a fact to be told, written in the same transaction as the change it tells. */
export const messages = sqliteTable(
  "messages",
  {
    id: id<ids.MessageId>(),
    kind: text("kind", { enum: [...textKinds, "staff-setup", "staff-recovery", "text-test"] }).notNull(),
    /** JSON with ids and instants only: names and sentences are looked up on sending. */
    facts: text("facts").notNull(),
    roundId: ref<ids.RoundId>("round_id").references(() => rounds.id),
    householdId: ref<ids.HouseholdId>("household_id").references(() => households.id, {
      onDelete: "cascade",
    }),
    guardianId: ref<ids.GuardianId>("guardian_id").references(() => guardians.id, { onDelete: "cascade" }),
    staffId: ref<ids.StaffId>("staff_id").references(() => staff.id, { onDelete: "cascade" }),
    /** By which road it goes, as it was known when it was queued; corrected on sending. */
    channel: text("channel", { enum: ["email", "sms"] })
      .notNull()
      .default("email"),
    /** "delivered": the network said that an SMS is on the phone. Of a mail nobody says so. */
    state: text("state", { enum: ["queued", "sending", "sent", "delivered", "failed"] })
      .notNull()
      .default("queued"),
    attempts: integer("attempts").notNull().default(0),
    /** Why the last attempt failed, as a word of ours; never the server's text, which may hold an address. */
    failure: text("failure"),
    queuedAt: text("queued_at").notNull(),
    dueAt: text("due_at").notNull(),
    sentAt: text("sent_at"),
    /** The Message-ID: the same for every attempt. */
    uid: text("uid").notNull().unique(),
  },
  (t) => [index("messages_due").on(t.state, t.dueAt), index("messages_household").on(t.householdId)],
)

/** The school's own words in a message; no row: ours. */
export const messageTexts = sqliteTable(
  "message_texts",
  {
    kind: text("kind", { enum: textKinds }).notNull(),
    channel: text("channel", { enum: ["email", "sms"] }).notNull(),
    language: text("language", { enum: ["nl", "en"] }).notNull(),
    subject: text("subject").notNull(),
    opening: text("opening").notNull(),
    closing: text("closing").notNull(),
    changedAt: text("changed_at").notNull(),
    changedBy: ref<ids.StaffId>("changed_by"),
  },
  (t) => [primaryKey({ columns: [t.kind, t.channel, t.language] })],
)

/**
 * Who did what and when, with ids and never with names. Rows are only ever added: triggers refuse every change, and each row holds
 * a keyed hash over itself and the row before it.
 */
export const logbook = sqliteTable(
  "logbook",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    at: text("at").notNull(),
    actorKind: text("actor_kind", { enum: ["parent", "staff", "operator", "system"] }).notNull(),
    actorId: integer("actor_id"),
    act: text("act").notNull(),
    /** JSON with ids and counts. */
    about: text("about").notNull().default("{}"),
    /** See domain/privacy/logbook.ts; empty in rows from before the chain, which its first link covers. */
    hash: text("hash").notNull().default(""),
  },
  (t) => [index("logbook_act").on(t.act), index("logbook_actor").on(t.actorKind, t.actorId)],
)

/** That a pupil was erased, for a month: a file that still holds them is then not read in without a word. */
export const erasedPupils = sqliteTable("erased_pupils", {
  /** Keyed hash of the key or the name that a file would bring. */
  nameHash: text("name_hash").primaryKey(),
  erasedAt: text("erased_at").notNull(),
})

/** When the operator may look at this school, and what for. Outside a window nobody but the school looks. */
export const operatorWindows = sqliteTable(
  "operator_windows",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    purpose: text("purpose").notNull(),
    openedBy: ref<ids.StaffId>("opened_by").notNull(),
    openedAt: text("opened_at").notNull(),
    until: text("until").notNull(),
    closedAt: text("closed_at"),
  },
  (t) => [check("window_ends", sql`${t.openedAt} < ${t.until}`)],
)

/** Keys that rows are sealed with, each wrapped by the school's key, which is not in this file. The newest seals; all of them open. */
export const dataKeys = sqliteTable("data_keys", {
  id: text("id").primaryKey(),
  wrapped: text("wrapped").notNull(),
  madeAt: text("made_at").notNull(),
})

/**
 * The room online of a slot. Who owns it, its id at the provider and its link are sealed, bound to the slot. Times are as the
 * provider knows them. The slot may be gone: then its owner still has to drop the meeting.
 */
export const videoMeetings = sqliteTable(
  "video_meetings",
  {
    slotId: ref<ids.SlotId>("slot_id").primaryKey(),
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    teacherId: ref<ids.TeacherId>("teacher_id")
      .notNull()
      .references(() => teachers.id),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    provider: text("provider", { enum: ["google", "microsoft", "pasted"] }).notNull(),
    staffId: ref<ids.StaffId>("staff_id")
      .notNull()
      .references(() => staff.id),
    /** Keyed hash of the account; empty for a pasted link. */
    accountHash: text("account_hash").notNull().default(""),
    generation: integer("generation").notNull().default(1),
    state: text("state", { enum: ["asked", "made", "ready", "dropping", "dropped"] }).notNull(),
    /** Why the last step failed, as a word of ours. */
    failure: text("failure"),
    sealedEvent: text("sealed_event"),
    sealedOwner: text("sealed_owner"),
    sealedLink: text("sealed_link"),
    /** Taken by a step until then: two tabs do not do the same. */
    leaseUntil: text("lease_until"),
    /** Not to be tried before: the provider asked for patience. */
    dueAt: text("due_at"),
    attempts: integer("attempts").notNull().default(0),
    changedAt: text("changed_at").notNull(),
  },
  (t) => [
    index("video_meetings_round").on(t.roundId, t.teacherId),
    index("video_meetings_account").on(t.accountHash, t.state),
  ],
)

/** The calendar of ours in an account, one per round: dropping it drops all that is in it. */
export const videoCalendars = sqliteTable(
  "video_calendars",
  {
    roundId: ref<ids.RoundId>("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    accountHash: text("account_hash").notNull(),
    staffId: ref<ids.StaffId>("staff_id")
      .notNull()
      .references(() => staff.id),
    sealedCalendar: text("sealed_calendar").notNull(),
    madeAt: text("made_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.accountHash] })],
)

/** Written to once a day, so that a file in which nothing happens has a newer copy in the backup and the old ones can go. */
export const backupTicks = sqliteTable("backup_ticks", {
  id: integer("id").primaryKey(),
  at: text("at").notNull(),
})
