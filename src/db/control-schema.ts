import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core"

/** Every school of this service. The file of a school is named `<id>.<epoch>.db`; names are never used twice. */
export const schools = sqliteTable("schools", {
  id: text("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  city: text("city").notNull(),
  /** Where parents find help; shown at the foot of every page. */
  phone: text("phone").notNull().default(""),
  email: text("email").notNull().default(""),
  brin: text("brin"),
  /** Which copy of the file is the live one; a restore swaps in a new epoch. */
  epoch: text("epoch").notNull(),
  addedAt: text("added_at").notNull(),
  /** Whether visitors may come in. Nobody does while its file is replaced by a copy from the backup, or when it leaves. */
  state: text("state", { enum: ["live", "restoring", "ending"] })
    .notNull()
    .default("live"),
})

/**
 * What was erased, by number only, so that a restored file forgets it again. Written before the rows go, confirmed after; rows are
 * dropped when no backup can hold what they name.
 */
export const erasures = sqliteTable(
  "erasures",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    schoolId: text("school_id").notNull(),
    kind: text("kind", { enum: ["pupil", "household", "guardian", "round"] }).notNull(),
    /** The number of the row in the school's file. */
    ref: integer("ref").notNull(),
    erasedAt: text("erased_at").notNull(),
    confirmed: integer("confirmed", { mode: "boolean" }).notNull().default(false),
    /** When the school's file was made anew, so that nothing is left between its rows. */
    scrubbedAt: text("scrubbed_at"),
    /** The certificate that tells of it. */
    number: text("number"),
  },
  (t) => [index("erasures_school").on(t.schoolId, t.erasedAt)],
)

/** Signed proof that something was erased; without any name. */
export const certificates = sqliteTable("certificates", {
  number: text("number").primaryKey(),
  schoolId: text("school_id").notNull(),
  /** A compact JWS, signed with Ed25519. */
  signed: text("signed").notNull(),
  /** When the school's file was made anew; kept here because the numbers of who was erased are not. */
  scrubbedAt: text("scrubbed_at"),
})

/** The last line of each school's logbook at some moment: a logbook that lost its end no longer fits. */
export const logbookHeads = sqliteTable("logbook_heads", {
  schoolId: text("school_id").primaryKey(),
  line: integer("line").notNull(),
  hash: text("hash").notNull(),
  notedAt: text("noted_at").notNull(),
})

/** The same for the registry itself. */
export const backupTicks = sqliteTable("backup_ticks", {
  id: integer("id").primaryKey(),
  at: text("at").notNull(),
})

/** What came of each look at the backup: what was swept, proved and brought back. Without names; forgotten after two months. */
export const backupChecks = sqliteTable("backup_checks", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  kind: text("kind", { enum: ["sweep", "canary", "drill"] }).notNull(),
  at: text("at").notNull(),
  fine: integer("fine", { mode: "boolean" }).notNull(),
  /** JSON with ids and numbers. */
  facts: text("facts").notNull(),
})

/** Where the backup lies, and where it lay before as long as something of ours may be left there. `until`: null for where it lies now. */
export const backupPlaces = sqliteTable("backup_places", {
  /** As BACKUP_URL names it; there is no key in it. */
  url: text("url").primaryKey(),
  since: text("since").notNull(),
  until: text("until"),
})

/**
 * Schools that leave or left. The row outlives all else of a school, so that no restore brings it back; when the backup is
 * empty too only numbers and moments are left in it.
 */
export const departures = sqliteTable(
  "departures",
  {
    schoolId: text("school_id").primaryKey(),
    /** Until the end, so that its address can say that it left. */
    slug: text("slug"),
    name: text("name"),
    city: text("city"),
    state: text("state", { enum: ["asked", "confirmed", "withdrawn", "ending", "erased", "gone"] }).notNull(),
    /** Numbers of people in the school's own file; null for the operator. */
    askedBy: integer("asked_by"),
    askedAt: text("asked_at").notNull(),
    confirmedBy: integer("confirmed_by"),
    endsAt: text("ends_at"),
    erasedAt: text("erased_at"),
    goneAt: text("gone_at"),
    /** How many objects of it were in the backup. */
    objects: integer("objects").notNull().default(0),
    /** What there was, as JSON with numbers. */
    counts: text("counts").notNull().default("{}"),
    /** Of its certificate. */
    number: text("number"),
  },
  (t) => [index("departures_slug").on(t.slug)],
)
