import { Elysia } from "elysia"
import {
  colleagues,
  hosts,
  inviteAgain,
  inviteStaff,
  type NewColleague,
  removeStaff,
} from "../../db/staff.ts"
import { type Administrator, actorOf, type Proven, staffRoles } from "../../domain/access.ts"
import type { StaffId, TeacherId } from "../../domain/ids.ts"
import type { RemovalRefusal } from "../../domain/staff.ts"
import { ColleaguePage } from "../../views/staff/colleague.tsx"
import { InvitePage, type InviteTrouble } from "../../views/staff/invite-colleague.tsx"
import { form, idOf, oneOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, show } from "../htmx.ts"

type Wish = Omit<NewColleague, "role"> & { role: NewColleague["role"] | null }
const empty: Wish = { name: "", email: "", role: null, teacher: null }

/** Who takes part: inviting, inviting again, and stopping access. Acts ask for a fresh proof. */
export const staffColleagues = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/instellingen/collega", ({ visit }) => invitation(visit, empty, null), {
      administrator: true,
    })
    .post(
      "/:school/team/instellingen/collega",
      ({ visit, body }) => invite(visit, { ...body, teacher: body.teacher as TeacherId | null }),
      {
        provenAdministrator: true,
        body: form({
          name: text(100),
          email: text(254),
          role: oneOf(...staffRoles),
          teacher: whole,
        }),
      },
    )
    .get(
      "/:school/team/instellingen/collega/:staff",
      ({ visit, params }) => colleague(visit, idOf<StaffId>(params.staff), null),
      { administrator: true },
    )
    .post(
      "/:school/team/instellingen/collega/:staff",
      ({ visit, params, body }) => {
        const id = idOf<StaffId>(params.staff)
        if (body.deed === "again") return again(visit, id)
        return body.deed === "remove" ? remove(visit, id) : colleague(visit, id, null)
      },
      { provenAdministrator: true, body: form({ deed: oneOf("again", "remove") }) },
    )

async function invite(visit: Visit<Proven<Administrator>>, wish: Wish): Promise<Response> {
  if (wish.name === "") return invitation(visit, wish, "name-missing")
  const { role } = wish
  if (role === null) return invitation(visit, wish, "role-missing")
  const outcome = await inviteStaff(visit.db, actorOf(visit.visitor), { ...wish, role }, visit.now)
  if (!outcome.ok) return invitation(visit, wish, outcome.refusal.kind)
  return go(visit, `${visit.to.settings()}?gelukt=invited`)
}

async function again(visit: Visit<Proven<Administrator>>, id: StaffId): Promise<Response> {
  if ((await inviteAgain(visit.db, visit.visitor, id, visit.now)) === null) return missing()
  return go(visit, `${visit.to.settings()}?gelukt=invited-again`)
}

async function remove(visit: Visit<Proven<Administrator>>, id: StaffId): Promise<Response> {
  const outcome = (await removeStaff(visit.db, visit.visitor, id, visit.now)) ?? missing()
  if (!outcome.ok) return colleague(visit, id, outcome.refusal)
  return go(visit, `${visit.to.settings()}?gelukt=removed`)
}

function invitation(visit: Visit<Administrator>, wish: Wish, trouble: InviteTrouble | null): Response {
  const teachers = hosts(visit.db).map(({ id, ...name }) => ({ id, name }))
  const screen = { ...wish, teachers, trouble }
  const status = trouble === null ? 200 : trouble === "email-taken" ? 409 : 422
  return show(visit, { page: () => InvitePage({ frame: visit.frame, screen }) }, status)
}

function colleague(visit: Visit<Administrator>, id: StaffId, refusal: RemovalRefusal | null): Response {
  const found = colleagues(visit.db, visit.visitor).find((each) => each.id === id) ?? missing()
  const screen = { colleague: found, refusal }
  return show(visit, { page: () => ColleaguePage({ frame: visit.frame, screen }) }, refusal ? 409 : 200)
}
