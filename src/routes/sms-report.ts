import { Elysia } from "elysia"
import { reportDelivery } from "../db/messages/message-reports.ts"
import { guards, type Parts } from "./guards.ts"
import { missing } from "./htmx.ts"

/**
 * Where the phone network tells what came of an SMS. No page of ours posts here: the network's signature over this address and every
 * field is what opens the door, and the address is the public one, whatever a proxy makes of it.
 */
export const smsReport = (parts: Parts) =>
  new Elysia().use(guards(parts)).post(
    "/:school/sms/:uid",
    async ({ visit, params, body, request }) => {
      const read = parts.readSmsReport ?? missing()
      const address = `${parts.origin}${visit.to.smsReport(params.uid)}`
      const report = await read(address, request.headers.get("X-Twilio-Signature") ?? "", fieldsOf(body))
      if (report === "forged") {
        parts.log?.({ at: visit.now.toString(), refused: "sms-report", school: visit.db.school.id })
        return new Response(null, { status: 403 })
      }
      if (report && !(await reportDelivery(visit.db, params.uid, report, visit.now))) return missing()
      return new Response(null, { status: 204 })
    },
    { anyone: true },
  )

/** Every field of a form as it was sent: the signature is over all of them. */
const fieldsOf = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof body === "object" && body !== null ? body : {}).map(([name, value]) => [
      name,
      String(value),
    ]),
  )
