import { Elysia } from "elysia"
import { endOtherSessions, endOwnSession, ownSessions } from "../../db/access/signed-in.ts"
import { addPasskey, dropPasskey, passkeysOf } from "../../db/staff/passkeys.ts"
import { emailOf } from "../../db/staff/staff.ts"
import { dropPassword, factorsOf, replacePassword } from "../../db/staff/staff-factors.ts"
import type { Staff } from "../../domain/access/access.ts"
import { type Account, type AccountDeed, AccountPage } from "../../views/staff/account.tsx"
import { AccountPasswordPage, type NewPasswordTrouble } from "../../views/staff/new-password.tsx"
import { form, oneOf, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, show } from "../htmx.ts"
import { askProof, sessionToken } from "./entry.ts"
import { newPasswordFields, newPasswordScreen, readNewPassword, statusOf } from "./new-password.ts"
import { checkMade, credential, makeOptions } from "./passkeys.ts"

type Done = NonNullable<Account["done"]>
type Outcome = { done: Done } | { trouble: NonNullable<Account["trouble"]> }
type Wish = { credential: string; passkey: string; session: string }

/** Someone's own ways in and sessions. Whatever changes a way in asks for a fresh proof. */
export const account = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/account", ({ visit, query }) => page(visit, { done: doneOf(query["gelukt"]) }), {
      teacher: true,
    })
    .get(
      "/:school/team/account/opties",
      async ({ visit }) =>
        visit.visitor.fresh
          ? Response.json(
              await makeOptions(visit, personOf(visit), passkeysOf(visit.db, visit.visitor.staff)),
            )
          : missing(),
      { teacher: true },
    )
    .post(
      "/:school/team/account",
      async ({ visit, body }) => {
        if (body.deed === null) return page(visit, {}, 422)
        const ends = body.deed === "end-session" || body.deed === "end-sessions"
        const proof = ends ? null : askProof(visit, visit.to.account())
        if (proof) return proof
        const outcome = await deeds[body.deed](visit, body)
        return "done" in outcome
          ? go(visit, `${visit.to.account()}?gelukt=${outcome.done}`)
          : page(visit, outcome, outcome.trouble === "passkey-failed" ? 422 : 409)
      },
      {
        teacher: true,
        body: form({
          deed: oneOf("add-passkey", "drop-passkey", "drop-password", "end-session", "end-sessions"),
          passkey: text(2000),
          session: text(40),
          credential,
        }),
      },
    )
    .get("/:school/team/account/wachtwoord", ({ visit }) => newPassword(visit), { provenTeacher: true })
    .post(
      "/:school/team/account/wachtwoord",
      async ({ visit, body }) => {
        const read = await readNewPassword(visit, personOf(visit), body)
        if (!read.ok) return newPassword(visit, { sealed: body.sealed, trouble: read.refusal })
        await replacePassword(visit.db, visit.visitor, read.value, sessionToken(visit), visit.now)
        return go(visit, `${visit.to.account()}?gelukt=password-replaced`)
      },
      { provenTeacher: true, body: form(newPasswordFields) },
    )

const deeds: Record<AccountDeed, (visit: Visit<Staff>, wish: Wish) => Promise<Outcome>> = {
  async "add-passkey"(visit, wish) {
    const passkey = await checkMade(visit, visit.visitor.staff, wish.credential)
    const added = passkey && (await addPasskey(visit.db, visit.visitor, passkey, visit.now))
    return added ? { done: "passkey-added" } : { trouble: "passkey-failed" }
  },
  async "drop-passkey"(visit, wish) {
    const outcome = (await dropPasskey(visit.db, visit.visitor, wish.passkey, visit.now)) ?? missing()
    return outcome.ok ? { done: "passkey-dropped" } : { trouble: outcome.refusal.kind }
  },
  async "drop-password"(visit) {
    const outcome = await dropPassword(visit.db, visit.visitor, visit.now)
    return outcome.ok ? { done: "password-dropped" } : { trouble: outcome.refusal.kind }
  },
  async "end-session"(visit, wish) {
    await endOwnSession(visit.db, visit.visitor, wish.session, visit.now)
    return { done: "session-ended" }
  },
  async "end-sessions"(visit) {
    await endOtherSessions(visit.db, visit.visitor, sessionToken(visit), visit.now)
    return { done: "sessions-ended" }
  },
}

function page(visit: Visit<Staff>, news: Partial<Pick<Account, "done" | "trouble">>, status = 200): Response {
  const { db, visitor, now } = visit
  const screen: Account = {
    email: emailOf(db, visitor),
    passkeys: passkeysOf(db, visitor.staff),
    factors: factorsOf(db, visitor.staff),
    sessions: ownSessions(db, visitor, sessionToken(visit), now),
    fresh: visitor.fresh,
    done: news.done ?? null,
    trouble: news.trouble ?? null,
  }
  return show(visit, { page: () => AccountPage({ frame: visit.frame, screen }) }, status)
}

async function newPassword(
  visit: Visit<Staff>,
  before: { sealed: string; trouble: NewPasswordTrouble } | null = null,
): Promise<Response> {
  const screen = await newPasswordScreen(visit, personOf(visit), before)
  const status = before ? statusOf(before.trouble) : 200
  return show(visit, { page: () => AccountPasswordPage({ frame: visit.frame, screen }) }, status)
}

const personOf = (visit: Visit<Staff>) => ({
  staff: visit.visitor.staff,
  name: visit.visitor.name,
  email: emailOf(visit.db, visit.visitor),
})

const doneOf = oneOf<Done>(
  "passkey-added",
  "passkey-dropped",
  "password-replaced",
  "password-dropped",
  "session-ended",
  "sessions-ended",
)
