import type { Db } from "../../src/db/open.ts"
import { makeRound } from "../../src/db/rounds/rounds.ts"
import type { Administrator, Proven } from "../../src/domain/access/access.ts"
import type { BookingId, RoundId, SlotId } from "../../src/domain/ids.ts"
import { nobodyEarly, noDay, type RoundDraft, type WrittenDay } from "../../src/domain/rounds/round-draft.ts"
import { type ShownTalk, type ShownTime, writeTalk, writeTime } from "../../src/domain/talks/shown-time.ts"
import type { World } from "./app.ts"
import { beginOf, cast, today } from "./school.ts"

/** Mevrouw de Wit of the office. */
export const deWit: Proven<Administrator> = {
  role: "administrator",
  staff: cast.staff.deWit,
  name: "Mevrouw de Wit",
  teacher: null,
  fresh: true,
}

export const day = (
  date: string,
  starts = "19:00",
  ends = "20:00",
  more: Partial<WrittenDay> = {},
): WrittenDay => ({
  ...noDay,
  date,
  starts,
  ends,
  ...more,
})

/** What mevrouw de Wit writes down: two evenings of an hour for both groups. */
export const spring = (change: Partial<RoundDraft> = {}): RoundDraft => ({
  title: "Rapportgesprekken",
  days: [day("2026-11-24"), day("2026-11-26")],
  slotMinutes: "10",
  changeMinutes: "0",
  walkMinutes: "5",
  talks: "1",
  groups: [cast.groups.g4a, cast.groups.g6b],
  restAfter: "",
  restMinutes: "",
  early: nobodyEarly,
  swaps: true,
  opens: { date: "2026-11-10", time: "16:00" },
  closes: { date: "2026-11-22", time: "22:00" },
  change: { date: "2026-11-23", time: "12:00" },
  ...change,
})

/** The same as the fields of the form. */
export const asFields = (
  draft: RoundDraft,
  more: Record<string, string> = {},
): Record<string, string | string[]> => ({
  title: draft.title,
  day: draft.days.map((each) => (each.id === null ? "" : String(each.id))),
  date: draft.days.map((each) => each.date),
  starts: draft.days.map((each) => each.starts),
  ends: draft.days.map((each) => each.ends),
  pauseStarts: draft.days.map((each) => each.pauseStarts),
  pauseEnds: draft.days.map((each) => each.pauseEnds),
  slotMinutes: draft.slotMinutes,
  changeMinutes: draft.changeMinutes,
  walkMinutes: draft.walkMinutes,
  talks: draft.talks,
  group: draft.groups.map(String),
  restAfter: draft.restAfter,
  restMinutes: draft.restMinutes,
  early: (["siblings", "wanted"] as const).filter((who) => draft.early[who]),
  earlyDate: draft.early.at.date,
  earlyTime: draft.early.at.time,
  ...(draft.swaps ? { swaps: "yes" } : {}),
  opensDate: draft.opens.date,
  opensTime: draft.opens.time,
  closesDate: draft.closes.date,
  closesTime: draft.closes.time,
  changeDate: draft.change.date,
  changeTime: draft.change.time,
  do: "save",
  ...more,
})

/** The fields of a round's form on a page, as a browser would send them. */
export function fieldsOf(page: string): Record<string, string[]> {
  const form = page.slice(page.indexOf('id="round-form"'))
  const fields: Record<string, string[]> = { do: ["save"] }
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="(\w+)"/.exec(input)?.[1]
    if (!name || (input.includes('type="checkbox"') && !input.includes(" checked"))) continue
    fields[name] = [...(fields[name] ?? []), /value="([^"]*)"/.exec(input)?.[1] ?? ""]
  }
  fields["talks"] = [/<option value="(\w+)" selected/.exec(form)?.[1] ?? ""]
  return fields
}

/** A draft in this world's school. */
export async function draftIn(world: World, draft: RoundDraft = spring()): Promise<RoundId> {
  const made = await makeRound(world.school, deWit, draft, today)
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  return made.value
}

/** A household chooses this teacher's slot at this instant. */
export function choose(
  db: Db,
  wish: { household: number; pupil: number; teacher: number; at: string },
): void {
  db.client.run(
    `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
     SELECT id, round_id, teacher_id, ?, ?, starts_at, ends_at, 'uid-' || id, ? FROM slots WHERE teacher_id = ? AND starts_at = ?`,
    [wish.pupil, wish.household, today.toString(), wish.teacher, wish.at],
  )
}

/** How many rows there are. */
export const rowsIn = (db: Db, table: string, where = "1"): number =>
  db.client.query<{ count: number }, []>(`SELECT count(*) AS count FROM ${table} WHERE ${where}`).get()
    ?.count ?? 0

/** As a button carries it. */
export const buttonOf = (db: Db, slot: number) => {
  const { startsAt } = shown(db, slot)
  return writeTime(slot as SlotId, startsAt ?? beginOf(slot))
}

/** A time as a page shows it now; one that is part of a longer talk as a page may show it still. */
export const shown = (db: Db, slot: number): ShownTime => {
  const at = db.client
    .query<{ at: string }, [number]>("SELECT starts_at AS at FROM slots WHERE id = ?")
    .get(slot)?.at
  return { slot: slot as SlotId, startsAt: at ? Temporal.Instant.from(at) : beginOf(slot) }
}

/** A talk as a page shows it now; one that is not there at no time. */
export const shownTalk = (db: Db, booking: number): ShownTalk => {
  const slot = db.client
    .query<{ slot: number }, [number]>("SELECT slot_id AS slot FROM bookings WHERE id = ?")
    .get(booking)?.slot
  return {
    booking: booking as BookingId,
    ...(slot ? shown(db, slot) : { slot: 0 as SlotId, startsAt: null }),
  }
}

/** As a button carries it. */
export const talkButtonOf = (db: Db, booking: number) => {
  const { slot, startsAt } = shownTalk(db, booking)
  return startsAt ? writeTalk(booking as BookingId, slot, startsAt) : `${booking}-`
}
