import { Elysia } from "elysia"
import { passkeysOf } from "../../db/staff/passkeys.ts"
import type { Staff } from "../../domain/access/access.ts"
import type { DoorTrouble } from "../../views/staff/sign-in.tsx"
import { form, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go } from "../htmx.ts"
import { firstPage } from "./entry.ts"
import { credential, showOptions } from "./passkeys.ts"
import { showProof, tryProof } from "./proof.tsx"

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
        const trouble = await tryProof(visit, body)
        return trouble ? page(visit, body.terug, trouble) : go(visit, backOf(visit, body.terug))
      },
      { teacher: true, body: form({ credential, code: text(20), terug: text(200) }) },
    )

const page = (visit: Visit<Staff>, back: string, trouble: DoorTrouble | null = null) =>
  showProof(visit, { action: visit.to.prove(), kept: { terug: backOf(visit, back) }, trouble })

/** Where to go on: an address of this school's team, written plainly; anything else is the first page. */
function backOf(visit: Visit<Staff>, written: string): string {
  const ours = written.startsWith(`${visit.to.staffDoor()}/`) && /^(\/[a-z0-9-]+)+$/.test(written)
  return ours ? written : firstPage(visit, visit.visitor.role)
}
