import { describe, expect, it } from "bun:test"
import { matchHouseholds, type Seat } from "../../../src/domain/households/household.ts"
import { isPlaceholder } from "../../../src/domain/households/household-evidence.ts"
import type { HouseholdId } from "../../../src/domain/ids.ts"
import { child, decide, doubts, homes, type Told } from "../../support/seats.ts"

describe("children with one postcode and one surname", () => {
  it("share a home, however the prefix was typed", () => {
    const family = [
      child(1, "Sem", "van der Berghuis", { postcode: "p", prefix: "van der" }),
      child(2, "Lotte", "Berghuis", { postcode: "p", prefix: "v.d." }),
      child(3, "Daan", "BERGHUIS", { postcode: "p" }),
    ]
    expect(homes(family)).toEqual([[1, 2, 3]])
    expect(doubts(family)).toEqual([])
  })

  it("do not when their house numbers differ, without a question", () => {
    const cousins = [
      child(1, "Sem", "Terpstra", { postcode: "p", address: "p1" }),
      child(2, "Lotte", "Terpstra", { postcode: "p", address: "p2" }),
    ]
    expect(homes(cousins)).toEqual([[1], [2]])
    expect(doubts(cousins)).toEqual([])
  })

  it("are all asked about when a third has no house number", () => {
    const three = [
      child(1, "Sem", "Terpstra", { postcode: "p", address: "p1" }),
      child(2, "Lotte", "Terpstra", { postcode: "p", address: "p2" }),
      child(3, "Daan", "Terpstra", { postcode: "p" }),
    ]
    expect(homes(three)).toEqual([[1], [2], [3]])
    expect(doubts(three)).toEqual(["maybe-same-home 1-3", "maybe-same-home 2-3"])
  })

  it("are asked about when their e-mail addresses contradict each other", () => {
    const two = [
      child(1, "Sem", "de Jong", { postcode: "p", mails: ["a@post.example"] }),
      child(2, "Lotte", "de Jong", { postcode: "p", mails: ["b@post.example"] }),
    ]
    expect(homes(two)).toEqual([[1], [2]])
    expect(doubts(two)).toEqual(["maybe-same-home 1-2"])
  })

  it("are asked about when a third child cannot belong to both", () => {
    const three = [
      child(1, "Sem", "Terpstra", { postcode: "p", mails: ["a@post.example"] }),
      child(2, "Lotte", "Terpstra", { postcode: "p" }),
      child(3, "Daan", "Terpstra", { postcode: "p", mails: ["b@post.example"] }),
    ]
    expect(homes(three)).toEqual([[1], [2], [3]])
    expect(doubts(three)).toEqual(["maybe-same-home 1-2", "maybe-same-home 1-3", "maybe-same-home 2-3"])
  })

  it("are asked about when their guardians have other names, or their prefixes differ", () => {
    const guardians = [
      child(1, "Sem", "Terpstra", { postcode: "p", parents: ["Bakker"] }),
      child(2, "Lotte", "Terpstra", { postcode: "p", parents: ["Jansen"] }),
    ]
    expect(homes(guardians)).toEqual([[1], [2]])
    expect(doubts(guardians)).toEqual(["maybe-same-home 1-2"])
    const prefixes = [
      child(1, "Sem", "Velde", { postcode: "p", prefix: "van de" }),
      child(2, "Lotte", "Velde", { postcode: "p", prefix: "te" }),
      child(3, "Daan", "Velde", { postcode: "p" }),
    ]
    expect(homes(prefixes)).toEqual([[1], [2], [3]])
    expect(doubts(prefixes)).toHaveLength(3)
  })

  it("share a home with a doubt when the surname is very common", () => {
    const two = [
      child(1, "Sem", "de Jong", { postcode: "p" }),
      child(2, "Lotte", "de Jong", { postcode: "p" }),
    ]
    expect(homes(two)).toEqual([[1, 2]])
    expect(doubts(two)).toEqual(["common-surname 1"])
  })

  it("share a home with a doubt when two have one first name, or there are more than five", () => {
    const names = ["Sem", "Sem", "Lotte", "Daan", "Mila", "Noor", "Finn", "Tess", "Bram"]
    const terpstra = (many: number) =>
      names.slice(0, many).map((first, at) => child(at + 1, first, "Terpstra", { postcode: "p" }))
    expect(doubts(terpstra(2))).toEqual(["same-first-name 1"])
    expect(doubts(terpstra(6))).toEqual(["many-pupils 1", "same-first-name 1"])
    expect(homes(terpstra(8))).toHaveLength(1)
    // Nine are never put in one home without a person; eight questions would join them.
    expect(homes(terpstra(9))).toHaveLength(9)
    expect(doubts(terpstra(9))).toHaveLength(8)
  })
})

