import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { type HomeDecision, matchHouseholds, type Seat } from "../../src/domain/household.ts"
import { isCommonSurname, isPlaceholder } from "../../src/domain/household-evidence.ts"
import type { HouseholdId, PupilId } from "../../src/domain/ids.ts"
import { fold, foldSurname } from "../../src/domain/people.ts"

type Told = Partial<Omit<Seat, "pupil" | "adults">> & {
  mails?: string[]
  parents?: string[]
  phones?: string[]
}

/** Child number `pupil`: "Sem", "van der Berg", and what the school's file tells about home. */
function child(pupil: number, first: string, surname: string, told: Told = {}): Seat {
  const { mails = [], parents = [], phones = [], ...rest } = told
  return {
    pupil: pupil as PupilId,
    number: 1,
    first: fold(first),
    last: foldSurname(surname),
    prefix: "",
    postcode: null,
    address: null,
    family: null,
    secret: false,
    was: null,
    stays: null,
    adults: [
      ...mails.map((email) => ({ last: "", email, phone: null })),
      ...parents.map((last) => ({ last: foldSurname(last), email: null, phone: null })),
      ...phones.map((phone) => ({ last: "", email: null, phone })),
    ],
    ...rest,
  }
}

const decide = (pupil: number, other: number, verdict: "together" | "apart"): HomeDecision => ({
  pupil: pupil as PupilId,
  other: other as PupilId,
  verdict,
})

/** Homes as lists of pupils: [[1, 2], [3]]. */
const homes = (seats: Seat[], decisions: HomeDecision[] = []) =>
  matchHouseholds(seats, decisions).homes.map((home) => home.seats.map((seat) => Number(seat.pupil)))

/** Doubts as "kind" or "kind 1-2" with the lowest pupils of the homes. */
const doubts = (seats: Seat[], decisions: HomeDecision[] = []) => {
  const match = matchHouseholds(seats, decisions)
  const name = (at: number) => match.homes[at]?.seats[0]?.pupil
  return match.doubts.map(
    ({ kind, home, other }) => `${kind} ${name(home)}${other === null ? "" : `-${name(other)}`}`,
  )
}

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

