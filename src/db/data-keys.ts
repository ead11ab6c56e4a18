import { type DataKey, dataKeyOf } from "../sealing.ts"
import { type Db, write } from "./open.ts"

// Rows that only their own place may open are sealed with a data key of this school, which is kept here wrapped.

/** Every data key, the newest first. */
const ringOf = (db: Db) =>
  db.sql<DataKey, []>("SELECT id, wrapped FROM data_keys ORDER BY made_at DESC, rowid DESC").all()

/** Seals a text for one place; makes the school's first data key when there is none. */
export async function sealFor(db: Db, text: string, boundTo: string, now: Temporal.Instant): Promise<string> {
  const [newest = await addDataKey(db, now)] = ringOf(db)
  return db.keys.sealWith(newest, text, boundTo)
}

/** The text that was sealed for this place; null when it was altered or copied from elsewhere. */
export const openAt = (db: Db, sealed: string, boundTo: string): Promise<string | null> =>
  db.keys.openWith(ringOf(db), sealed, boundTo)

/** Makes a data key; from now on it is the one that seals. */
async function addDataKey(db: Db, now: Temporal.Instant): Promise<DataKey> {
  const key = await db.keys.newDataKey()
  await write(db, () => {
    db.sql("INSERT INTO data_keys (id, wrapped, made_at) VALUES (?, ?, ?)").run(
      key.id,
      key.wrapped,
      now.toString(),
    )
  })
  return key
}

/** A sealed text, the place it is bound to, and how another takes its place: the new text and the old one are its parameters. */
type Sealed = { boundTo: string; sealed: string; replace: string }

/**
 * Replaces the data key: a new one, every sealed text anew, the old keys gone. May be stopped and asked again. Gives how many texts
 * were sealed anew. A text that does not open stays as it is and keeps its key.
 */
export async function rotateDataKey(db: Db, now: Temporal.Instant): Promise<number> {
  const ring = ringOf(db)
  const fresh = await addDataKey(db, now)
  let renewed = 0
  for (const { boundTo, sealed, replace } of sealedTexts(db)) {
    const text = await db.keys.openWith([fresh, ...ring], sealed, boundTo)
    if (text === null) continue
    const anew = await db.keys.sealWith(fresh, text, boundTo)
    // Only where the text is still the one that was read: somebody may have made it new meanwhile.
    renewed += await write(db, () => db.sql(replace).run(anew, sealed).changes)
  }
  const inUse = sealedTexts(db).map(({ sealed }) => sealed)
  await write(db, () => {
    for (const { id } of ring)
      if (!inUse.some((sealed) => dataKeyOf(sealed) === id))
        db.sql("DELETE FROM data_keys WHERE id = ?").run(id)
  })
  return renewed
}

/** Every sealed text of this school, with the place it is bound to. */
function sealedTexts(db: Db): Sealed[] {
  const meetings = (["event", "owner", "link"] as const).flatMap((part) =>
    db
      .sql<{ slot: number; sealed: string }, []>(
        `SELECT slot_id AS slot, sealed_${part} AS sealed FROM video_meetings WHERE sealed_${part} IS NOT NULL`,
      )
      .all()
      .map(({ slot, sealed }) => ({
        boundTo: placeInMeeting(slot, part),
        sealed,
        replace: `UPDATE video_meetings SET sealed_${part} = ? WHERE sealed_${part} = ?`,
      })),
  )
  const calendars = db
    .sql<{ round: number; account: string; sealed: string }, []>(
      "SELECT round_id AS round, account_hash AS account, sealed_calendar AS sealed FROM video_calendars",
    )
    .all()
    .map(({ round, account, sealed }) => ({
      boundTo: placeOfCalendar(round, account),
      sealed,
      replace: "UPDATE video_calendars SET sealed_calendar = ? WHERE sealed_calendar = ?",
    }))
  return [...meetings, ...calendars]
}

/** Where a sealed column of a meeting belongs. */
export const placeInMeeting = (slot: number, part: "event" | "owner" | "link") => `slot:${slot}:${part}`
/** Where a sealed calendar belongs. */
export const placeOfCalendar = (round: number, account: string) => `calendar:${round}:${account}`
