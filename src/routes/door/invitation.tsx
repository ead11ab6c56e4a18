import { Elysia } from "elysia"
import { attemptsOf } from "../../db/access/attempts.ts"
import { invitedTo, signInByInvitation } from "../../db/access/sign-in.ts"
import { readCode } from "../../sealing.ts"
import { InvitationPage, type InvitationScreen } from "../../views/door/invitation.tsx"
import { WayOverPage } from "../../views/door/link.tsx"
import { guards, type Parts, type Visit } from "../guards.ts"
import { show } from "../htmx.ts"
import { byCode } from "./by-code.ts"
import { callerOf, letIn } from "./entering.ts"

/** An invitation, as a link in a mail or as the code in the QR of a letter. Looking uses nothing up; a press signs in. */
export const invitation = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/uitnodiging/:token",
      ({ visit, params }) => {
        const screen = screenOf(visit, params.token)
        return screen
          ? show(visit, { page: () => <InvitationPage frame={visit.frame} screen={screen} /> })
          : over(visit)
      },
      { anyone: true },
    )
    .post(
      "/:school/uitnodiging/:token",
      async ({ visit, params, server }) => {
        if (readCode(params.token) !== null) return byCode(parts, visit, params.token, server)
        const caller = callerOf(parts, visit, server)
        const attempts = attemptsOf(parts.registry, visit.now)
        const entry = await signInByInvitation(visit.db, attempts, params.token, caller, visit.now)
        return entry ? letIn(visit, entry) : over(visit)
      },
      { anyone: true },
    )

/** A code is shown and not looked at: guessing costs a press, and the press is counted. */
function screenOf({ db, now }: Visit, token: string): InvitationScreen | null {
  const code = readCode(token)
  if (code !== null) return { token: code, code }
  const invited = invitedTo(db, token, now)
  return invited && { token, title: invited.title }
}

const over = (visit: Visit) =>
  show(visit, { page: () => <WayOverPage frame={visit.frame} screen={{ was: "invitation" }} /> }, 404)
