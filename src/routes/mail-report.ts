import { Elysia } from "elysia"
import { reportBounce } from "../db/messages/bounces.ts"
import { site } from "../paths.ts"
import { sameText } from "../sealing.ts"
import { type Parts, toAnyone } from "./guards.ts"
import { missing } from "./htmx.ts"

/**
 * Where the operator's mail server hands over what came back, one mail at a time and as it came in (docs/operations.md). A secret opens
 * the door; the address in the mail says what it is about. What is of no use is taken all the same: nobody sends it again.
 */
export const mailReport = (parts: Parts) =>
  new Elysia().post(
    site.mailReport(),
    async ({ request }) => {
      const { read, secret } = parts.mailReports ?? missing()
      const now = parts.now()
      if (!sameText(request.headers.get("Authorization") ?? "", `Bearer ${secret}`)) {
        parts.log?.({ at: now.toString(), refused: "mail-report" })
        return new Response(null, { status: 403 })
      }
      const raw = new Uint8Array(await request.arrayBuffer())
      const bounce = await read(raw)
      const isOurs = bounce !== null && (await reportBounce(parts.registry, bounce, now))
      parts.log?.({ at: now.toString(), returned: bounce ? (isOurs ? "noted" : "not ours") : "no report" })
      return new Response(null, { status: 204 })
    },
    { parse: "none", ...toAnyone },
  )
