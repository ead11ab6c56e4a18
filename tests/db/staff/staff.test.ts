import { afterEach, beforeEach, describe, expect, it, spyOn } from "bun:test"
import { endOtherSessions, ownSessions } from "../../../src/db/access/signed-in.ts"
import { staffOf, startStaffSession } from "../../../src/db/access/visitors.ts"
import { write } from "../../../src/db/open.ts"
import { addPasskey, dropPasskey, passkeyOf, passkeysOf } from "../../../src/db/staff/passkeys.ts"
import { hashPassword, inTurn, whosePassword } from "../../../src/db/staff/passwords.ts"
import { colleagues, inviteAgain, inviteStaff, removeStaff } from "../../../src/db/staff/staff.ts"
import { changeColleague } from "../../../src/db/staff/staff-changes.ts"
import {
  codeSecretOf,
  dropPassword,
  factorsOf,
  replacePassword,
  secretBoundTo,
} from "../../../src/db/staff/staff-factors.ts"
import {
  beginAnew,
  enterWithCode,
  enterWithPasskey,
  proveWithCode,
  proveWithPasskey,
} from "../../../src/db/staff/staff-sessions.ts"
import { askRecovery, ticketOf } from "../../../src/db/staff/staff-tickets.ts"
import type { Administrator, Proven } from "../../../src/domain/access/access.ts"
import type { StaffId, TeacherId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit as administrator } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

const deWit = cast.staff.deWit as number as StaffId
const tim = cast.staff.tim as number as StaffId
const operator = { kind: "operator", id: null } as const
const someone = {
  name: "Noor Willems",
  email: "Noor@Regenboog.example",
  role: "teacher",
  teacher: 1 as TeacherId,
} as const
const passkey = { credentialId: "cred-1", publicKey: "sleutel", counter: 0, transports: "internal" }
const later = (minutes: number) => today.add({ minutes })

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(async () => {
  await write(world.school, () => null) // what was noted on the side is written too
  world.close()
})

const rows = <Row>(sql: string) => world.school.client.query<Row, []>(sql).all()
const acts = () => rows<{ act: string }>("SELECT act FROM logbook ORDER BY id").map((row) => row.act)

async function invited(person: Parameters<typeof inviteStaff>[2] = someone) {
  const outcome = await inviteStaff(world.school, operator, person, today)
  if (!outcome.ok) throw new Error(outcome.refusal.kind)
  return outcome.value
}

async function newPassword(staff: StaffId, password = "vier paarden in de mist", step = 1) {
  const sealedSecret = await world.school.keys.seal("JBSWY3DPEHPK3PXP", secretBoundTo(staff))
  return { hash: (await hashPassword(password)) as string, sealedSecret, step }
}

describe("inviting a colleague", () => {
  it("makes the person, a ticket that only its token opens, and a mail that only our key opens", async () => {
    const { staff, token } = await invited()
    expect(ticketOf(world.school, token, today)).toEqual({
      staff,
      name: "Noor Willems",
      email: "noor@regenboog.example",
      purpose: "staff-setup",
    })
    const [mail] = rows<{ kind: string; staff_id: number; facts: string }>(
      "SELECT kind, staff_id, facts FROM messages",
    )
    expect(mail?.kind).toBe("staff-setup")
    expect(mail?.staff_id).toBe(staff)
    const { sealed } = JSON.parse(mail?.facts ?? "{}") as { sealed: string }
    expect(await world.school.keys.open(sealed, "staff-setup")).toBe(token)
    expect(JSON.stringify(rows("SELECT * FROM entry_tickets")) + mail?.facts).not.toContain(token)
    expect(acts()).toEqual(["staff-invited"])
  })

  it("is refused when the address is taken or is no address", async () => {
    await invited()
    const twice = await inviteStaff(world.school, operator, someone, today)
    expect(twice).toEqual({ ok: false, refusal: { kind: "email-taken" } })
    const odd = await inviteStaff(world.school, operator, { ...someone, email: "noor" }, today)
    expect(odd).toEqual({ ok: false, refusal: { kind: "email-invalid" } })
    expect(rows("SELECT id FROM staff")).toHaveLength(3)
  })

  it("links no teacher who is not there", async () => {
    const { staff } = await invited({ ...someone, teacher: 99 as TeacherId })
    expect(colleagues(world.school, administrator).find((each) => each.id === staff)?.teacher).toBeNull()
  })

  it("can be done again while there is no way in, and the old link is then worthless", async () => {
    const { staff, token } = await invited()
    expect(await inviteAgain(world.school, administrator, staff, later(1))).toBe(true)
    expect(ticketOf(world.school, token, later(1))).toBeNull()
    await addPasskey(world.school, { ...administrator, staff }, passkey, later(2))
    expect(await inviteAgain(world.school, administrator, staff, later(3))).toBeNull()
  })
})