describe("stronger evidence", () => {
  it("joins half siblings with one family code or one e-mail address", () => {
    const byCode = [child(1, "Sem", "Bakker", { family: "f" }), child(2, "Lotte", "Jansen", { family: "f" })]
    expect(homes(byCode)).toEqual([[1, 2]])
    const byMail = [
      child(1, "Sem", "Bakker", { mails: ["mama@post.example"] }),
      child(2, "Lotte", "Jansen", { mails: ["mama@post.example"] }),
    ]
    expect(homes(byMail)).toEqual([[1, 2]])
    expect(doubts(byMail)).toEqual([])
  })

  it("does not join half siblings whose other parents differ", () => {
    const two = [
      child(1, "Sem", "Bakker", { mails: ["mama@post.example", "bakker@post.example"] }),
      child(2, "Lotte", "Jansen", { mails: ["mama@post.example", "jansen@post.example"] }),
    ]
    expect(homes(two)).toEqual([[1], [2]])
    expect(doubts(two)).toEqual(["maybe-same-home 1-2"])
  })

  it("joins children when one of them names both parents", () => {
    const three = [
      child(1, "Sem", "Bakker", { mails: ["mama@post.example", "papa@post.example"] }),
      child(2, "Lotte", "Bakker", { mails: ["mama@post.example"] }),
      child(3, "Daan", "Bakker", { mails: ["papa@post.example"] }),
    ]
    expect(homes(three)).toEqual([[1, 2, 3]])
    expect(doubts(three)).toEqual([])
  })

  it("asks to look at a family code whose e-mail addresses contradict each other", () => {
    const two = [
      child(1, "Sem", "Bakker", { family: "f", mails: ["a@post.example"] }),
      child(2, "Lotte", "Bakker", { family: "f", mails: ["b@post.example"] }),
    ]
    expect(homes(two)).toEqual([[1, 2]])
    expect(doubts(two)).toEqual(["contradicting-guardians 1"])
  })

  it("asks to look at half siblings when one lists a parent more", () => {
    const two = [
      child(1, "Sem", "Bakker", { mails: ["mama@post.example"] }),
      child(2, "Lotte", "Jansen", { mails: ["mama@post.example", "jansen@post.example"] }),
    ]
    expect(homes(two)).toEqual([[1, 2]])
    expect(doubts(two)).toEqual(["contradicting-guardians 1"])
  })

  it("finds nothing in an address that seven pupils share, or that nobody has", () => {
    const seven = Array.from({ length: 7 }, (_, at) =>
      child(at + 1, "Sem", `Naam${at}`, { mails: ["opvang@post.example"] }),
    )
    expect(homes(seven)).toHaveLength(7)
    const none = [
      "geen@mail.nl",
      "nvt@nvt.nl",
      "onbekend@school.nl",
      "info@school.nl",
      "noreply@x.nl",
      "x@x.nl",
    ]
    for (const mail of none) expect(`${mail} ${isPlaceholder(mail)}`).toBe(`${mail} true`)
    expect(isPlaceholder("geena@post.example")).toBe(false)
  })

  it("joins one house number and one surname, and asks about one house number or phone and two surnames", () => {
    const same = [
      child(1, "Sem", "de Jong", { address: "a" }),
      child(2, "Lotte", "de Jong", { address: "a" }),
    ]
    expect(homes(same)).toEqual([[1, 2]])
    expect(doubts(same)).toEqual([])
    const mixed = [child(1, "Sem", "de Jong", { address: "a" }), child(2, "Lotte", "Kaya", { address: "a" })]
    expect(homes(mixed)).toEqual([[1], [2]])
    expect(doubts(mixed)).toEqual(["maybe-same-home 1-2"])
    const phone = [
      child(1, "Sem", "de Jong", { phones: ["612345678"] }),
      child(2, "Lotte", "Kaya", { phones: ["612345678"] }),
    ]
    expect(doubts(phone)).toEqual(["maybe-same-home 1-2"])
  })
})