describe("any school", () => {
  const few = (...values: string[]) => fc.constantFrom(null, null, ...values)
  const told = fc.record({
    first: fc.constantFrom("sem", "lotte", "daan"),
    last: fc.constantFrom("jong", "terpstra", "kaya", "nowak", "diallo"),
    prefix: fc.constantFrom("", "de", "van", "v."),
    postcode: few("p", "q"),
    address: few("p1", "p2", "q1"),
    family: few("f", "g"),
    secret: fc.constantFrom(false, false, false, true),
    mails: fc.subarray(["a@post.example", "b@post.example", "c@post.example"]),
    second: fc.option(fc.subarray(["a@post.example", "d@post.example"], { minLength: 1 })),
  })
  const seats = fc.array(told, { minLength: 1, maxLength: 10 }).map((all) =>
    all.flatMap(({ mails, second, ...rest }, at): Seat[] => {
      const one = child(at + 1, "", "", { ...rest, mails })
      const two = { ...child(at + 1, rest.first, rest.last, { mails: second ?? [] }), number: 2 }
      return second ? [one, two] : [one]
    }),
  )
  const decisions = fc
    .array(
      fc.tuple(
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom("together", "apart"),
      ),
      {
        maxLength: 6,
      },
    )
    .map((all) => {
      const pairs = new Map<string, HomeDecision>()
      for (const [a, b, verdict] of all)
        if (a !== b)
          pairs.set(
            `${Math.min(a, b)} ${Math.max(a, b)}`,
            decide(Math.min(a, b), Math.max(a, b), verdict as "apart"),
          )
      return [...pairs.values()]
    })
  const shape = (given: Seat[], decided: HomeDecision[]) =>
    matchHouseholds(given, decided).homes.map((home) =>
      home.seats.map((seat) => `${seat.pupil}.${seat.number}`).sort(),
    )
  const runs = { numRuns: 200 }

  it("has every seat in exactly one home, and never two seats of one child in it", () => {
    fc.assert(
      fc.property(seats, decisions, (given, decided) => {
        const found = shape(given, decided)
        expect(found.flat().sort()).toEqual(given.map((seat) => `${seat.pupil}.${seat.number}`).sort())
        for (const home of found)
          expect(new Set(home.map((seat) => seat.split(".")[0])).size).toBe(home.length)
      }),
      runs,
    )
  })

  it("never joins children that a person set apart", () => {
    fc.assert(
      fc.property(seats, decisions, (given, decided) => {
        for (const { pupils } of matchHouseholds(given, decided).homes)
          for (const { pupil, other, verdict } of decided)
            expect(verdict === "apart" && pupils.has(pupil) && pupils.has(other)).toBe(false)
      }),
      runs,
    )
  })

  it("always joins children that a person put together, unless that contradicts itself", () => {
    fc.assert(
      fc.property(seats, decisions, (given, decided) => {
        const there = new Set(given.map((seat) => seat.pupil))
        const word = decided.filter(({ pupil, other }) => there.has(pupil) && there.has(other))
        // Everybody whom "together" connects to this pupil.
        const family = (pupil: PupilId) => {
          const found = new Set([pupil])
          for (let before = 0; before < found.size; ) {
            before = found.size
            for (const each of word)
              if (each.verdict === "together" && (found.has(each.pupil) || found.has(each.other)))
                found.add(each.pupil).add(each.other)
          }
          return found
        }
        const found = matchHouseholds(given, decided).homes
        for (const { pupil, other, verdict } of word) {
          const all = family(pupil)
          const contradicts = word.some(
            (each) => each.verdict === "apart" && all.has(each.pupil) && all.has(each.other),
          )
          if (verdict === "apart" || contradicts) continue
          expect(found.some((home) => home.pupils.has(pupil) && home.pupils.has(other))).toBe(true)
        }
      }),
      runs,
    )
  })

  it("does not depend on the order of the file, and stays the same when it is read again", () => {
    fc.assert(
      fc.property(seats, decisions, fc.infiniteStream(fc.nat()), (given, decided, dice) => {
        const shuffled = [...given]
          .map((seat) => [dice.next().value, seat] as const)
          .sort(([a], [b]) => a - b)
        const first = matchHouseholds(given, decided)
        const other = matchHouseholds(
          shuffled.map(([, seat]) => seat),
          [...decided].reverse(),
        )
        expect(other).toEqual(first)
        const again = first.homes.flatMap((home, at) =>
          home.seats.map((seat) => ({ ...seat, was: (at + 1) as HouseholdId })),
        )
        expect(shape(again, decided)).toEqual(shape(given, decided))
      }),
      runs,
    )
  })

  it("changes no other home when somebody comes who shares nothing with anybody", () => {
    fc.assert(
      fc.property(seats, decisions, (given, decided) => {
        const stranger = child(99, "Olga", "Vreemd", {
          postcode: "z",
          address: "z1",
          family: "z",
          mails: ["z@post.example"],
        })
        const [before, after] = [
          matchHouseholds(given, decided),
          matchHouseholds([...given, stranger], decided),
        ]
        expect(after.homes.slice(0, -1)).toEqual(before.homes)
        expect(after.doubts).toEqual(before.doubts)
      }),
      runs,
    )
  })

  it("never puts more than eight children in one home, nor one with a protected address, without a person", () => {
    fc.assert(
      fc.property(seats, (given) => {
        for (const home of matchHouseholds(given, []).homes)
          expect(home.pupils.size === 1 || (home.pupils.size <= 8 && !home.secret)).toBe(true)
      }),
      runs,
    )
  })
})

it("matches twenty thousand pupils in well under a second of work", () => {
  const seats = Array.from({ length: 20_000 }, (_, at) =>
    child(at + 1, `kind${at}`, `naam${at % 5000}`, {
      postcode: `p${at % 9000}`,
      mails: [`ouder${at >> 1}@post.example`],
    }),
  )
  const before = process.cpuUsage().user
  expect(matchHouseholds(seats, []).homes).toHaveLength(10_000)
  expect(process.cpuUsage().user - before).toBeLessThan(1_500_000)
  const oneStreet = seats.map((seat) => ({ ...seat, postcode: "p", last: "jong", family: "0", adults: [] }))
  expect(matchHouseholds(oneStreet, []).homes).toHaveLength(20_000)
  expect(process.cpuUsage().user - before).toBeLessThan(3_000_000)
  expect(isCommonSurname("jong")).toBe(true)
}, 20_000)