describe("a ticket", () => {
  it("is good for seven days, and for once", async () => {
    const { staff, token } = await invited()
    expect(ticketOf(world.school, token, today.add({ hours: 7 * 24 - 1 }))).not.toBeNull()
    expect(ticketOf(world.school, token, today.add({ hours: 7 * 24 }))).toBeNull()
    const first = await beginAnew(world.school, token, { passkey }, later(5))
    expect(first?.staff).toBe(staff)
    expect(staffOf(world.school, first?.session ?? "", later(5))?.name).toBe("Noor Willems")
    expect(
      await beginAnew(world.school, token, { passkey: { ...passkey, credentialId: "cred-2" } }, later(6)),
    ).toBeNull()
    expect(passkeyOf(world.school, "cred-2")).toBeNull()
  })

  it("that two browsers use at once opens for one", async () => {
    const { token } = await invited()
    const both = await Promise.all(
      ["a", "b"].map((credentialId) =>
        beginAnew(world.school, token, { passkey: { ...passkey, credentialId } }, later(1)),
      ),
    )
    expect(both.filter((each) => each !== null)).toHaveLength(1)
    expect(rows("SELECT * FROM passkeys")).toHaveLength(1)
  })

  it("cannot take over the passkey of someone else", async () => {
    await addPasskey(world.school, administrator, passkey, today)
    const { token } = await invited()
    expect(await beginAnew(world.school, token, { passkey }, later(1))).toBeNull()
    expect(passkeyOf(world.school, "cred-1")?.staff).toBe(deWit)
    expect(ticketOf(world.school, token, later(1))).not.toBeNull()
  })
})

describe("recovery", () => {
  const asked = async (email: string, at = today) => {
    await askRecovery(world.school, email, at)
    const sealed = rows<{ facts: string }>(
      "SELECT facts FROM messages WHERE kind = 'staff-recovery' ORDER BY id",
    ).map((row) => (JSON.parse(row.facts) as { sealed: string }).sealed)
    return (await world.school.keys.open(sealed.at(-1) ?? "", "staff-recovery")) ?? ""
  }

  it("drops the old ways in and every session when the new one is there, and not before", async () => {
    await addPasskey(world.school, administrator, passkey, today)
    await replacePassword(world.school, administrator, await newPassword(deWit), "geen", today)
    const old = await write(world.school, (tx) => startStaffSession(tx, deWit, today))
    const token = await asked("DEWIT@regenboog.example ")
    expect(factorsOf(world.school, deWit)).toEqual({ passkeys: 1, password: true })
    expect(staffOf(world.school, old, later(1))).not.toBeNull()

    const begun = await beginAnew(
      world.school,
      token,
      { passkey: { ...passkey, credentialId: "nieuw" } },
      later(2),
    )
    expect(begun?.staff).toBe(deWit)
    expect(factorsOf(world.school, deWit)).toEqual({ passkeys: 1, password: false })
    expect(passkeyOf(world.school, "cred-1")).toBeNull()
    expect(staffOf(world.school, old, later(2))).toBeNull()
    expect(staffOf(world.school, begun?.session ?? "", later(2))?.staff).toBe(deWit)
    expect(acts()).toContain("staff-recovered")
  })

  it("expires after half an hour", async () => {
    const token = await asked("dewit@regenboog.example")
    expect(ticketOf(world.school, token, later(29))).not.toBeNull()
    expect(ticketOf(world.school, token, later(30))).toBeNull()
  })

  it("mails nobody who is unknown, and nobody more than three times an hour", async () => {
    await asked("niemand@regenboog.example")
    expect(rows("SELECT * FROM messages")).toHaveLength(0)
    for (let at = 0; at < 6; at++) await asked("dewit@regenboog.example", later(at))
    expect(rows("SELECT * FROM messages")).toHaveLength(3)
    for (let at = 1; at < 20; at++) await asked("dewit@regenboog.example", later(61 * at))
    expect(rows("SELECT * FROM messages").length).toBeLessThanOrEqual(10)
  })
})

