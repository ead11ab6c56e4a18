import { Elysia } from "elysia"
import { answersOf } from "../../db/rounds/answers.ts"
import { remindInvited } from "../../db/rounds/invitation-reminders.ts"
import { findRound } from "../../db/rounds/round-setup.ts"
import type { Office } from "../../domain/access/access.ts"
import type { GroupId, RoundId } from "../../domain/ids.ts"
import { leavesAt } from "../../domain/messages/sms.ts"
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
import { form, idOf, text, whole } from "../form.ts"
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
      async ({ visit, params, body }) => {
        const id = idOf<RoundId>(params.round)
        const group = body.group === "" ? null : idOf<GroupId>(body.group)
        const filter = { answer: "open" as const, group }
        const outcome = await remindInvited(
          visit.db,
          visit.visitor,
          { round: id, group },
          visit.now,
          visit.sms,
        )
        if (!outcome) return missing()
        if (!outcome.ok)
          return show(visit, answering(visit, id, filter, { kind: "not", refusal: outcome.refusal }), 409)
        const said = { kind: "reminded" as const, reminded: outcome.value }
        return done(
          visit,
          answering(visit, id, filter, said),
          visit.to.answersReminded(id, group, outcome.value),
        )
      },
      { planner: true, body: form({ group: text(15) }) },
    )

/** Who did not answer is shown unless something else is asked for. */
function filterIn(query: Record<string, string>): AnswerFilter {
  const asked = query["toon"]
  const answer = possible.find((each) => each === asked) ?? (asked === "alles" ? null : "open")
  return { answer, group: query["groep"] ? idOf<GroupId>(query["groep"]) : null }
}

/** What the address says was just done: without JavaScript the answer to a button is this page. */
function saidIn(query: Record<string, string>): AnswersScreen["said"] {
  const email = whole(query["herinnerd"])
  return email === null ? null : { kind: "reminded", reminded: { email, sms: whole(query["sms"]) ?? 0 } }
}

function answering(
  { db, visitor, frame, now, sms }: Visit<Office>,
  id: RoundId,
  filter: AnswerFilter,
  said: AnswersScreen["said"],
): Screen {
  const round = findRound(db, id)
  if (!round) return missing()
  const { all: found, reminding } = answersOf(db, visitor, round, filter.group, now, sms)
  const all = found.toSorted((one, other) => byName(one.group?.name ?? "", other.group?.name ?? ""))
  const screen: AnswersScreen = {
    round,
    phase: phase(round, now),
    counts: countAnswers(all),
    groups: openByGroup(all),
    shown: shownAnswers(all, filter),
    filter,
    reminding: {
      email: reminding.email.length,
      sms: reminding.sms.length,
      letter: reminding.letter.length,
      resting: reminding.resting,
      isNight: !leavesAt(now).equals(now),
    },
    said,
  }
  return {
    page: () => <AnswersPage frame={frame} screen={screen} />,
    fragment: () => <Answers frame={frame} screen={screen} />,
  }
}
