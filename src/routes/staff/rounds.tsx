import { Elysia } from "elysia"
import { groupsForRound, hasGroupForRound } from "../../db/rounds/round-pupils.ts"
import { makeRound, type RoundLine, roundsOf, roundToCopy } from "../../db/rounds/rounds.ts"
import { settingsOf } from "../../db/school/settings.ts"
import type { Office } from "../../domain/access/access.ts"
import { parseDate } from "../../domain/clock.ts"
import type { RoundId } from "../../domain/ids.ts"
import { byName } from "../../domain/people/people.ts"
import { phase } from "../../domain/rounds/round.ts"
import { copyRound, weeksUntil, weeksUntilFree } from "../../domain/rounds/round-copy.ts"
import {
  type GroupToChoose,
  proposeRound,
  type RoundDraft,
  seasonOf,
} from "../../domain/rounds/round-draft.ts"
import { zone } from "../../domain/school/school.ts"
import type { RoundFormScreen } from "../../views/staff/round-fields.tsx"
import { RoundForm, RoundFormPage } from "../../views/staff/round-new.tsx"
import { RoundsPage } from "../../views/staff/rounds.tsx"
import { idOf } from "../form.ts"
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
        const hasPupils = hasGroupForRound(visit.db, visit.visitor)
        return show(visit, {
          page: () => RoundsPage({ frame: visit.frame, screen: { rounds: lines, hasPupils } }),
        })
      },
      { planner: true },
    )
    .get(
      "/:school/team/rondes/nieuw",
      ({ visit, query }) => show(visit, newRound(visit, copyOf(visit, query))),
      {
        planner: true,
      },
    )
    .post(
      "/:school/team/rondes/nieuw",
      async ({ visit, body }) => {
        const draft = draftOf(body)
        const from = body.from as RoundId | null
        const copied = from === null ? null : copiedFrom(visit, from, draft)
        const rows = withOtherRows(draft, body.do)
        if (rows) return show(visit, newRound(visit, { ...rows, copied }))
        const made = await makeRound(visit.db, visit.visitor, draft, visit.now, from)
        if (!made.ok) return show(visit, newRound(visit, { draft, copied, problems: made.refusal }), 422)
        return go(visit, visit.to.roundTeachers(made.value))
      },
      { planner: true, body: roundForm },
    )

/** What was written so far; null: nothing yet, so that we propose something. */
function newRound(visit: Desk, given: ({ draft: RoundDraft } & Partial<RoundFormScreen>) | null) {
  const groups = groupsForRound(visit.db, visit.visitor)
  const screen: RoundFormScreen = {
    title: visit.frame.words.rounds.form.newTitle,
    address: visit.to.newRound(),
    back: { to: visit.to.rounds(), name: visit.frame.words.rounds.title },
    groups: groups.toSorted((one, other) => byName(one.name, other.name)),
    kept: [],
    problems: [],
    obstacle: null,
    seen: "",
    stage: "new",
    readsOn: null,
    copied: null,
    ...(given ?? { draft: proposal(visit, groups) }),
  }
  return {
    page: () => RoundFormPage({ frame: visit.frame, screen }),
    fragment: () => RoundForm({ frame: visit.frame, screen }),
  }
}

/** A copy of the round in the address, so many weeks later that it lies ahead, or in the week that was asked for. */
function copyOf(
  visit: Desk,
  query: Record<string, string>,
): Pick<RoundFormScreen, "draft" | "copied"> | null {
  const from = idOf<RoundId>(query["van"])
  const found = roundToCopy(visit.db, visit.visitor, from)
  if (!found) return null
  const week = parseDate(query["week"] ?? "")
  const today = visit.now.toZonedDateTimeISO(zone).toPlainDate()
  const weeks = week ? weeksUntil(found.plan, week) : weeksUntilFree(found.plan, today)
  const draft = copyRound(found.plan, weeks)
  return { draft, copied: copiedFrom(visit, from, draft) }
}

/** What a draft is a copy of; null when that round is not there. */
function copiedFrom(visit: Desk, from: RoundId, draft: RoundDraft): RoundFormScreen["copied"] {
  const found = roundToCopy(visit.db, visit.visitor, from)
  if (!found) return null
  const [first] = draft.days.flatMap((day) => parseDate(day.date) ?? []).sort(Temporal.PlainDate.compare)
  const weeks = first ? weeksUntil(found.plan, first) : 0
  return { from, title: found.title, weeks, firstDay: first?.toString() ?? "" }
}

function proposal({ db, frame, now }: Desk, groups: readonly GroupToChoose[]): RoundDraft {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const season = frame.words.rounds.season[seasonOf(today)]
  const ids = groups.map((group) => group.id)
  return proposeRound(season, today, settingsOf(db).sector, ids)
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
