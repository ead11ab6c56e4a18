import { Elysia } from "elysia"
import {
  colleagueSessions,
  endColleagueSession,
  endColleagueSessions,
  ownSessions,
} from "../../db/access/signed-in.ts"
import { passkeysOf } from "../../db/staff/passkeys.ts"
import { colleagues, inviteAgain, removeStaff } from "../../db/staff/staff.ts"
import { changeColleague } from "../../db/staff/staff-changes.ts"
import { factorsOf } from "../../db/staff/staff-factors.ts"
import type { Administrator, Proven } from "../../domain/access/access.ts"
import type { StaffId, TeacherId } from "../../domain/ids.ts"
import { differing } from "../../domain/meanwhile.ts"
import { evenEmail } from "../../domain/staff/staff.ts"
import { ColleaguePage, type ColleagueScreen, type ColleagueTrouble } from "../../views/staff/colleague.tsx"
import { form, idOf, oneOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, show } from "../htmx.ts"
import { type PersonWish, personFields, teachersToLink } from "./colleagues.tsx"
import { sessionToken } from "./entry.ts"

type Deed = "again" | "change" | "end-session" | "end-sessions" | "remove"
type Desk = Visit<Proven<Administrator>>
type Written = PersonWish & { seen: number | null; session: string }
type Done = NonNullable<ColleagueScreen["done"]>
type News = { done?: Done | null; trouble?: ColleagueTrouble; typed?: PersonWish }

/** One colleague: role, ways in, sessions, and stopping their access. Every act asks for a fresh proof. */
export const staffColleague = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/instellingen/collega/:staff",
      ({ visit, params, query }) => page(visit, idOf(params.staff), { done: doneOf(query["gelukt"]) }),
      { administrator: true },
    )
    .post(
      "/:school/team/instellingen/collega/:staff",
      async ({ visit, params, body: { deed, ...body } }) => {
        const written = { ...body, teacher: body.teacher as TeacherId | null }
        const id = idOf<StaffId>(params.staff)
        return deed === null ? page(visit, id) : deeds[deed](visit, id, written)
      },
      {
        provenAdministrator: true,
        body: form({
          ...personFields,
          deed: oneOf<Deed>("again", "change", "end-session", "end-sessions", "remove"),
          seen: whole,
          session: text(40),
        }),
      },
    )

const deeds: Record<Deed, (visit: Desk, id: StaffId, written: Written) => Promise<Response>> = {
  async again(visit, id) {
    if ((await inviteAgain(visit.db, visit.visitor, id, visit.now)) === null) return missing()
    return go(visit, `${visit.to.settings()}?gelukt=invited-again`)
  },
  async change(visit, id, typed) {
    const { role } = typed
    if (role === null) return page(visit, id, { typed, trouble: "role-missing" })
    const wish = { ...typed, role, staff: id }
    const outcome = (await changeColleague(visit.db, visit.visitor, wish, visit.now)) ?? missing()
    if (!outcome.ok) return page(visit, id, { typed, trouble: outcome.refusal.kind })
    return done(visit, id, outcome.value.roleChanged ? "role-changed" : "changed")
  },
  async "end-session"(visit, id, { session }) {
    await endColleagueSession(visit.db, visit.visitor, { staff: id, reference: session }, visit.now)
    return done(visit, id, "session-ended")
  },
  async "end-sessions"(visit, id) {
    await endColleagueSessions(visit.db, visit.visitor, id, visit.now)
    return done(visit, id, "sessions-ended")
  },
  async remove(visit, id) {
    const outcome = (await removeStaff(visit.db, visit.visitor, id, visit.now)) ?? missing()
    if (!outcome.ok) return page(visit, id, { trouble: outcome.refusal.kind })
    return go(visit, `${visit.to.settings()}?gelukt=removed`)
  },
}

const doneOf = oneOf<Done>("changed", "role-changed", "session-ended", "sessions-ended")
const done = (visit: Desk, id: StaffId, what: Done) => go(visit, `${visit.to.colleague(id)}?gelukt=${what}`)

function page(visit: Visit<Administrator>, id: StaffId, { done, trouble, typed }: News = {}): Response {
  const { db, visitor, now, frame } = visit
  const found = colleagues(db, visitor).find((each) => each.id === id) ?? missing()
  const self = id === visitor.staff
  const screen: ColleagueScreen = {
    colleague: found,
    self,
    person: { ...(typed ?? found), teachers: teachersToLink(visit) },
    changed: typed ? differing(asWritten(found), asWritten(typed)) : [],
    passkeys: passkeysOf(db, id),
    password: factorsOf(db, id).password,
    sessions: self
      ? ownSessions(db, visitor, sessionToken(visit), now)
      : colleagueSessions(db, visitor, id, now),
    done: done ?? null,
    trouble: trouble ?? null,
  }
  const status = trouble === undefined ? 200 : unreadable.has(trouble) ? 422 : 409
  return show(visit, { page: () => <ColleaguePage frame={frame} screen={screen} /> }, status)
}

/** Not understood; any other trouble is refused by a rule. */
const unreadable = new Set<ColleagueTrouble>(["name-missing", "email-invalid", "role-missing"])

const asWritten = ({ name, email, role, teacher }: PersonWish) => ({
  name,
  email: evenEmail(email) ?? email,
  role: role ?? "",
  teacher: teacher === null ? "" : String(teacher),
})
