import { Elysia } from "elysia"
import { answersOf } from "../../db/rounds/answers.ts"
import { remindInvited } from "../../db/rounds/invitation-reminders.ts"
import { findRound } from "../../db/rounds/round-setup.ts"
import type { Office } from "../../domain/access/access.ts"
import type { GroupId, RoundId } from "../../domain/ids.ts"
import { byName } from "../../domain/people/people.ts"
import {
  type AnswerFilter,
  countAnswers,
  openByGroup,
  answers as possible,
  shownAnswers,
} from "../../domain/rounds/answers.ts"
import { phase } from "../../domain/rounds/round.ts"
import { Answers, AnswersPage, type AnswersScreen } from "../../views/staff/answers.tsx"
import { idOf } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, missing, type Screen, show } from "../htmx.ts"

/** Who has not answered yet, and reminding them. */
export const answers = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/antwoorden",
      ({ visit, params, query }) =>
        show(visit, answering(visit, idOf(params.round), filterIn(query), saidIn(query))),
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/antwoorden/herinneren",
      async ({ visit, params }) => {
        const id = idOf<RoundId>(params.round)
        const outcome = await remindInvited(visit.db, visit.visitor, id, visit.now)
        if (!outcome) return missing()
        if (!outcome.ok)
          return show(visit, answering(visit, id, unanswered, { kind: "not", refusal: outcome.refusal }), 409)
        const { reminded } = outcome.value
        return done(
          visit,
          answering(visit, id, unanswered, { kind: "reminded", reminded }),
          visit.to.answersReminded(id, reminded),
        )
      },
      { planner: true },
    )

const unanswered: AnswerFilter = { answer: "open", group: null }

/** Who did not answer is shown unless something else is asked for. */
function filterIn(query: Record<string, string>): AnswerFilter {
  const asked = query["toon"]
  const answer = possible.find((each) => each === asked) ?? (asked === "alles" ? null : "open")
  return { answer, group: query["groep"] ? idOf<GroupId>(query["groep"]) : null }
}

const saidIn = (query: Record<string, string>): AnswersScreen["said"] =>
  /^\d{1,5}$/.test(query["herinnerd"] ?? "")
    ? { kind: "reminded", reminded: Number(query["herinnerd"]) }
    : null

function answering(
  { db, visitor, frame, now }: Visit<Office>,
  id: RoundId,
  filter: AnswerFilter,
  said: AnswersScreen["said"],
): Screen {
  const round = findRound(db, id)
  if (!round) return missing()
  const { all: found, toRemind, byLetter } = answersOf(db, visitor, id, now)
  const all = found.toSorted((one, other) => byName(one.group?.name ?? "", other.group?.name ?? ""))
  const screen: AnswersScreen = {
    round,
    phase: phase(round, now),
    counts: countAnswers(all),
    groups: openByGroup(all),
    shown: shownAnswers(all, filter),
    filter,
    toRemind,
    byLetter,
    said,
  }
  return {
    page: () => <AnswersPage frame={frame} screen={screen} />,
    fragment: () => <Answers frame={frame} screen={screen} />,
  }
}