describe("a password", () => {
  it("is known only together with its owner's address, and only when a code belongs to it", async () => {
    await replacePassword(world.school, administrator, await newPassword(deWit), "geen", today)
    expect(await whosePassword(world.school, "dewit@regenboog.example", "vier paarden in de mist")).toBe(
      deWit,
    )
    expect(await whosePassword(world.school, "tim@regenboog.example", "vier paarden in de mist")).toBeNull()
    expect(
      await whosePassword(world.school, "dewit@regenboog.example", "vier paarden in de mist "),
    ).toBeNull()
    world.school.client.run("UPDATE staff SET totp_secret = NULL")
    expect(await whosePassword(world.school, "dewit@regenboog.example", "vier paarden in de mist")).toBeNull()
  })

  it("is the same however the keyboard writes its accents", async () => {
    await replacePassword(
      world.school,
      administrator,
      await newPassword(deWit, "ge\u0301e\u0301n bijen vandaag"),
      "geen",
      today,
    )
    expect(await whosePassword(world.school, "dewit@regenboog.example", "g\u00e9\u00e9n bijen vandaag")).toBe(
      deWit,
    )
  })

  it("leaves nothing readable in the table", async () => {
    await replacePassword(world.school, administrator, await newPassword(deWit), "geen", today)
    const [row] = rows<{ password_hash: string; totp_secret: string }>("SELECT * FROM staff WHERE id = 1")
    expect(row?.password_hash).toStartWith("$argon2id$v=19$m=19456,t=2,p=1$")
    expect(row?.totp_secret).not.toContain("JBSWY3DPEHPK3PXP")
    expect(await codeSecretOf(world.school, deWit)).toBe("JBSWY3DPEHPK3PXP")
    world.school.client.run(
      "UPDATE staff SET totp_secret = (SELECT totp_secret FROM staff WHERE id = 1) WHERE id = 2",
    )
    expect(await codeSecretOf(world.school, tim)).toBeNull()
  })

  it("costs an unknown address the same work", async () => {
    await replacePassword(world.school, administrator, await newPassword(deWit), "geen", today)
    // The work of a hash stands in front of it: algorithm, memory and passes. A clock would measure the machine.
    using verify = spyOn(Bun.password, "verify")
    const workFor = async (address: string) => {
      verify.mockClear()
      expect(await whosePassword(world.school, address, "iets heel anders")).toBeNull()
      return verify.mock.calls.map(([, hash]) => String(hash).split("$").slice(1, 4))
    }
    const known = await workFor("dewit@regenboog.example")
    expect(known).toEqual([["argon2id", "v=19", "m=19456,t=2,p=1"]])
    expect(await workFor("niemand@regenboog.example")).toEqual(known)
    expect(await workFor("geen adres")).toEqual(known)
  })
})

