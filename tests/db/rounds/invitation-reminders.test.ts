import { describe, expect, it } from "bun:test"
import { invitationOf } from "../../../src/db/access/invitations.ts"
import type { HouseholdId, RoundId } from "../../../src/domain/ids.ts"
import type { Email } from "../../../src/integrations/email.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { testWorld } from "../../support/app.ts"
import { cast, shownAs } from "../../support/school.ts"

describe("who was invited and has not chosen", () => {
  it("is reminded once a day, and not when they chose meanwhile", async () => {
    const reminders = await testWorld()
    try {
      const { school } = reminders
      for (const household of Object.values(cast.households)) {
        const way = invitationOf(school.keys, household as HouseholdId, cast.round as unknown as RoundId, 1)
        school.client.run(
          "INSERT INTO invitations (round_id, household_id, code_hash, link_hash, mailed_at) VALUES (1, ?, ?, ?, '2026-11-02T09:00:00Z')",
          [household, way.codeHash, way.linkHash],
        )
      }
      const book = `/de-regenboog/gesprekken/${cast.round}/kies`
      const wish = { pupil: String(cast.pupils.defne), slot: shownAs(1) }
      await (await reminders.yilmaz()).post(book, wish)
      const deWit = await reminders.deWit()
      const round = `/de-regenboog/team/rondes/${cast.round}`
      expect(await (await deWit.get(round)).text()).toContain("Herinner 3 gezinnen zonder keuze")
      const press = async () =>
        (await (await reminders.deWit()).post(`${round}/herinneren`)).headers.get("Location")
      expect(await press()).toBe(`${round}?herinnerd=3`)
      expect(await press()).toBe(`${round}?herinnerd=0`)
      const sent: string[] = []
      const parts = {
        registry: reminders.registry,
        send: async (mail: Email) => {
          sent.push(`${mail.to} ${mail.subject}`)
          return { delivered: true as const }
        },
        origin: reminders.parts.origin,
        sendSms: null,
        sender: "noreply@tienminuten.example",
        now: () => reminders.clock.now,
        tell: () => undefined,
      }
      // Chosen after the press and before the mail: not told that they did not choose.
      await (await reminders.deVries()).post(book, { pupil: String(cast.pupils.sem), slot: shownAs(4) })
      await deliverDue(parts)
      expect(sent.filter((line) => line.includes("Nog niet gekozen")).toSorted()).toEqual([
        "bakker@post.example Nog niet gekozen: Herfstgesprekken",
        "jansen@post.example Nog niet gekozen: Herfstgesprekken",
      ])
      reminders.clock.now = reminders.clock.now.add({ hours: 21 })
      expect(await press()).toBe(`${round}?herinnerd=2`)
    } finally {
      reminders.close()
    }
  })
})
