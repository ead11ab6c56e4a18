import { afterEach, describe, expect, it } from "bun:test"
import { readEnv } from "../../src/env.ts"
import { type Sms, smsFolder, twilioSms } from "../../src/integrations/sms.ts"
import { deliverDue } from "../../src/jobs/delivering.ts"
import { testWorld } from "../support/app.ts"
import { deliveryOf } from "../support/delivery.ts"
import { folder } from "../support/folder.ts"
import { cast, shownAs } from "../support/school.ts"

const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close()
})

const sms: Sms = {
  to: "+31612345678",
  sender: "De Wilg",
  text: "Dag",
  reportTo: "https://tienminuten.example/de-wilg/sms/9b2d1c9e-4d3b-4b8e-9a57-0d0f3f1f2a10",
  goodFor: 3600.9,
}
const account = `AC${"0".repeat(31)}1`
const settings = {
  account,
  token: "geheim",
  key: { id: `SK${"0".repeat(31)}1`, secret: "sleutel" },
  service: null,
  region: null,
  edge: null,
}

/** An ear of our own beside the wire, for what `emulate` does not know: hears one request, and answers as it is told. */
function ear(status: number, answer: object) {
  const heard: { path: string; signIn: string; fields: Record<string, string> }[] = []
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const fields = Object.fromEntries(new URLSearchParams(await request.text()))
      const signIn = atob((request.headers.get("Authorization") ?? "").replace("Basic ", ""))
      heard.push({ path: new URL(request.url).pathname, signIn, fields })
      return Response.json(answer, { status })
    },
  })
  closing.push(() => server.stop(true))
  return { heard, url: `http://127.0.0.1:${server.port}` }
}

describe("an SMS through Twilio", () => {
  it("bears the name of the school, signs in by the key, says where to report and how long it is of use", async () => {
    const { heard, url } = ear(201, { sid: `SM${"0".repeat(32)}`, status: "queued" })
    expect(await twilioSms(settings, url)(sms)).toEqual({ delivered: true })
    expect(heard).toEqual([
      {
        path: `/2010-04-01/Accounts/${account}/Messages.json`,
        signIn: `${settings.key.id}:sleutel`,
        fields: {
          To: "+31612345678",
          From: "De Wilg",
          Body: "Dag",
          StatusCallback: sms.reportTo,
          ValidityPeriod: "3600",
        },
      },
    ])
  })

  for (const [status, code, expected] of [
    [400, 21211, { permanent: true, reason: "address" }],
    [400, 21614, { permanent: true, reason: "address" }],
    [400, 21610, { permanent: true, reason: "refused" }],
    [401, 20003, { permanent: false, reason: "busy" }],
    [429, 20429, { permanent: false, reason: "busy" }],
    [500, 20500, { permanent: false, reason: "unclear" }],
  ] as const)
    it(`that is answered with ${status} ${code} is ${expected.permanent ? "given up" : "tried again"}, in a word of ours`, async () => {
      const { url } = ear(status, { code, message: "Quotes +31612345678", status })
      expect(await twilioSms(settings, url)(sms)).toEqual({ delivered: false, ...expected })
    })
})

describe("an SMS in development", () => {
  it("falls into the folder of the mail, and is read on the page that shows it", async () => {
    const world = await testWorld()
    closing.push(() => world.close())
    world.school.client.run("UPDATE guardians SET email = NULL, phone = '06-00001234' WHERE household_id = 1")
    const wish = { pupil: String(cast.pupils.defne), slot: shownAs(4) }
    await (await world.yilmaz()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, wish)
    await deliverDue(deliveryOf(world, { sendSms: smsFolder(world.parts.postFolder) }))
    const list = await (await world.stranger().get("/ontwikkel/post")).text()
    expect(list).toContain("Sms van DeRegenboog")
    const [, address = ""] = /href="(\/ontwikkel\/post\/[^"]+)"/.exec(list) ?? []
    expect(await (await world.stranger().get(address)).text()).toContain("uw afspraak staat vast")
  })
})

describe("the settings of SMS", () => {
  const data = folder()
  const read = (more: Record<string, string>) => readEnv({ DATA_DIR: data, ...more }).twilio

  it("may be left out, and SMS is off", () => {
    expect(read({})).toBeNull()
    expect(read({ TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "" })).toBeNull()
  })

  it("are refused at the start when half of them is missing", () => {
    const whole = { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: "geheim" }
    expect(read(whole)).toEqual({
      account,
      token: "geheim",
      key: null,
      service: null,
      region: null,
      edge: null,
    })
    for (const wrong of [
      { TWILIO_AUTH_TOKEN: "geheim" },
      { TWILIO_ACCOUNT_SID: account },
      { ...whole, TWILIO_ACCOUNT_SID: "AC1" },
      { ...whole, TWILIO_API_KEY: "SK1" },
      { ...whole, TWILIO_MESSAGING_SERVICE: "XX1" },
    ])
      expect(() => read(wrong as Record<string, string>)).toThrow("TWILIO_")
  })
})
