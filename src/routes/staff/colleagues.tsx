import { Elysia } from "elysia"
import { hosts, inviteStaff } from "../../db/staff/staff.ts"
import { type Administrator, actorOf, type Proven, staffRoles } from "../../domain/access/access.ts"
import type { TeacherId } from "../../domain/ids.ts"
import type { StaffRole } from "../../domain/staff/staff.ts"
import { InvitePage, type InviteTrouble } from "../../views/staff/invite-colleague.tsx"
import { form, oneOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"

/** What is asked about a colleague. */
export const personFields = { name: text(100), email: text(254), role: oneOf(...staffRoles), teacher: whole }
export type PersonWish = { name: string; email: string; role: StaffRole | null; teacher: TeacherId | null }

const empty: PersonWish = { name: "", email: "", role: null, teacher: null }

/** Inviting a colleague. */
export const staffColleagues = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/instellingen/collega", ({ visit }) => invitation(visit, empty, null), {
      administrator: true,
    })
    .post(
      "/:school/team/instellingen/collega",
      async ({ visit, body }) => invite(visit, { ...body, teacher: body.teacher as TeacherId | null }),
      { provenAdministrator: true, body: form(personFields) },
    )

async function invite(visit: Visit<Proven<Administrator>>, wish: PersonWish): Promise<Response> {
  if (wish.name === "") return invitation(visit, wish, "name-missing")
  const { role } = wish
  if (role === null) return invitation(visit, wish, "role-missing")
  const outcome = await inviteStaff(visit.db, actorOf(visit.visitor), { ...wish, role }, visit.now)
  if (!outcome.ok) return invitation(visit, wish, outcome.refusal.kind)
  return go(visit, `${visit.to.settings()}?gelukt=invited`)
}

function invitation(visit: Visit<Administrator>, wish: PersonWish, trouble: InviteTrouble | null): Response {
  const screen = { ...wish, teachers: teachersToLink(visit), trouble }
  const status = trouble === null ? 200 : trouble === "email-taken" ? 409 : 422
  return show(visit, { page: () => InvitePage({ frame: visit.frame, screen }) }, status)
}

/** Teachers that an account may be linked to. */
export const teachersToLink = (visit: Visit) => hosts(visit.db).map(({ id, ...name }) => ({ id, name }))