describe("a protected address", () => {
  it("is never joined without a person, whatever the evidence", () => {
    const evidence: Told = { family: "f", mails: ["a@post.example"], address: "a", postcode: "p" }
    const two = [
      child(1, "Sem", "Bakker", { ...evidence, secret: true }),
      child(2, "Lotte", "Bakker", evidence),
    ]
    expect(homes(two)).toEqual([[1], [2]])
    expect(doubts(two)).toEqual(["protected-address 1-2"])
    expect(homes(two, [decide(1, 2, "together")])).toEqual([[1, 2]])
    expect(doubts(two, [decide(1, 2, "together")])).toEqual([])
  })
})

describe("a postcode where many families live", () => {
  const surnames = ["Terpstra", "Kaya", "Nowak", "Diallo"]
  const flat = Array.from({ length: 8 }, (_, at) =>
    child(at + 1, `Kind${at}`, surnames[at % 4] as string, { postcode: "p", address: "centrum" }),
  )

  it("joins nobody, and asks about those with one surname only", () => {
    expect(homes(flat)).toHaveLength(8)
    expect(doubts(flat)).toEqual([1, 2, 3, 4].map((at) => `crowded-postcode ${at}-${at + 4}`))
  })

  it("still believes the school's own family code", () => {
    const coded = flat.map((seat, at) => ({ ...seat, family: surnames[at % 4] as string }))
    expect(homes(coded)).toEqual([1, 2, 3, 4].map((at) => [at, at + 4]))
  })
})

describe("separated parents", () => {
  const second = (seat: Seat, told: Told): Seat => ({
    ...child(Number(seat.pupil), seat.first, seat.last, told),
    number: 2,
  })
  const sem = child(1, "Sem", "Bakker", { postcode: "p", mails: ["mama@post.example"] })
  const lotte = child(2, "Lotte", "Bakker", { postcode: "p", mails: ["mama@post.example"] })
  const papa: Told = { address: "q7", mails: ["papa@post.example"] }

  it("have a home each, and their children share both", () => {
    const seats = [sem, second(sem, papa), lotte, second(lotte, papa)]
    expect(homes(seats)).toEqual([
      [1, 2],
      [1, 2],
    ])
    expect(doubts(seats)).toEqual([])
  })

  it("keep their two homes when both wrote one address", () => {
    const seats = [sem, second(sem, { mails: ["mama@post.example"] })]
    expect(homes(seats)).toEqual([[1], [1]])
    expect(doubts(seats)).toEqual([])
  })

  it("find each other when each child is registered with the other parent", () => {
    const atPapa = child(2, "Lotte", "Bakker", { postcode: "q", mails: ["papa@post.example"] })
    const seats = [sem, second(sem, papa), atPapa, second(atPapa, { mails: ["mama@post.example"] })]
    const match = matchHouseholds(seats, []).homes.map((home) =>
      home.seats.map((seat) => `${seat.pupil}.${seat.number}`),
    )
    expect(match).toEqual([
      ["1.1", "2.2"],
      ["1.2", "2.1"],
    ])
  })

  it("do not share papa's home with a child of his that is not theirs, when the new partner writes too", () => {
    const baby = child(3, "Mila", "Bakker", { mails: ["papa@post.example", "partner@post.example"] })
    const seats = [
      child(1, "Sem", "Bakker", { mails: ["mama@post.example"] }),
      second(sem, { mails: ["papa@post.example", "oma@post.example"] }),
      baby,
    ]
    expect(homes(seats)).toEqual([[1], [1], [3]])
    expect(doubts(seats)).toEqual(["maybe-same-home 1-3"])
  })
})

