import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { findInvitation, hashCode, invitationOf } from "../../../src/db/access/invitations.ts"
import { blockHousehold, makeOfficeCode, renewCode } from "../../../src/db/households/household-access.ts"
import { mergeHouseholds, settleDoubt, splitHousehold } from "../../../src/db/households/household-care.ts"
import { addGuardian, editGuardian } from "../../../src/db/households/household-parents.ts"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { type ClaimedMessage, claimDue } from "../../../src/db/messages/messages.ts"
import type { Db } from "../../../src/db/open.ts"
import { cancelFor } from "../../../src/db/talks/arranged-talks.ts"
import type { DoubtId, GuardianId, HouseholdId, PupilId, RoundId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { arrive, castArrives, guardian, homesIn } from "../../support/households.ts"
import { deWit, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"

const { defne, sem, lotte, daan, mila } = cast.pupils
const { yilmaz, deVries, bakker, jansen } = cast.households

let world: World
let db: Db
let homes: ReturnType<typeof homesIn>
beforeEach(async () => {
  world = await testWorld()
  db = world.school
  homes = homesIn(world)
})
afterEach(() => world.close())

const now = () => world.clock.now
const split = (pupils: PupilId[], guardians: number[] = [], household = deVries) =>
  splitHousehold(db, deWit, { household, pupils, guardians: guardians as GuardianId[] }, now())
const merge = (household: HouseholdId, other: HouseholdId) =>
  mergeHouseholds(db, deWit, { household, other }, now())
const settle = (doubt: number, same: boolean) =>
  settleDoubt(db, deWit, { doubt: doubt as DoubtId, same }, now())
const bookings = () =>
  db.client
    .query<{ household: number; pupil: number }, []>(
      "SELECT household_id AS household, pupil_id AS pupil FROM bookings ORDER BY slot_id",
    )
    .all()
const acts = () => db.client.query<{ act: string; about: string }, []>("SELECT act, about FROM logbook").all()
const invite = (household: HouseholdId) => {
  const { codeHash, linkHash } = invitationOf(db.keys, household, 1 as RoundId, 1)
  db.client.run(
    "INSERT INTO invitations (round_id, household_id, code_hash, link_hash, printed_at) VALUES (1, ?, ?, ?, 'x')",
    [household, codeHash, linkHash],
  )
  return codeHash
}
const opens = (codeHash: string) => findInvitation(db, codeHash, now()) !== null

describe("a household that is split", () => {
  it("gives the children and guardians who go a household of their own, with their talks", async () => {
    homes.book(deVries, sem, slotOf("noor", 2))
    homes.book(deVries, daan, slotOf("tim", 5))
    await addGuardian(
      db,
      deWit,
      { household: deVries, prefix: "", last: "Elders", email: "elders@post.example", phone: "" },
      now(),
    )
    const outcome = await split([daan], [5])
    const made = outcome?.ok ? outcome.value.made : (0 as HouseholdId)
    expect(homes.householdsOf(daan)).toEqual([made])
    expect(homes.householdsOf(sem)).toEqual([deVries])
    expect(homes.mailsOf(made)).toEqual(["elders@post.example"])
    expect(homes.mailsOf(deVries)).toEqual(["devries@post.example"])
    expect(bookings()).toEqual([
      { household: deVries, pupil: sem },
      { household: made, pupil: daan },
    ])
  })

  it("lets nobody in with an old code or session", async () => {
    const code = invite(deVries)
    await world.deVries()
    expect(opens(code)).toBe(true)
    await split([daan])
    expect(opens(code)).toBe(false)
    expect(homes.sessions()).toEqual([])
    const renewed = invitationOf(db.keys, deVries, 1 as RoundId, 2).codeHash
    expect(opens(renewed)).toBe(true)
    expect(db.client.query("SELECT printed_at AS at FROM invitations").get()).toEqual({ at: null })
  })

  it("stays split at every next import, whatever the file says", async () => {
    await split([daan])
    const [made] = homes.householdsOf(daan)
    await homes.again((told) => {
      for (const each of told.slice(1, 4)) each.familyHash = "f"
    })
    expect(homes.householdsOf(daan)).toEqual([made as number])
    expect(homes.householdsOf(sem)).toEqual([deVries])
    expect(homes.householdsOf(lotte)).toEqual([deVries])
    expect(homes.openDoubts()).toEqual([])
  })

  it("is refused when nobody goes, or everybody", async () => {
    expect(await split([])).toEqual({ ok: false, refusal: { kind: "nobody-chosen" } })
    expect(await split([defne])).toEqual({ ok: false, refusal: { kind: "nobody-chosen" } })
    expect(await split([sem, lotte, daan])).toEqual({ ok: false, refusal: { kind: "everybody-chosen" } })
    expect(await split([sem], [], 99 as HouseholdId)).toBeNull()
    expect(acts()).toEqual([])
  })

  it("does not move a guardian of another household along", async () => {
    await split([daan], [1])
    expect(homes.mailsOf(yilmaz)).toEqual(["yilmaz@post.example"])
  })
})

describe("two households that are merged", () => {
  it("are one, with all children, guardians and talks, and stay one at the next import", async () => {
    homes.book(yilmaz, defne, slotOf("noor", 1))
    homes.book(deVries, sem, slotOf("noor", 2))
    expect(await merge(deVries, yilmaz)).toEqual({ ok: true, value: { household: deVries } })
    for (let round = 0; round < 2; round++) {
      for (const pupil of [defne, sem, lotte, daan]) expect(homes.householdsOf(pupil)).toEqual([deVries])
      expect(homes.mailsOf(deVries)).toEqual(["devries@post.example", "yilmaz@post.example"])
      expect(bookings().map((each) => each.household)).toEqual([deVries, deVries])
      expect(homes.openDoubts()).toEqual([])
      await homes.again()
    }
    expect(homes.stateOf(yilmaz)).toBeNull()
    expect(homes.stateOf(deVries)?.generation).toBe(2)
  })

  it("write a guardian of both once", async () => {
    await addGuardian(
      db,
      deWit,
      { household: yilmaz, prefix: "de", last: "Vries", email: "DeVries@post.example", phone: "" },
      now(),
    )
    await merge(deVries, yilmaz)
    expect(homes.mailsOf(deVries)).toEqual(["DeVries@post.example", "yilmaz@post.example"])
  })

  it("still tell a guardian of both what was to be told of a talk of one", async () => {
    db.client.run(
      "UPDATE guardians SET prefix = 'de', last = 'Vries', email = 'devries@post.example' WHERE id = 1",
    )
    homes.book(deVries, sem, slotOf("noor", 1))
    await cancelFor(db, deWit, { round: cast.round, talk: shownTalk(db, 1) }, now())
    await merge(yilmaz, deVries)
    const due = await claimDue(db, now().add({ minutes: 10 }), 9)
    expect(due.map(({ kind, household }) => [kind, household])).toEqual([["booking-cancelled", yilmaz]])
    expect(await addressMessage(db, due[0] as ClaimedMessage, now())).toMatchObject({
      to: "devries@post.example",
    })
  })

  it("stay two when their talks are at one time", async () => {
    homes.book(yilmaz, defne, slotOf("noor", 1))
    homes.book(deVries, lotte, slotOf("tim", 1))
    expect(await merge(deVries, yilmaz)).toEqual({ ok: false, refusal: { kind: "talks-clash" } })
    expect(homes.householdsOf(defne)).toEqual([yilmaz])
  })

  it("may be one when the talks at one time are over", async () => {
    homes.book(yilmaz, defne, slotOf("noor", 1))
    homes.book(deVries, lotte, slotOf("tim", 1))
    world.clock.now = now().add({ hours: 24 * 30 })
    expect((await merge(deVries, yilmaz))?.ok).toBe(true)
    expect(bookings()).toHaveLength(2)
    expect(homes.householdsOf(defne)).toEqual([deVries])
  })

  it("stay two when one of them may not enter, or they are the same", async () => {
    await blockHousehold(db, deWit, { household: yilmaz, blocked: true }, now())
    expect(await merge(deVries, yilmaz)).toEqual({ ok: false, refusal: { kind: "one-is-blocked" } })
    expect(await merge(deVries, deVries)).toEqual({ ok: false, refusal: { kind: "same-household" } })
    expect(await merge(deVries, 99 as HouseholdId)).toBeNull()
  })

  it("stay one when separated parents live together again", async () => {
    expect((await merge(bakker, jansen))?.ok).toBe(true)
    await homes.again()
    expect(homes.householdsOf(mila)).toEqual([bakker])
    expect(homes.mailsOf(bakker)).toEqual(["bakker@post.example", "jansen@post.example"])
  })

  it("do not pull a half brother into the other parent's home", async () => {
    // Noud is a child of Jansen only; Jansen's two homes become one. Mila also lives with Bakker, Noud must not.
    const noud = homes.pupil("Noud", "Jansen")
    const both = (told: ReturnType<typeof castArrives>) =>
      told.push(arrive(noud, [guardian(null, { last: "Jansen" })]))
    await homes.again(both)
    const [home = 0] = homes.householdsOf(noud)
    await merge(jansen, home as HouseholdId)
    await homes.again(both)
    expect(homes.householdsOf(noud)).toEqual([jansen])
    expect(homes.householdsOf(mila)).toEqual([bakker, jansen])
  })
})

describe("a doubt", () => {
  const doubtIds = () =>
    db.client
      .query<{ id: number }, []>("SELECT id FROM household_doubts WHERE settled_at IS NULL ORDER BY id")
      .all()
      .map((row) => row.id)
  const jongs = () =>
    ["Ayla", "Bram"].map((first) => homes.pupil(first, "Jong", { prefix: "de", postcode: "p" }))

  it("about one household is settled for good, until a child joins it", async () => {
    const [a = 0, b = 0] = jongs()
    const told = [...castArrives(), arrive(a), arrive(b)]
    await homes.place(told)
    expect((await settle(doubtIds()[0] ?? 0, true))?.ok).toBe(true)
    expect((await homes.place(told)).doubtful).toBe(0)
    const c = homes.pupil("Cas", "Jong", { prefix: "de", postcode: "p" })
    expect((await homes.place([...told, arrive(c)])).doubtful).toBe(1)
    expect(homes.householdsOf(c)).toEqual(homes.householdsOf(a))
  })

  it("about two is answered with yes or no, and not asked again", async () => {
    const [a = 0, b = 0] = jongs()
    const told = [
      ...castArrives(),
      arrive(a, [guardian("een@post.example")]),
      arrive(b, [guardian("twee@post.example")]),
    ]
    await homes.place(told)
    const [doubt = 0] = doubtIds()
    expect((await settle(doubt, false))?.ok).toBe(true)
    expect(await settle(doubt, true)).toEqual({ ok: false, refusal: { kind: "already-settled" } })
    expect((await homes.place(told)).doubtful).toBe(0)
    expect(homes.householdsOf(a)).not.toEqual(homes.householdsOf(b))
  })

  it("answered with yes makes one household of two", async () => {
    const [a = 0, b = 0] = jongs()
    const told = [
      ...castArrives(),
      arrive(a, [guardian("een@post.example")]),
      arrive(b, [guardian("twee@post.example")]),
    ]
    await homes.place(told)
    expect((await settle(doubtIds()[0] ?? 0, true))?.ok).toBe(true)
    for (let round = 0; round < 2; round++) {
      expect(homes.householdsOf(a)).toEqual(homes.householdsOf(b))
      expect(homes.mailsOf(homes.householdsOf(a)[0])).toEqual(["een@post.example", "twee@post.example"])
      expect(doubtIds()).toEqual([])
      await homes.place(told)
    }
  })

  it("that is not there is nothing", async () => {
    expect(await settle(99, true)).toBeNull()
  })
})

describe("the way in", () => {
  it("opens once with a code from the office, which no table holds", async () => {
    const first = await makeOfficeCode(db, deWit, yilmaz, now())
    const made = await makeOfficeCode(db, deWit, yilmaz, now())
    if (!first?.ok || !made?.ok) throw new Error("no code")
    expect(made.value.code).toMatch(/^[0-9B-Z]{4}-[0-9B-Z]{4}$/)
    expect(made.value.until.toString()).toBe("2026-11-04T09:00:00Z")
    expect(
      db.client
        .query("SELECT token_hash AS hash, purpose, household_id AS household FROM entry_tickets")
        .all(),
    ).toEqual([{ hash: hashCode(db.keys, made.value.code), purpose: "office-code", household: yilmaz }])
  })

  it("is shut at once for a household that is blocked, and can be opened again", async () => {
    await world.yilmaz()
    await makeOfficeCode(db, deWit, yilmaz, now())
    await blockHousehold(db, deWit, { household: yilmaz, blocked: true }, now())
    expect(homes.sessions()).toEqual([])
    expect(db.client.query("SELECT count(*) AS n FROM entry_tickets").get()).toEqual({ n: 0 })
    expect(await makeOfficeCode(db, deWit, yilmaz, now())).toEqual({
      ok: false,
      refusal: { kind: "blocked" },
    })
    await blockHousehold(db, deWit, { household: yilmaz, blocked: false }, now())
    expect((await makeOfficeCode(db, deWit, yilmaz, now()))?.ok).toBe(true)
  })

  it("gets a new code when staff want one", async () => {
    const code = invite(yilmaz)
    await world.yilmaz()
    await renewCode(db, deWit, yilmaz, now())
    expect(opens(code)).toBe(false)
    expect(homes.sessions()).toEqual([])
    expect(await renewCode(db, deWit, 99 as HouseholdId, now())).toBeNull()
  })
})

it("writes in the logbook who did what, without a name or address", async () => {
  await split([daan])
  await merge(deVries, yilmaz)
  await editGuardian(
    db,
    deWit,
    {
      household: deVries,
      guardian: 2 as GuardianId,
      prefix: "",
      last: "Geheim",
      email: "geheim@post.example",
      phone: "",
    },
    now(),
  )
  await makeOfficeCode(db, deWit, bakker, now())
  expect(acts().map((each) => each.act)).toEqual([
    "household-split",
    "households-merged",
    "guardian-changed",
    "office-code-made",
  ])
  expect(JSON.stringify(acts())).not.toMatch(/geheim|vries|daan|@/i)
})
