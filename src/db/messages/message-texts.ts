import { type Administrator, actorOf } from "../../domain/access/access.ts"
import { type ChangedMeanwhile, isStale } from "../../domain/meanwhile.ts"
import {
  type Channel,
  type MessageText,
  readText,
  type TextKind,
  type TextRefusal,
} from "../../domain/messages/message-text.ts"
import { readSender, type SenderRefusal } from "../../domain/messages/sms.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { changeSetting } from "../school/seen-settings.ts"
import { queueMessage } from "./messages.ts"

/** Which text: of which message, by which road, in which language. */
export type TextKey = { kind: TextKind; channel: Channel; language: "nl" | "en" }

/** The school's own words for this message; null when it says ours. */
export const ownText = (db: Db, { kind, channel, language }: TextKey): MessageText | null =>
  db
    .sql<MessageText, string[]>(
      "SELECT subject, opening, closing FROM message_texts WHERE kind = ? AND channel = ? AND language = ?",
    )
    .get(kind, channel, language)

/** Which texts are the school's own. */
export const ownTexts = (db: Db): TextKey[] =>
  db.sql<TextKey, []>("SELECT kind, channel, language FROM message_texts").all()

/** When the school changed its words for this message last, which stands for what was seen of them; empty: it says ours. */
export const textVersion = (db: Db, { kind, channel, language }: TextKey): string =>
  db
    .sql<{ at: string }, string[]>(
      "SELECT changed_at AS at FROM message_texts WHERE kind = ? AND channel = ? AND language = ?",
    )
    .get(kind, channel, language)?.at ?? ""

/**
 * Keeps the school's own words for a message; what it may not say is refused, and nothing changes. Refuses over words of a colleague
 * that were not `seen`.
 */
export function changeText(
  db: Db,
  administrator: Administrator,
  { kind, channel, language, seen, ...written }: TextKey & MessageText & { seen: string },
  now: Temporal.Instant,
): Promise<Result<MessageText, TextRefusal | ChangedMeanwhile>> {
  return write(db, (tx): Result<MessageText, TextRefusal | ChangedMeanwhile> => {
    if (isStale(seen, textVersion(db, { kind, channel, language })))
      return refuse({ kind: "changed-meanwhile" })
    const read = readText(kind, channel, written)
    if (!read.ok) return read
    const { subject, opening, closing } = read.value
    db.sql(
      `INSERT INTO message_texts (kind, channel, language, subject, opening, closing, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (kind, channel, language) DO UPDATE SET subject = excluded.subject, opening = excluded.opening,
           closing = excluded.closing, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    ).run(kind, channel, language, subject, opening, closing, now.toString(), administrator.staff)
    note(tx, actorOf(administrator), "text-changed", { kind, channel, language }, now)
    return read
  })
}

/** Back to our words; refuses over words of a colleague that were not `seen`. */
export function resetText(
  db: Db,
  administrator: Administrator,
  { kind, channel, language, seen }: TextKey & { seen: string },
  now: Temporal.Instant,
): Promise<Result<null, ChangedMeanwhile>> {
  return write(db, (tx): Result<null, ChangedMeanwhile> => {
    if (isStale(seen, textVersion(db, { kind, channel, language })))
      return refuse({ kind: "changed-meanwhile" })
    const gone = db
      .sql("DELETE FROM message_texts WHERE kind = ? AND channel = ? AND language = ?")
      .run(kind, channel, language)
    if (gone.changes > 0) note(tx, actorOf(administrator), "text-reset", { kind, channel, language }, now)
    return accept(null)
  })
}

/** The name that the school chose to stand above its SMS; null when it chose none. */
export const smsSenderOf = (db: Db): string | null =>
  db.sql<{ sender: string | null }, []>("SELECT sms_sender AS sender FROM school WHERE id = 1").get()
    ?.sender ?? null

/** Chooses the name above the school's SMS. Refuses over one that was not `seen`. */
export function chooseSmsSender(
  db: Db,
  administrator: Administrator,
  wish: { written: string; seen: string },
  now: Temporal.Instant,
): Promise<Result<string, SenderRefusal | ChangedMeanwhile>> {
  return changeSetting(db, "sender", wish.seen, (tx): Result<string, SenderRefusal> => {
    const sender = readSender(wish.written)
    if (!sender.ok) return sender
    db.sql("UPDATE school SET sms_sender = ? WHERE id = 1").run(sender.value)
    note(tx, actorOf(administrator), "sms-sender-chosen", {}, now)
    return accept(sender.value)
  })
}

/** Sends a text as it is kept to the member of staff who asks; an SMS to the number given, which is sealed until it has left. */
export async function sendTest(
  db: Db,
  administrator: Administrator,
  { kind, channel, language }: TextKey,
  mobile: string | null,
  now: Temporal.Instant,
): Promise<void> {
  const sealed = mobile === null ? {} : { sealed: await db.keys.seal(mobile, "text-test") }
  await write(db, (tx) => {
    const facts = { of: kind, channel, language, ...sealed }
    queueMessage(tx, { kind: "text-test", staff: administrator.staff, facts }, now)
    note(tx, actorOf(administrator), "text-tested", { kind, channel, language }, now)
  })
}
