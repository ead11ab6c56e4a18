import { Elysia } from "elysia"
import {
  type Letters,
  lettersToMake,
  makeLetters,
  sendInvitations,
} from "../../db/rounds/round-invitations.ts"
import type { Office } from "../../domain/access/access.ts"
import type { GroupId, RoundId } from "../../domain/ids.ts"
import { byName } from "../../domain/people/people.ts"
import type { Markup } from "../../views/jsx/jsx-runtime.ts"
import { LetterSheet } from "../../views/staff/letter.tsx"
import { LetterSheetsPage, LettersPage } from "../../views/staff/letters.tsx"
import { form, idOf, oneOf, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, missing, type Screen, show } from "../htmx.ts"
import { overview } from "./round.tsx"

/** Inviting parents: by mail, and by a letter with a code. */
export const letters = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .post(
      "/:school/team/rondes/:round/uitnodigingen",
      async ({ visit, params }) => {
        const id = idOf<RoundId>(params.round)
        const outcome = await sendInvitations(visit.db, visit.visitor, id, visit.now)
        if (!outcome) return missing()
        if (!outcome.ok)
          return show(visit, overview(visit, id, { kind: "no-inviting", refusal: outcome.refusal }), 409)
        const { mailed } = outcome.value
        return done(visit, overview(visit, id, { kind: "sent", mailed }), visit.to.invitedRound(id, mailed))
      },
      { planner: true },
    )
    .get(
      "/:school/team/rondes/:round/brieven",
      ({ visit, params, query }) =>
        show(visit, choosing(visit, idOf(params.round), false, query["wie"] === "open")),
      {
        planner: true,
      },
    )
    // Shown in answer to the button only, never at an address: codes stay out of histories, and of sight.
    .post(
      "/:school/team/rondes/:round/brieven",
      async ({ visit, params, body }) => {
        const id = idOf<RoundId>(params.round)
        const group = body.group === "" ? null : idOf<GroupId>(body.group)
        const wish = { round: id, which: body.which ?? ("without-mail" as const), group }
        const made = await makeLetters(visit.db, visit.visitor, wish, visit.now, visit.sms)
        if (!made) return missing()
        if (!made.ok) return show(visit, choosing(visit, id, true), 409)
        const sheets = await sheetsOf(visit, made.value)
        const screen = { round: made.value.round.title, address: visit.to.letters(id), sheets }
        return show(visit, { page: () => LetterSheetsPage({ frame: visit.frame, screen }) })
      },
      { provenPlanner: true, body: form({ which: oneOf("without-mail", "all", "open"), group: text(15) }) },
    )

/** Draws the letters a few at a time: a thousand codes take a second, and other visitors should not wait for it. */
async function sheetsOf(visit: Visit, { round, days, letters }: Letters): Promise<Markup[]> {
  const desk = {
    round,
    days: days.map((day) => Temporal.PlainDate.from(day)),
    school: visit.db.school,
    to: visit.to,
    origin: visit.origin,
  }
  const sheets: Markup[] = []
  for (const letter of letters) {
    sheets.push(LetterSheet({ letter, desk }))
    if (sheets.length % 10 === 0) await new Promise((next) => setImmediate(next))
  }
  return sheets
}

function choosing(visit: Visit<Office>, id: RoundId, isOver: boolean, onlyOpen = false): Screen {
  const found = lettersToMake(visit.db, visit.visitor, id, visit.now, visit.sms)
  if (!found) return missing()
  const screen = {
    ...found,
    address: visit.to.letters(id),
    back: visit.to.staffRound(id),
    round: found.round.title,
    groups: found.groups.toSorted((one, other) => byName(one.name, other.name)),
    isOver,
    onlyOpen: onlyOpen && found.open > 0,
  }
  return { page: () => LettersPage({ frame: visit.frame, screen }) }
}