describe("what must stay", () => {
  const in7 = { was: 7 as HouseholdId }
  it("stays in its household when its talks are booked, and others may join it", () => {
    const seats = [
      child(1, "Sem", "Bakker", { ...in7, stays: "open", mails: ["a@post.example"] }),
      child(2, "Lotte", "Kaya", { ...in7, stays: "open", mails: ["b@post.example"] }),
      child(3, "Daan", "Bakker", { mails: ["a@post.example", "b@post.example"] }),
    ]
    expect(homes(seats)).toEqual([[1, 2, 3]])
  })

  it("is never joined to another household that must stay, nor to one that a person closed", () => {
    const open = child(1, "Sem", "Bakker", { ...in7, stays: "open", family: "f" })
    const other = child(2, "Lotte", "Bakker", { was: 8 as HouseholdId, stays: "open", family: "f" })
    const closed = child(3, "Daan", "Bakker", { was: 9 as HouseholdId, stays: "closed", family: "f" })
    expect(homes([open, other])).toEqual([[1], [2]])
    expect(homes([open, closed])).toEqual([[1], [3]])
    expect(doubts([open, closed])).toEqual(["maybe-same-home 1-3"])
    expect(homes([open, closed], [decide(1, 3, "together")])).toEqual([[1], [3]])
  })

  it("is not joined to another household by way of a third child either", () => {
    const open = child(1, "Sem", "Bakker", { ...in7, stays: "open", family: "f" })
    const other = child(2, "Lotte", "Bakker", { was: 8 as HouseholdId, stays: "open", family: "f" })
    expect(homes([open, other, child(3, "Daan", "Bakker", { family: "f" })])).toEqual([[1], [2], [3]])
  })

  it("is asked about when the file tears a household apart", () => {
    const seats = [
      child(1, "Sem", "Bakker", { ...in7, postcode: "p" }),
      child(2, "Lotte", "Bakker", { ...in7, postcode: "q" }),
    ]
    expect(homes(seats)).toEqual([[1], [2]])
    expect(doubts(seats)).toEqual(["maybe-same-home 1-2"])
    expect(doubts(seats, [decide(1, 2, "apart")])).toEqual([])
  })
})

describe("what a person decided", () => {
  it("settles the doubts about a home that was found right", () => {
    const two = [
      child(1, "Sem", "de Jong", { postcode: "p" }),
      child(2, "Lotte", "de Jong", { postcode: "p" }),
    ]
    expect(doubts(two, [decide(1, 2, "together")])).toEqual([])
    const three = [...two, child(3, "Daan", "de Jong", { postcode: "p" })]
    expect(doubts(three, [decide(1, 2, "together")])).toEqual(["common-surname 1"])
  })

  it("keeps two families apart, and a newcomer out of both until a person says where it belongs", () => {
    const four = ["Sem", "Lotte", "Daan", "Mila"].map((first, at) =>
      child(at + 1, first, "de Jong", { postcode: "p" }),
    )
    const split = [
      decide(1, 2, "together"),
      decide(3, 4, "together"),
      ...[1, 2].flatMap((a) => [3, 4].map((b) => decide(a, b, "apart"))),
    ]
    expect(homes(four, split)).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(doubts(four, split)).toEqual([])
    const newcomer = [...four, child(5, "Noor", "de Jong", { postcode: "p" })]
    expect(homes(newcomer, split)).toEqual([[1, 2], [3, 4], [5]])
    expect(doubts(newcomer, split)).toEqual(["maybe-same-home 1-5", "maybe-same-home 3-5"])
  })

  it("beats the school's family code", () => {
    const two = [child(1, "Sem", "Bakker", { family: "f" }), child(2, "Lotte", "Bakker", { family: "f" })]
    expect(homes(two, [decide(1, 2, "apart")])).toEqual([[1], [2]])
  })
})
