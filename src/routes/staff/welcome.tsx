import { Elysia } from "elysia"
import { beginAnew } from "../../db/staff/staff-sessions.ts"
import { askRecovery, type Ticket, ticketOf } from "../../db/staff/staff-tickets.ts"
import { evenEmail } from "../../domain/staff/staff.ts"
import type { NewPasswordTrouble } from "../../views/staff/new-password.tsx"
import { RecoverPage } from "../../views/staff/recover.tsx"
import { SpentLinkPage, WelcomePage, WelcomePasswordPage } from "../../views/staff/welcome.tsx"
import { form, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, show } from "../htmx.ts"
import { letIn } from "./entry.ts"
import { newPasswordFields, newPasswordScreen, readNewPassword, statusOf } from "./new-password.ts"
import { checkMade, credential, makeOptions } from "./passkeys.ts"

/** Every answer to "send me a link" comes at this moment, known or not, in milliseconds. */
const answerAfter = 250

/** Behind the link of an invitation or a recovery. A look uses nothing up (mail scanners look too); only a choice does. */
export const welcome = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/welkom/:token", ({ visit, params }) => choices(visit, params.token), { anyone: true })
    .get(
      "/:school/team/welkom/:token/opties",
      async ({ visit, params }) => {
        const ticket = ticketOf(visit.db, params.token, visit.now) ?? missing()
        return Response.json(await makeOptions(visit, ticket, []))
      },
      { anyone: true },
    )
    .post(
      "/:school/team/welkom/:token",
      async ({ visit, params: { token }, body }) => {
        const ticket = ticketOf(visit.db, token, visit.now)
        const passkey = ticket && (await checkMade(visit, ticket.staff, body.credential))
        if (!passkey) return choices(visit, token, true)
        return enter(visit, await beginAnew(visit.db, token, { passkey }, visit.now))
      },
      { anyone: true, body: form({ credential }) },
    )
    .get(
      "/:school/team/welkom/:token/wachtwoord",
      ({ visit, params: { token } }) => newPassword(visit, token, ticketOf(visit.db, token, visit.now)),
      { anyone: true },
    )
    .post(
      "/:school/team/welkom/:token/wachtwoord",
      async ({ visit, params: { token }, body }) => {
        const ticket = ticketOf(visit.db, token, visit.now)
        if (!ticket) return spent(visit)
        const read = await readNewPassword(visit, ticket, body)
        if (!read.ok) return newPassword(visit, token, ticket, { sealed: body.sealed, trouble: read.refusal })
        return enter(visit, await beginAnew(visit.db, token, { password: read.value }, visit.now))
      },
      { anyone: true, body: form(newPasswordFields) },
    )
    .get(
      "/:school/team/herstel",
      ({ visit, query }) => recover(visit, "verstuurd" in query ? "sent" : "ask"),
      {
        anyone: true,
      },
    )
    .post(
      "/:school/team/herstel",
      async ({ visit, body }) => {
        if (evenEmail(body.email) === null) return recover(visit, "invalid", body.email)
        await Promise.all([askRecovery(visit.db, body.email, visit.now), Bun.sleep(answerAfter)])
        return go(visit, `${visit.to.staffRecover()}?verstuurd`)
      },
      { anyone: true, body: form({ email: text(254) }) },
    )

const enter = (visit: Visit, begun: { session: string } | null) =>
  begun ? letIn(visit, begun.session) : spent(visit)

const spent = (visit: Visit) => show(visit, { page: () => SpentLinkPage({ frame: visit.frame }) }, 404)

function choices(visit: Visit, token: string, failed = false): Response {
  const ticket = ticketOf(visit.db, token, visit.now)
  if (!ticket) return spent(visit)
  const { name, email, purpose } = ticket
  const screen = { token, name, email, recovery: purpose === "staff-recovery", failed }
  return show(visit, { page: () => WelcomePage({ frame: visit.frame, screen }) }, failed ? 422 : 200)
}

async function newPassword(
  visit: Visit,
  token: string,
  ticket: Ticket | null,
  before: { sealed: string; trouble: NewPasswordTrouble } | null = null,
): Promise<Response> {
  if (!ticket) return spent(visit)
  const screen = { ...(await newPasswordScreen(visit, ticket, before)), token }
  const page = () => WelcomePasswordPage({ frame: visit.frame, screen })
  return show(visit, { page }, before ? statusOf(before.trouble) : 200)
}

const recover = (visit: Visit, state: "ask" | "invalid" | "sent", email = "") =>
  show(
    visit,
    { page: () => RecoverPage({ frame: visit.frame, screen: { state, email } }) },
    state === "invalid" ? 422 : 200,
  )
