import { expect } from "bun:test"
import { publishRound } from "../../src/db/rounds/round-slots.ts"
import { changeRound, roundToChange } from "../../src/db/rounds/rounds.ts"
import type { RoundId } from "../../src/domain/ids.ts"
import { type RoundDraft, writeRound } from "../../src/domain/rounds/round-draft.ts"
import type { World } from "./app.ts"
import { deWit, draftIn } from "./rounds.ts"
import { today } from "./school.ts"

/** Why not, or what came of it. */
export const kindOf = (outcome: { ok: boolean; refusal?: { kind: string } } | null) =>
  outcome?.refusal?.kind ?? outcome

/** Mevrouw de Wit arranges a round in the world of this moment. */
export function arranging(world: () => World) {
  const publish = (round: RoundId) => publishRound(world().school, deWit, round, today)

  /** A round that parents can see. */
  async function published(draft?: RoundDraft): Promise<RoundId> {
    const round = await draftIn(world(), draft)
    expect(await publish(round)).toEqual({ ok: true, value: true })
    return round
  }

  /** Changes what she sees now, or saw before. */
  function change(round: RoundId, wish: (draft: RoundDraft) => Partial<RoundDraft>, seen?: string) {
    const found = roundToChange(world().school, deWit, round)
    if (!found) throw new Error("no such round")
    const draft = writeRound(found.plan)
    const changed = { ...draft, ...wish(draft) }
    return changeRound(world().school, deWit, { round, seen: seen ?? found.seen, draft: changed }, today)
  }

  /** When the times of a teacher begin: "11-24T18:00". */
  const startsOf = (round: RoundId, teacher = 1) =>
    world()
      .school.client.query<{ at: string }, [number, number]>(
        "SELECT starts_at AS at FROM slots WHERE round_id = ? AND teacher_id = ? ORDER BY 1",
      )
      .all(round, teacher)
      .map((row) => row.at.slice(5, 16))

  return { publish, published, change, startsOf }
}
