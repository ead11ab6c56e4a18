import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { findInvitation, hashCode, hashLink, invitationOf } from "../../../src/db/access/invitations.ts"
import { write } from "../../../src/db/open.ts"
import {
  ensureInvitations,
  invitedOf,
  lettersToMake,
  makeLetters,
  sendInvitations,
} from "../../../src/db/rounds/round-invitations.ts"
import { publishRound } from "../../../src/db/rounds/round-slots.ts"
import type { GroupId, HouseholdId, RoundId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, draftIn, rowsIn } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
let round: RoundId
beforeEach(async () => {
  world = await testWorld()
  round = await draftIn(world)
  await publishRound(world.school, deWit, round, today)
})
afterEach(() => world.close())

const send = (when = today) => sendInvitations(world.school, deWit, round, when)
const letters = async (wish: { which?: "all"; group?: number } = {}) => {
  const made = await makeLetters(
    world.school,
    deWit,
    { round, which: wish.which ?? "without-mail", group: (wish.group ?? null) as GroupId | null },
    today,
    false,
  )
  return made?.ok ? made.value.letters : []
}
const forget = (household: number) =>
  world.school.client.run("UPDATE guardians SET email = NULL WHERE household_id = ?", [household])
const ensure = () => write(world.school, (tx) => ensureInvitations(world.school, tx, round, today))

describe("inviting by mail", () => {
  it("reaches every household with an address once, however often the button is pressed", async () => {
    forget(cast.households.jansen)
    expect(await send()).toEqual({ ok: true, value: { mailed: 3 } })
    expect(await send()).toEqual({ ok: true, value: { mailed: 0 } })
    expect(rowsIn(world.school, "messages", `kind = 'invitation' AND round_id = ${round}`)).toBe(3)
    expect(invitedOf(world.school, round)).toEqual({
      households: 4,
      byMail: 3,
      mailed: 3,
      toMail: 0,
      byLetter: 1,
      printed: 0,
    })
  })

  it("sends nothing twice when two colleagues press at the same moment", async () => {
    const [one, other] = await Promise.all([send(), send()])
    const mailed = [one, other].map((outcome) => (outcome?.ok ? outcome.value.mailed : 0))
    expect(mailed.toSorted()).toEqual([0, 4])
    expect(rowsIn(world.school, "messages", "kind = 'invitation'")).toBe(4)
  })

  it("finds those who came later, and only them", async () => {
    await send()
    world.school.client.run("INSERT INTO households (origin) VALUES ('staff')")
    world.school.client.run("INSERT INTO household_pupils VALUES (5, 1)")
    world.school.client.run(
      "INSERT INTO guardians (household_id, last, email) VALUES (5, 'Nieuw', 'nieuw@post.example')",
    )
    expect(await send()).toEqual({ ok: true, value: { mailed: 1 } })
    const { code } = invitationOf(world.school.keys, 5 as HouseholdId, round, 1)
    expect(findInvitation(world.school, hashCode(world.school.keys, code), today)).toEqual({
      household: 5 as HouseholdId,
      round,
    })
  })

  it("leaves out a household that may not enter, and one whose children left", async () => {
    world.school.client.run("UPDATE households SET blocked = 1 WHERE id = 1")
    world.school.client.run("UPDATE pupils SET left_at = '2026-11-01T00:00:00Z' WHERE id = 5")
    expect(await send()).toEqual({ ok: true, value: { mailed: 1 } })
    expect(invitedOf(world.school, round).households).toBe(1)
  })

  it("waits for publishing, stops at the closing time, and knows no other round", async () => {
    const draft = await draftIn(world)
    expect(await sendInvitations(world.school, deWit, draft, today)).toMatchObject({
      refusal: { kind: "not-published" },
    })
    expect(await send(Temporal.Instant.from("2026-11-23T09:00:00Z"))).toMatchObject({
      refusal: { kind: "round-closed" },
    })
    expect(await sendInvitations(world.school, deWit, 99 as RoundId, today)).toBeNull()
    expect(rowsIn(world.school, "messages")).toBe(0)
  })
})

