import type { Database } from "bun:sqlite"
import type { Db } from "../open.ts"

// Whether anything changed that parents' pages are read from, as SQLite itself noted it: by whatever verb, in whatever process.

/**
 * Marks of the file as it is read now: what was read under a mark is what would be read again. Ask for the marks first and read then.
 * `arranged`: of everything that is arranged around the talks. `boards`: of the versions of the teachers' boards.
 */
export type Edition = { arranged: string; boards: string }

/**
 * Talks and versions of households change all evening, and cost nothing to read: they are not among these. Which tables must be, a test
 * reads from the queries and the foreign keys.
 */
export const arranged = [
  "school",
  "logos",
  "groups",
  "pupils",
  "pupil_groups",
  "teachers",
  "teacher_groups",
  "household_pupils",
  "guardians",
  "rounds",
  "round_days",
  "round_groups",
  "round_teachers",
  "presences",
  "second_chances",
  "marks",
  "long_talks",
  "declines",
  "waits",
  "missed_offers",
  "swap_questions",
  "slots",
]

// Each mark is thought up anew: one that was seen in a write that was taken back never returns.
const anew = "random() >> 12"

const watchText = `CREATE TEMP TABLE edition AS SELECT ${anew} AS arranged, ${anew} AS boards`
const triggerText = (mark: keyof Edition, table: string, event: string, when = "") =>
  `CREATE TEMP TRIGGER "${mark} ${table} ${event.slice(0, 6)} ${when.slice(5, 8)}" AFTER ${event} ON main.${table} ${when} BEGIN UPDATE edition SET ${mark} = ${anew}; END`

/** Times that are offered to who waits; those that a family holds while it looks only change boards. */
const offers = ["INSERT:NEW", "UPDATE:NEW", "UPDATE:OLD", "DELETE:OLD"].map((each) => each.split(":"))

function watch(client: Database): void {
  client.run(watchText)
  for (const table of arranged) {
    const columns = client
      .query<{ name: string }, []>(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name)
      .filter((name) => table !== "round_teachers" || name !== "version")
    for (const event of ["INSERT", `UPDATE OF ${columns.join(", ")}`, "DELETE"])
      client.run(triggerText("arranged", table, event))
  }
  for (const [event = "", row] of offers)
    client.run(triggerText("arranged", "holds", event, `WHEN ${row}.offer = 1`))
  for (const event of ["INSERT", "UPDATE OF version", "DELETE"])
    client.run(triggerText("boards", "round_teachers", event))
}

const watched = new WeakSet<Database>()

/** The edition of this file now. */
export function editionOf(db: Db): Edition {
  if (!watched.has(db.client)) {
    // What is begun in a write is taken back with it.
    if (db.client.inTransaction && !db.looking.now) return { arranged: crypto.randomUUID(), boards: "" }
    watch(db.client)
    watched.add(db.client)
  }
  // The first counts what other connections wrote, the second is noted by our own.
  const [[others] = []] = db.sql<never, []>("PRAGMA data_version").values()
  const [[arranged, boards] = []] = db.sql<never, []>("SELECT arranged, boards FROM edition").values()
  return { arranged: `${others} ${arranged}`, boards: `${others} ${boards}` }
}
