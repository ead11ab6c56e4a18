import { Elysia } from "elysia"
import { groupsForRound, makeRound, type RoundLine, roundsOf } from "../../db/rounds.ts"
import { settingsOf } from "../../db/settings.ts"
import type { Office } from "../../domain/access.ts"
import { phase } from "../../domain/round.ts"
import { proposeRound, type RoundDraft, seasonOf } from "../../domain/round-draft.ts"
import { zone } from "../../domain/school.ts"
import { byName } from "../../views/format.ts"
import type { RoundFormScreen } from "../../views/staff/round-fields.tsx"
import { RoundForm, RoundFormPage } from "../../views/staff/round-new.tsx"
import { RoundsPage } from "../../views/staff/rounds.tsx"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { draftOf, roundForm, withOtherRows } from "./round-form.ts"

type Desk = Visit<Office>

/** All rounds, and a new one. */
export const rounds = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes",
      ({ visit }) => {
        const lines = roundsOf(visit.db, visit.visitor).map((line) => inList(line, visit.now))
        const hasPupils = groupsForRound(visit.db, visit.visitor).length > 0
        return show(visit, {
          page: () => RoundsPage({ frame: visit.frame, screen: { rounds: lines, hasPupils } }),
        })
      },
      { planner: true },
    )
    .get(
      "/:school/team/rondes/nieuw",
      ({ visit }) => show(visit, newRound(visit, { draft: proposal(visit) })),
      {
        planner: true,
      },
    )
    .post(
      "/:school/team/rondes/nieuw",
      async ({ visit, body }) => {
        const draft = draftOf(body)
        const rows = withOtherRows(draft, body.do)
        if (rows) return show(visit, newRound(visit, rows))
        const made = await makeRound(visit.db, visit.visitor, draft, visit.now)
        if (!made.ok) return show(visit, newRound(visit, { draft, problems: made.refusal }), 422)
        return go(visit, visit.to.roundTeachers(made.value))
      },
      { planner: true, body: roundForm },
    )

function newRound(visit: Desk, given: { draft: RoundDraft } & Partial<RoundFormScreen>) {
  const screen: RoundFormScreen = {
    title: visit.frame.words.rounds.form.newTitle,
    address: visit.to.newRound(),
    back: visit.to.rounds(),
    groups: groupsForRound(visit.db, visit.visitor).toSorted((one, other) => byName(one.name, other.name)),
    kept: [],
    problems: [],
    obstacle: null,
    seen: "",
    stage: "new",
    fresh: null,
    ...given,
  }
  return {
    page: () => RoundFormPage({ frame: visit.frame, screen }),
    fragment: () => RoundForm({ frame: visit.frame, screen }),
  }
}

function proposal({ db, visitor, frame, now }: Desk): RoundDraft {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const groups = groupsForRound(db, visitor).map((group) => group.id)
  return proposeRound(frame.words.rounds.season[seasonOf(today)], today, settingsOf(db).sector, groups)
}

const inList = ({ round, firstDay, lastDay, slots, talks }: RoundLine, now: Temporal.Instant) => ({
  id: round.id,
  title: round.title,
  phase: phase(round, now),
  opensAt: round.opensAt,
  closesAt: round.closesAt,
  days: [...new Set([firstDay, lastDay])].flatMap((day) =>
    day === null ? [] : [Temporal.PlainDate.from(day)],
  ),
  slots,
  talks,
})
