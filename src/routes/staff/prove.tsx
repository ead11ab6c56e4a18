import { Elysia } from "elysia"
import { passkeysOf } from "../../db/passkeys.ts"
import { codeSecretOf, factorsOf } from "../../db/staff-factors.ts"
import { proveWithCode, proveWithPasskey } from "../../db/staff-sessions.ts"
import type { Staff } from "../../domain/access.ts"
import { ProvePage } from "../../views/staff/prove.tsx"
import type { DoorTrouble } from "../../views/staff/sign-in.tsx"
import { form, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { stepOf } from "./codes.ts"
import { firstPage, sessionToken } from "./entry.ts"
import { checkShown, credential, showOptions } from "./passkeys.ts"
import { beginTry, forgive } from "./patience.ts"

/** Shows passkey or code once more; for five minutes dangerous acts are open. */
export const prove = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/bevestig", ({ visit, query }) => page(visit, String(query["terug"] ?? "")), {
      teacher: true,
    })
    .get(
      "/:school/team/bevestig/opties",
      async ({ visit }) => {
        const { staff } = visit.visitor
        return Response.json(await showOptions(visit, `prove:${staff}`, passkeysOf(visit.db, staff)))
      },
      { teacher: true },
    )
    .post(
      "/:school/team/bevestig",
      async ({ visit, body }) => {
        const trouble =
          body.credential === "" ? await tryCode(visit, body.code) : await tryPasskey(visit, body.credential)
        return trouble ? page(visit, body.terug, trouble) : go(visit, backOf(visit, body.terug))
      },
      { teacher: true, body: form({ credential, code: text(20), terug: text(200) }) },
    )

async function tryPasskey(visit: Visit<Staff>, written: string): Promise<DoorTrouble | null> {
  const { db, visitor, now } = visit
  const shown = await checkShown(visit, `prove:${visitor.staff}`, written)
  const proved = shown && (await proveWithPasskey(db, visitor, sessionToken(visit), shown, now))
  return proved ? null : { kind: "wrong-passkey" }
}

async function tryCode(visit: Visit<Staff>, code: string): Promise<DoorTrouble | null> {
  const { db, visitor, now } = visit
  const who = `bevestig ${visitor.staff}`
  const seconds = beginTry(db, who, now)
  if (seconds > 0) return { kind: "wait", seconds }
  const secret = await codeSecretOf(db, visitor.staff)
  const step = secret === null ? null : stepOf(secret, code, now)
  if (step === null || !(await proveWithCode(db, visitor, sessionToken(visit), step, now)))
    return { kind: "wrong" }
  forgive(db, who)
  return null
}

function page(visit: Visit<Staff>, back: string, trouble: DoorTrouble | null = null): Response {
  const { passkeys, password } = factorsOf(visit.db, visit.visitor.staff)
  const screen = { back: backOf(visit, back), passkey: passkeys > 0, code: password, trouble }
  const status = trouble === null ? 200 : trouble.kind === "wait" ? 429 : 422
  return show(visit, { page: () => ProvePage({ frame: visit.frame, screen }) }, status)
}

/** Where to go on: an address of this school's team, written plainly; anything else is the first page. */
function backOf(visit: Visit<Staff>, written: string): string {
  const ours = written.startsWith(`${visit.to.staffDoor()}/`) && /^(\/[a-z0-9-]+)+$/.test(written)
  return ours ? written : firstPage(visit, visit.visitor.role)
}
