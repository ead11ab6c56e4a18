import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { findInvitation, invitationOf } from "../../../src/db/access/invitations.ts"
import {
  addSecondHousehold,
  editGuardian,
  moveGuardian,
} from "../../../src/db/households/household-parents.ts"
import type { Db } from "../../../src/db/open.ts"
import type { GuardianId, HouseholdId, RoundId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { arrive, castArrives, guardian, homesIn } from "../../support/households.ts"
import { deWit } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

const { defne, sem, lotte, daan } = cast.pupils
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
const invite = (household: HouseholdId) => {
  const { codeHash, linkHash } = invitationOf(db.keys, household, 1 as RoundId, 1)
  db.client.run(
    "INSERT INTO invitations (round_id, household_id, code_hash, link_hash, printed_at) VALUES (1, ?, ?, ?, 'x')",
    [household, codeHash, linkHash],
  )
  return codeHash
}
const opens = (codeHash: string) => findInvitation(db, codeHash, now()) !== null

describe("a second household", () => {
  const second = (moves: number) =>
    addSecondHousehold(
      db,
      deWit,
      { household: deVries, pupils: [sem, lotte, daan], guardian: { moves: moves as GuardianId } },
      now(),
    )

  it("takes a guardian along, shuts the old codes, and stands at the next import", async () => {
    const bothIn = (told: ReturnType<typeof castArrives>) => {
      for (const each of told.slice(1, 4)) each.guardians.push(guardian("papa@post.example", { last: "Vos" }))
    }
    await homes.again(bothIn)
    const code = invite(deVries)
    const papa =
      db.client.query<{ id: number }, []>("SELECT id FROM guardians WHERE email = 'papa@post.example'").get()
        ?.id ?? 0
    const outcome = await second(papa)
    const made = outcome?.ok ? outcome.value.made : (0 as HouseholdId)
    expect(opens(code)).toBe(false)
    for (let round = 0; round < 2; round++) {
      for (const pupil of [sem, lotte, daan]) expect(homes.householdsOf(pupil)).toEqual([deVries, made])
      expect(homes.mailsOf(deVries)).toEqual(["devries@post.example"])
      expect(homes.mailsOf(made)).toEqual(["papa@post.example"])
      await homes.again(bothIn)
    }
    // The file now shows his own home too: it is the one that is there.
    await homes.again((told) => {
      for (const each of told.slice(1, 4))
        each.guardians.push(guardian("papa@post.example", { last: "Vos", home: 2 }))
    })
    expect(homes.householdsOf(sem)).toEqual([deVries, made])
    expect(homes.mailsOf(made)).toEqual(["papa@post.example"])
  })

  it("keeps a child of his own out of the home that a father left, though the file still puts him there", async () => {
    const stillThere = (told: ReturnType<typeof castArrives>) => {
      for (const each of told.slice(1, 4)) each.guardians.push(guardian("papa@post.example", { last: "Vos" }))
    }
    await homes.again(stillThere)
    const papa =
      db.client.query<{ id: number }, []>("SELECT id FROM guardians WHERE email = 'papa@post.example'").get()
        ?.id ?? 0
    await second(papa)
    const noud = homes.pupil("Noud", "Vos")
    await homes.again((told) => {
      stillThere(told)
      told.push(arrive(noud, [guardian("papa@post.example", { last: "Vos" })]))
    })
    expect(homes.householdsOf(noud)).not.toContain(deVries)
    expect(homes.openDoubts()).toHaveLength(1)
  })

  it("is for somebody new when no file knows them, and for some children only", async () => {
    const outcome = await addSecondHousehold(
      db,
      deWit,
      {
        household: deVries,
        pupils: [sem],
        guardian: { prefix: "", last: "Vos", email: "vos@post.example", phone: "" },
      },
      now(),
    )
    const made = outcome?.ok ? outcome.value.made : (0 as HouseholdId)
    expect(homes.mailsOf(made)).toEqual(["vos@post.example"])
    expect(homes.householdsOf(sem)).toEqual([deVries, made])
    expect(homes.householdsOf(lotte)).toEqual([deVries])
    expect(homes.stateOf(deVries)?.generation).toBe(1)
  })

  it("needs a child and a guardian", async () => {
    const nobody = { prefix: "", last: "", email: "", phone: "" }
    const wish = { household: deVries, pupils: [sem], guardian: nobody }
    expect(await addSecondHousehold(db, deWit, wish, now())).toEqual({
      ok: false,
      refusal: { kind: "guardian-unknown" },
    })
    expect(await addSecondHousehold(db, deWit, { ...wish, pupils: [defne] }, now())).toEqual({
      ok: false,
      refusal: { kind: "nobody-chosen" },
    })
    expect(await second(1)).toBeNull()
  })
})

describe("a guardian", () => {
  const write = (id: number, email: string, last = "Vries") =>
    editGuardian(
      db,
      deWit,
      { household: deVries, guardian: id as GuardianId, prefix: "de", last, email, phone: "" },
      now(),
    )

  it("keeps the address that staff wrote, and the old one does not come back", async () => {
    expect(await write(2, "beter@post.example")).toEqual({
      ok: true,
      value: { household: deVries, codesRenewed: true },
    })
    await homes.again()
    expect(homes.mailsOf(deVries)).toEqual(["beter@post.example"])
  })

  it("keeps code and session when only a name or phone is mended", async () => {
    await world.deVries()
    await write(2, "devries@post.example", "Vriesje")
    expect(homes.stateOf(deVries)).toEqual({ version: 2, generation: 1 })
    expect(homes.sessions()).toHaveLength(1)
  })

  it("needs an address that mail can go to", async () => {
    for (const email of ["geen", "a@b", "a b@c.nl", "a@b.nl, c@d.nl"])
      expect(await write(2, email)).toEqual({ ok: false, refusal: { kind: "email-invalid" } })
    expect(await write(99, "")).toBeNull()
  })

  it("moves between the homes of one child, stays there, and leaves no way in behind", async () => {
    const code = invite(bakker)
    await homes.place(castArrives())
    const move = (guardian: number, to: HouseholdId) =>
      moveGuardian(db, deWit, { household: bakker, guardian: guardian as GuardianId, to }, now())
    expect(await move(3, yilmaz)).toBeNull()
    expect(await move(3, bakker)).toEqual({ ok: false, refusal: { kind: "same-household" } })
    expect((await move(3, jansen))?.ok).toBe(true)
    expect(opens(code)).toBe(false)
    await homes.again()
    expect(homes.mailsOf(jansen)).toEqual(["bakker@post.example", "jansen@post.example"])
    expect(homes.mailsOf(bakker)).toEqual([])
  })
})
