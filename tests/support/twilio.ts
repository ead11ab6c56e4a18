import { createEmulator } from "emulate"
import type { TwilioSettings } from "../../src/integrations/sms.ts"
import { freePort } from "./port.ts"

/** One SMS as the network got it. */
export type ReceivedSms = { sid: string; to: string; from: string; body: string; status: string }

export type PhoneNetwork = Awaited<ReturnType<typeof phoneNetwork>>

const account = `AC${"0".repeat(31)}1`
const token = "een-geheim-van-de-test"
const service = `MG${"0".repeat(31)}1`

/**
 * Twilio as `emulate` plays it: takes messages over HTTP, keeps them, and reports with Twilio's own signature. It knows no names as
 * senders, so messages go through a Messaging Service.
 */
export async function phoneNetwork() {
  const port = freePort()
  const emulator = await createEmulator({
    service: "twilio",
    port,
    seed: {
      twilio: {
        account: { sid: account, auth_token: token },
        phone_numbers: [{ phone_number: "+3197010240000" }],
        messaging_services: [
          { sid: service, friendly_name: "Tienminuten", phone_numbers: ["+3197010240000"] },
        ],
      },
    },
  })
  const url = `http://127.0.0.1:${port}`
  const signIn = { Authorization: `Basic ${btoa(`${account}:${token}`)}` }
  const settings: TwilioSettings = { account, token, key: null, service, region: null, edge: null }
  return {
    url,
    settings,
    /** What came in, the oldest first. */
    async received(): Promise<ReceivedSms[]> {
      const answer = await fetch(`${url}/2010-04-01/Accounts/${account}/Messages.json`, { headers: signIn })
      return ((await answer.json()) as { messages: ReceivedSms[] }).messages.toReversed()
    },
    /** The network says what came of this SMS: "sent", "delivered", "undelivered", "failed". It reports before this answers. */
    async comesTo(sid: string, status: string): Promise<void> {
      const body = new URLSearchParams({ MessageSid: sid, Status: status })
      const answer = await fetch(`${url}/_twilio/simulate/message-status`, {
        method: "POST",
        headers: signIn,
        body,
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    close: () => emulator.close(),
  }
}
