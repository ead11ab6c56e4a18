import { Elysia } from "elysia"
import { attemptsOf, giveBackPassword, mayTryPassword } from "../../db/access/attempts.ts"
import { endSession } from "../../db/access/visitors.ts"
import { whosePassword } from "../../db/staff/passwords.ts"
import { codeSecretOf } from "../../db/staff/staff-factors.ts"
import { enterWithCode, enterWithPasskey } from "../../db/staff/staff-sessions.ts"
import { evenEmail } from "../../domain/staff/staff.ts"
import { type DoorTrouble, StaffCodePage, StaffDoorPage } from "../../views/staff/sign-in.tsx"
import { callerOf } from "../door/entering.ts"
import { exact, form, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { stepOf } from "./codes.ts"
import { firstPage, goHalfway, halfwayOf, letIn, letOut, sessionToken } from "./entry.ts"
import { checkShown, credential, showOptions } from "./passkeys.ts"
import { beginTry, forgive, giveBack } from "./patience.ts"

const status: Record<DoorTrouble["kind"], number> = { wrong: 422, "wrong-passkey": 422, wait: 429, busy: 503 }

/** The staff's door: a passkey, or a password and then a code. */
export const staffSignIn = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team", ({ visit }) => door(visit), { anyone: true })
    .get("/:school/team/passkey", ({ visit }) => go(visit, visit.to.staffDoor()), { anyone: true })
    .get("/:school/team/wachtwoord", ({ visit }) => go(visit, visit.to.staffDoor()), { anyone: true })
    .get(
      "/:school/team/passkey/opties",
      async ({ visit }) => Response.json(await showOptions(visit, "enter")),
      {
        anyone: true,
      },
    )
    .post(
      "/:school/team/passkey",
      async ({ visit, body }) => {
        const shown = await checkShown(visit, "enter", body.credential)
        const session =
          shown && (await enterWithPasskey(visit.db, shown.credentialId, shown.counter, visit.now))
        return session ? letIn(visit, session) : refused(visit, { kind: "wrong-passkey" })
      },
      { anyone: true, body: form({ credential }) },
    )
    .post(
      "/:school/team/wachtwoord",
      async ({ visit, body, server }) => {
        if (body.email === "" || body.password === "") return refused(visit, { kind: "wrong" }, body.email)
        const who = evenEmail(body.email) ?? "niemand"
        const attempts = attemptsOf(parts.registry, visit.now)
        const { address } = callerOf(parts, visit, server)
        if (!mayTryPassword(attempts, address, visit.now))
          return refused(visit, { kind: "wait", seconds: 60 }, body.email)
        const seconds = beginTry(visit.db, who, visit.now)
        if (seconds > 0) return refused(visit, { kind: "wait", seconds }, body.email)
        const staff = await whosePassword(visit.db, body.email, body.password)
        if (staff === null) return refused(visit, { kind: "wrong" }, body.email)
        giveBack(visit.db, who)
        giveBackPassword(attempts, address, visit.now)
        return staff === "busy"
          ? refused(visit, { kind: "busy" }, body.email)
          : goHalfway(visit, { staff, who })
      },
      { anyone: true, body: form({ email: text(254), password: exact }) },
    )
    .get(
      "/:school/team/code",
      async ({ visit }) =>
        (await halfwayOf(visit)) ? codePage(visit, null) : go(visit, visit.to.staffDoor()),
      { anyone: true },
    )
    .post("/:school/team/code", ({ visit, body }) => enterCode(visit, body.code), {
      anyone: true,
      body: form({ code: text(20) }),
    })
    .post(
      "/:school/team/uitloggen",
      async ({ visit }) => {
        await endSession(visit.db, sessionToken(visit))
        return letOut(visit)
      },
      { anyone: true, body: form({}) },
    )

function door(visit: Visit): Response {
  const { visitor } = visit
  if (visitor && visitor.role !== "parent") return go(visit, firstPage(visit, visitor.role))
  // A browser that still holds a session finds it over; who signs out holds none.
  const isOver = sessionToken(visit) !== ""
  return show(visit, {
    page: () => StaffDoorPage({ frame: visit.frame, screen: { email: "", trouble: null, isOver } }),
  })
}

const refused = (visit: Visit, trouble: DoorTrouble, email = "") =>
  show(
    visit,
    { page: () => StaffDoorPage({ frame: visit.frame, screen: { email, trouble, isOver: false } }) },
    status[trouble.kind],
  )

const codePage = (visit: Visit, trouble: DoorTrouble | null) =>
  show(
    visit,
    { page: () => StaffCodePage({ frame: visit.frame, screen: { trouble } }) },
    trouble ? status[trouble.kind] : 200,
  )

async function enterCode(visit: Visit, code: string): Promise<Response> {
  const halfway = await halfwayOf(visit)
  if (!halfway) return go(visit, visit.to.staffDoor())
  const seconds = beginTry(visit.db, halfway.who, visit.now)
  if (seconds > 0) return codePage(visit, { kind: "wait", seconds })
  const secret = await codeSecretOf(visit.db, halfway.staff)
  const step = secret === null ? null : stepOf(secret, code, visit.now)
  const session = step === null ? null : await enterWithCode(visit.db, halfway.staff, step, visit.now)
  if (session === null) return codePage(visit, { kind: "wrong" })
  forgive(visit.db, halfway.who)
  return letIn(visit, session)
}