describe("a way in", () => {
  it("is made for who lacks one, and for a draft not at all", async () => {
    const draft = await draftIn(world)
    expect(await ensure()).toBe(0)
    world.school.client.run("DELETE FROM invitations WHERE household_id = 2")
    expect(await ensure()).toBe(1)
    expect(await write(world.school, (tx) => ensureInvitations(world.school, tx, draft, today))).toBe(0)
  })

  it("is a new one after the old was withdrawn, which then opens nothing, and must be told again", async () => {
    await send()
    const old = invitationOf(world.school.keys, 2 as HouseholdId, round, 1)
    world.school.client.run("UPDATE households SET code_generation = 2 WHERE id = 2")
    expect(await ensure()).toBe(1)
    const fresh = invitationOf(world.school.keys, 2 as HouseholdId, round, 2)
    const find = (hash: string) => findInvitation(world.school, hash, today)?.household ?? null
    expect(find(hashCode(world.school.keys, old.code))).toBeNull()
    expect(find(hashLink(world.school.keys, old.link))).toBeNull()
    expect(find(hashCode(world.school.keys, fresh.code))).toBe(2 as HouseholdId)
    expect(await send()).toEqual({ ok: true, value: { mailed: 1 } })
  })
})

describe("inviting by letter", () => {
  it("is for who cannot be reached by mail, with codes that open the door", async () => {
    forget(cast.households.deVries)
    const made = await letters()
    expect(made.map((each) => each.pupils.map((pupil) => pupil.first))).toEqual([["Sem", "Daan", "Lotte"]])
    for (const { code, link, household } of made) {
      expect(findInvitation(world.school, hashCode(world.school.keys, code), today)?.household).toBe(
        household,
      )
      expect(findInvitation(world.school, hashLink(world.school.keys, link), today)?.household).toBe(
        household,
      )
    }
    expect(invitedOf(world.school, round).printed).toBe(1)
    expect(await letters()).toEqual(made)
  })

  it("is for everybody when the school wants that, in the order of the groups", async () => {
    const made = await letters({ which: "all" })
    expect(made.map((each) => each.household)).toEqual([3, 4, 2, 1] as HouseholdId[])
  })

  it("goes home with the youngest child, once", async () => {
    expect((await letters({ which: "all", group: cast.groups.g4a })).map((each) => each.household)).toEqual([
      3, 4, 2, 1,
    ] as HouseholdId[])
    expect(await letters({ which: "all", group: cast.groups.g6b })).toEqual([])
    expect(lettersToMake(world.school, deWit, round, today, false)?.groups).toEqual([
      { id: cast.groups.g4a, name: "4A", withoutMail: 0, all: 4 },
    ])
  })

  it("is also for a household whose mail could not be delivered", async () => {
    await send()
    expect(await letters()).toEqual([])
    world.school.client.run("UPDATE messages SET state = 'failed' WHERE household_id = 3")
    expect((await letters()).map((each) => each.household)).toEqual([3 as HouseholdId])
  })

  it("is noted in the logbook with numbers only, and not made for a draft or a round that is over", async () => {
    await letters({ which: "all" })
    const line = world.school.client
      .query<{ about: string }, []>("SELECT about FROM logbook WHERE act = 'letters-made'")
      .get()
    expect(JSON.parse(line?.about ?? "{}")).toEqual({ round, letters: 4 })
    const draft = await draftIn(world)
    expect(
      await makeLetters(world.school, deWit, { round: draft, which: "all", group: null }, today, false),
    ).toBeNull()
    const after = Temporal.Instant.from("2026-11-27T09:00:00Z")
    expect(
      await makeLetters(world.school, deWit, { round, which: "all", group: null }, after, false),
    ).toMatchObject({
      ok: false,
    })
  })

  it("keeps no code in any table", async () => {
    const made = await letters({ which: "all" })
    const everything = world.school.client
      .query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map(({ name }) => JSON.stringify(world.school.client.query(`SELECT * FROM "${name}"`).all()))
      .join("")
    for (const { code, link } of made) {
      expect(everything).not.toContain(code)
      expect(everything).not.toContain(link)
    }
  })
})