describe("work in turn", () => {
  it("never runs more than its number at once, however many come, and keeps their order", async () => {
    const turn = inTurn(2, 200)
    let running = 0
    let most = 0
    const order: number[] = []
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        turn(async () => {
          order.push(at)
          most = Math.max(most, ++running)
          await Bun.sleep(1)
          running--
          return at
        }),
      ),
    )
    expect(most).toBe(2)
    expect(outcomes).toEqual(order)
    expect(outcomes).toHaveLength(50)
  })

  it("says no at once when too many wait, and goes on after trouble", async () => {
    const turn = inTurn(1, 1)
    const slow = turn(() => Bun.sleep(5))
    const fails = turn(() => Promise.reject(new Error("stuk")))
    expect(await turn(async () => "te veel")).toBeNull()
    await slow
    expect(fails).rejects.toThrow("stuk")
    await fails.catch(() => undefined)
    expect(await turn(async () => "weer vrij")).toBe("weer vrij")
  })
})

describe("a code", () => {
  it("opens the door once, and never an older one after it", async () => {
    await replacePassword(
      world.school,
      administrator,
      await newPassword(deWit, undefined, 100),
      "geen",
      today,
    )
    expect(await enterWithCode(world.school, deWit, 100, today)).toBeNull()
    const both = await Promise.all([101, 101].map((step) => enterWithCode(world.school, deWit, step, today)))
    expect(both.filter((each) => each !== null)).toHaveLength(1)
    expect(await enterWithCode(world.school, deWit, 100, today)).toBeNull()
  })

  it("that proves again also counts as used", async () => {
    await replacePassword(
      world.school,
      administrator,
      await newPassword(deWit, undefined, 100),
      "geen",
      today,
    )
    const session = (await enterWithCode(world.school, deWit, 101, today)) as string
    expect(staffOf(world.school, session, later(6))?.fresh).toBe(false)
    expect(await proveWithCode(world.school, administrator, session, 101, later(6))).toBe(false)
    expect(await proveWithCode(world.school, administrator, session, 102, later(6))).toBe(true)
    expect(staffOf(world.school, session, later(6))?.fresh).toBe(true)
  })
})

describe("a passkey", () => {
  it("signs in its owner and remembers how often it was used", async () => {
    await addPasskey(world.school, administrator, passkey, today)
    const session = await enterWithPasskey(world.school, "cred-1", 7, later(1))
    expect(staffOf(world.school, session ?? "", later(1))?.staff).toBe(deWit)
    expect(passkeyOf(world.school, "cred-1")?.counter).toBe(7)
    expect(passkeysOf(world.school, deWit)[0]?.usedAt?.toString()).toBe(later(1).toString())
    expect(await enterWithPasskey(world.school, "onbekend", 7, later(1))).toBeNull()
  })

  it("of a colleague proves nothing", async () => {
    await addPasskey(world.school, { ...administrator, staff: tim }, passkey, today)
    const session = await write(world.school, (tx) => startStaffSession(tx, deWit, today))
    const shown = { credentialId: "cred-1", counter: 1 }
    expect(await proveWithPasskey(world.school, administrator, session, shown, later(6))).toBe(false)
    expect(staffOf(world.school, session, later(6))?.fresh).toBe(false)
  })

  it("can be dropped by its owner only, and never as the last way in", async () => {
    await addPasskey(world.school, administrator, passkey, today)
    expect(await dropPasskey(world.school, { ...administrator, staff: tim }, "cred-1", today)).toBeNull()
    expect(await dropPasskey(world.school, administrator, "cred-1", today)).toEqual({
      ok: false,
      refusal: { kind: "last-factor" },
    })
    await replacePassword(world.school, administrator, await newPassword(deWit), "geen", today)
    expect((await dropPasskey(world.school, administrator, "cred-1", today))?.ok).toBe(true)
    expect((await dropPassword(world.school, administrator, today)).ok).toBe(false)
  })
})

