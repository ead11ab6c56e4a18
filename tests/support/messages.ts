import { type ClaimedMessage, claimDue, queueMessage } from "../../src/db/messages/messages.ts"
import { write } from "../../src/db/open.ts"
import type { HouseholdId } from "../../src/domain/ids.ts"
import type { TalkFacts, TalkNews } from "../../src/domain/messages/talk-news.ts"
import type { World } from "./app.ts"
import { cast, today } from "./school.ts"
import { deVries, round } from "./talks.ts"

/** So many minutes after seven on the evening. */
export const at = (minute: number) => `2026-11-12T18:${String(minute).padStart(2, "0")}:00Z`

/** The one talk of family De Vries, about Sem. */
export const talk = (minute = 0, sequence = 0): TalkFacts => ({
  booking: 1,
  pupil: cast.pupils.sem,
  teacher: cast.teachers.noor,
  startsAt: at(minute),
  endsAt: at(minute + 10),
  uid: "talk-1",
  sequence,
})

type Row = { kind: string; state: string; attempts: number; failure: string | null; facts: string }

/** What waits to be sent in the world of this moment. */
export function outgoing(world: () => World) {
  /** Queues news about that talk. */
  const tell = (kind: TalkNews["kind"], facts: TalkFacts, now = today) =>
    write(world().school, (tx) => queueMessage(tx, { kind, round, household: deVries.household, facts }, now))
  const invite = (household: number) =>
    write(world().school, (tx) =>
      queueMessage(
        tx,
        { kind: "invitation", by: "email", round, household: household as HouseholdId, facts: {} },
        today,
      ),
    )
  const claimOne = async (now = today) => (await claimDue(world().school, now, 1))[0] as ClaimedMessage
  const rows = () =>
    world()
      .school.client.query<Row, []>("SELECT kind, state, attempts, failure, facts FROM messages ORDER BY id")
      .all()
  const kinds = () => rows().map(({ kind, state }) => `${kind} ${state}`)
  return { tell, invite, claimOne, rows, kinds }
}
