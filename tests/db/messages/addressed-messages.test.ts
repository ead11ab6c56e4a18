import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { markSent } from "../../../src/db/messages/message-outcomes.ts"
import { queueMessage, tokenInMessage } from "../../../src/db/messages/messages.ts"
import { write } from "../../../src/db/open.ts"
import type { GuardianId, HouseholdId, StaffId } from "../../../src/domain/ids.ts"
import { hashToken } from "../../../src/sealing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { at, outgoing, talk } from "../../support/messages.ts"
import { today } from "../../support/school.ts"

let world: World
const { tell, claimOne, rows } = outgoing(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const later = (minutes: number) => today.add({ minutes })

describe("what is looked up on sending", () => {
  const booked = () =>
    world.school.client.run(
      "INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at) VALUES (1, 1, 1, 2, 2, ?, ?, 'talk-1', ?)",
      [at(0), at(10), today.toString()],
    )

  it("is the reader, the language, the child, the teacher and the room of now", async () => {
    booked()
    await tell("booking-confirmed", talk())
    world.school.client.run("UPDATE households SET language = 'en' WHERE id = 2")
    world.school.client.run("UPDATE round_teachers SET room = '9' || char(10) || 'b' WHERE teacher_id = 1")
    expect(await addressMessage(world.school, await claimOne(), today)).toMatchObject({
      to: "devries@post.example",
      language: "en",
      kind: "booking-confirmed",
      talk: { pupil: "Sem", teacher: "Noor Willems", room: "9 b", title: "Herfstgesprekken", wasAt: null },
    })
  })

  it("is nothing when it is not true any more, or for nobody", async () => {
    booked()
    await tell("booking-confirmed", talk())
    const message = await claimOne()
    const run = (sql: string) => world.school.client.run(sql)
    const addressed = (now = today) => addressMessage(world.school, message, now)
    expect(await addressed()).not.toBeNull()
    expect(await addressed(Temporal.Instant.from("2026-11-12T18:10:00Z"))).toBeNull() // over
    run("UPDATE households SET blocked = 1 WHERE id = 2")
    expect(await addressed()).toBeNull()
    run("UPDATE households SET blocked = 0 WHERE id = 2")
    run("UPDATE guardians SET household_id = 1 WHERE id = 2")
    expect(await addressed()).toBeNull() // the other home of separated parents
    run("UPDATE guardians SET household_id = 2, email = NULL WHERE id = 2")
    expect(await addressed()).toBeNull()
    run("UPDATE guardians SET email = 'devries@post.example' WHERE id = 2")
    run("UPDATE bookings SET household_id = 1")
    expect(await addressed()).toBeNull() // another home has it now, and this one hears nothing of it
    run("DELETE FROM bookings")
    expect(await addressed()).toBeNull() // no talk, and no word of it
  })

  it("opens a sealed link while it works, and forgets it afterwards", async () => {
    const sealed = await world.school.keys.seal("geheim-kaartje", tokenInMessage)
    world.school.client.run(
      "INSERT INTO entry_tickets (token_hash, purpose, household_id, created_at, expires_at) VALUES (?, 'parent-link', 2, ?, ?)",
      [hashToken("geheim-kaartje"), today.toString(), later(10).toString()],
    )
    await write(world.school, (tx) =>
      queueMessage(
        tx,
        { kind: "parent-link", household: 2 as HouseholdId, guardian: 2 as GuardianId, facts: { sealed } },
        today,
      ),
    )
    const message = await claimOne()
    expect(message.facts).not.toContain("geheim")
    expect(await addressMessage(world.school, message, today)).toEqual({
      by: "email",
      to: "devries@post.example",
      language: "nl",
      reader: "De Vries",
      kind: "parent-link",
      token: "geheim-kaartje",
      until: later(10),
    })
    expect(await addressMessage(world.school, message, later(10))).toBeNull()
    await markSent(world.school, message, today)
    expect(rows()[0]?.facts).toBe("{}")
  })

  it("greets staff by name, and nobody who left", async () => {
    const sealed = await world.school.keys.seal("welkom", "staff-setup")
    world.school.client.run(
      "INSERT INTO entry_tickets (token_hash, purpose, staff_id, created_at, expires_at) VALUES (?, 'staff-setup', 2, ?, ?)",
      [hashToken("welkom"), today.toString(), later(60).toString()],
    )
    await write(world.school, (tx) =>
      queueMessage(tx, { kind: "staff-setup", staff: 2 as StaffId, facts: { sealed } }, today),
    )
    const message = await claimOne()
    expect(await addressMessage(world.school, message, today)).toMatchObject({
      name: "Tim Bos",
      token: "welkom",
    })
    world.school.client.run("UPDATE staff SET removed_at = '2026-11-03' WHERE id = 2")
    expect(await addressMessage(world.school, message, today)).toBeNull()
  })
})