describe("sessions", () => {
  it("are listed with this one first, without those that are over, and the others can be ended", async () => {
    const start = (at: Temporal.Instant) => write(world.school, (tx) => startStaffSession(tx, deWit, at))
    const old = await start(today)
    const other = await start(later(100))
    const here = await start(later(101))
    const all = ownSessions(world.school, administrator, here, later(102))
    expect(all.map((each) => each.here)).toEqual([true, false])
    expect(await endOtherSessions(world.school, administrator, here, later(102))).toBe(2)
    expect(staffOf(world.school, other, later(102))).toBeNull()
    expect(staffOf(world.school, old, later(1))).toBeNull()
    expect(staffOf(world.school, here, later(102))).not.toBeNull()
  })
})

describe("two administrators at once", () => {
  const other: Proven<Administrator> = { ...administrator, staff: tim, name: "Tim Bos" }
  const asTeacher = (staff: StaffId, name: string, email: string) => ({
    staff,
    seen: 1,
    name,
    email,
    role: "teacher" as const,
    teacher: null,
  })

  it("who demote each other in the same commit leave one behind", async () => {
    world.school.client.run("UPDATE staff SET role = 'administrator' WHERE id = 2")
    const [one, two] = await Promise.all([
      changeColleague(world.school, administrator, asTeacher(tim, "Tim", "tim@regenboog.example"), today),
      changeColleague(world.school, other, asTeacher(deWit, "De Wit", "dewit@regenboog.example"), today),
    ])
    expect([one?.ok, two]).toEqual([true, { ok: false, refusal: { kind: "last-administrator" } }])
    expect(rows<{ id: number }>("SELECT id FROM staff WHERE role = 'administrator'")).toEqual([{ id: 1 }])
  })

  it("who change one colleague in the same commit: the second is told", async () => {
    const change = (name: string) => ({
      ...asTeacher(tim, name, "tim@regenboog.example"),
      teacher: 2 as TeacherId,
    })
    const [one, two] = await Promise.all([
      changeColleague(world.school, administrator, change("Tim Bosch"), today),
      changeColleague(world.school, administrator, change("Timo Bos"), today),
    ])
    expect(one).toEqual({ ok: true, value: { roleChanged: false } })
    expect(two).toEqual({ ok: false, refusal: { kind: "changed-meanwhile" } })
    expect(rows("SELECT name FROM staff WHERE id = 2")).toEqual([{ name: "Tim Bosch" }])
  })
})

describe("removing a colleague", () => {
  it("ends everything at once, and their address may be used again", async () => {
    await addPasskey(world.school, { ...administrator, staff: tim }, passkey, today)
    await askRecovery(world.school, "tim@regenboog.example", today)
    const session = await write(world.school, (tx) => startStaffSession(tx, tim, today))
    expect((await removeStaff(world.school, administrator, tim, later(1)))?.ok).toBe(true)
    expect(staffOf(world.school, session, later(1))).toBeNull()
    expect(await enterWithPasskey(world.school, "cred-1", 1, later(1))).toBeNull()
    for (const table of ["passkeys", "entry_tickets", "messages"])
      expect(rows(`SELECT * FROM ${table}`)).toHaveLength(0)
    expect(colleagues(world.school, administrator).map((each) => each.name)).toEqual(["Mevrouw de Wit"])
    expect(JSON.stringify(rows("SELECT * FROM staff"))).not.toContain("tim@regenboog.example")
    expect((await invited({ ...someone, email: "tim@regenboog.example" })).staff).not.toBe(tim)
    expect(await removeStaff(world.school, administrator, tim, later(2))).toBeNull()
  })

  it("is refused for the last administrator, also when two remove each other at once", async () => {
    expect(await removeStaff(world.school, administrator, deWit, today)).toEqual({
      ok: false,
      refusal: { kind: "last-administrator" },
    })
    const { staff: second } = await invited({ ...someone, role: "administrator" })
    expect(await removeStaff(world.school, administrator, deWit, today)).toEqual({
      ok: false,
      refusal: { kind: "yourself" },
    })
    const each = await Promise.all([
      removeStaff(world.school, administrator, second, today),
      removeStaff(world.school, { ...administrator, staff: second }, deWit, today),
    ])
    expect(each.map((outcome) => outcome?.ok)).toEqual([true, false])
  })
})
