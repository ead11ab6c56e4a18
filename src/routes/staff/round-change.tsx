import { Elysia } from "elysia"
import { groupsForRound } from "../../db/rounds/round-pupils.ts"
import { changeRound, roundToChange } from "../../db/rounds/rounds.ts"
import type { Office } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { byName } from "../../domain/people/people.ts"
import { type RoundDraft, writeRound } from "../../domain/rounds/round-draft.ts"
import type { RoundFormScreen } from "../../views/staff/round-fields.tsx"
import { roundNow } from "../../views/staff/round-meanwhile.ts"
import { RoundForm, RoundFormPage } from "../../views/staff/round-new.tsx"
import { idOf } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, type Screen, show } from "../htmx.ts"
import { draftOf, roundForm, withOtherRows } from "./round-form.ts"
import { withWayOut } from "./round-obstacle.ts"

/** Changing the title, days, groups and dates of a round. */
export const roundChange = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/gegevens",
      ({ visit, params }) => show(visit, changing(visit, idOf(params.round), {})),
      {
        planner: true,
      },
    )
    .post(
      "/:school/team/rondes/:round/gegevens",
      async ({ visit, params, body }) => {
        const id = idOf<RoundId>(params.round)
        const { seen } = body
        const draft = draftOf(body)
        const rows = withOtherRows(draft, body.do)
        if (rows) return show(visit, changing(visit, id, { ...rows, seen }))
        const outcome = await changeRound(visit.db, visit.visitor, { round: id, seen, draft }, visit.now)
        if (!outcome) return missing()
        if (outcome.ok) return go(visit, visit.to.staffRound(id))
        const { refusal } = outcome
        if (refusal.kind === "not-right")
          return show(visit, changing(visit, id, { draft, seen, problems: refusal.problems }), 422)
        // What is there now counts as seen: the planner is told to look, and may then save over it.
        return refusal.kind === "changed-meanwhile"
          ? show(
              visit,
              changing(visit, id, { draft, seen: refusal.seen, obstacle: { ...refusal, now: [] } }),
              409,
            )
          : show(
              visit,
              changing(visit, id, { draft, seen, obstacle: withWayOut(visit.to, id, refusal) }),
              409,
            )
      },
      { planner: true, body: roundForm },
    )

function changing(
  visit: Visit<Office>,
  id: RoundId,
  given: Partial<RoundFormScreen> & { draft?: RoundDraft },
): Screen {
  const found = roundToChange(visit.db, visit.visitor, id)
  if (!found) return missing()
  const now = writeRound(found.plan)
  const isPublished = found.round.publishedAt !== null
  const draft = given.draft ?? now
  const groups = groupsForRound(visit.db, visit.visitor).toSorted((one, other) =>
    byName(one.name, other.name),
  )
  const screen: RoundFormScreen = {
    title: visit.frame.words.rounds.form.changeTitle(found.round.title),
    address: visit.to.changeRound(id),
    back: { to: visit.to.staffRound(id), name: found.round.title },
    groups,
    problems: [],
    obstacle: null,
    seen: found.seen,
    stage: isPublished ? "published" : "draft",
    readsOn: null,
    copied: null,
    ...given,
    kept: isPublished ? now.groups : [],
    draft: isPublished
      ? {
          ...draft,
          slotMinutes: now.slotMinutes,
          changeMinutes: now.changeMinutes,
          restAfter: now.restAfter,
          restMinutes: now.restMinutes,
        }
      : draft,
  }
  if (screen.obstacle?.kind === "changed-meanwhile") {
    const typed = { ...screen.draft, groups: [...new Set([...screen.kept, ...screen.draft.groups])] }
    screen.obstacle = { kind: "changed-meanwhile", now: roundNow(visit.frame, groups, now, typed) }
  }
  return {
    page: () => RoundFormPage({ frame: visit.frame, screen }),
    fragment: () => RoundForm({ frame: visit.frame, screen }),
  }
}
