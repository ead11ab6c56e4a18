import type { HouseholdId, PupilId } from "../ids.ts"
import { foldSurname, samePrefix } from "../people/people.ts"

// What speaks for and against one home. A wrong home shows one family the children of another; a home that was missed costs one
// more letter. So everything here leans towards "ask a person".

/** One adult, as far as homes are told apart by it: surname folded, e-mail and phone made even. */
export type Adult = { last: string; email: string | null; phone: string | null }

/** A pupil's place in one home; a pupil of separated parents has two. Hashes are only good for comparing. */
export type Seat = {
  pupil: PupilId
  /** 1 is where the school has the pupil registered. */
  number: number
  first: string
  last: string
  prefix: string
  postcode: string | null
  address: string | null
  family: string | null
  secret: boolean
  adults: readonly Adult[]
  /** The household of this seat until now. */
  was: HouseholdId | null
  /** This seat stays where it was: "open" lets others join it, "closed" is as a person left it. */
  stays: "open" | "closed" | null
}

/** Seats that share a home, and all that is known about it. */
export type Home = {
  seats: readonly Seat[]
  /** Somewhere joined on postcode and surname alone. */
  weak: boolean
  pupils: ReadonlySet<PupilId>
  emails: ReadonlySet<string>
  adults: ReadonlySet<string>
  addresses: ReadonlySet<string>
  prefixes: ReadonlySet<string>
  stays: ReadonlySet<HouseholdId>
  closed: boolean
  secret: boolean
}

export type PairDoubt = "maybe-same-home" | "protected-address" | "crowded-postcode"
export type Judged = "same" | "different" | PairDoubt

const nothing: ReadonlySet<never> = new Set()
/** A large school has tens of thousands of homes, of most of which little is known: that is one set for all of them. */
const setOf = <Value>(values: readonly Value[]): ReadonlySet<Value> =>
  values.length === 0 ? nothing : new Set(values)

const present = (values: readonly (string | null)[]) =>
  setOf(values.filter((value): value is string => value !== null && value !== ""))

/** A home of these seats. E-mail addresses that are no evidence must be left out of the seats before. */
export const homeOf = (seats: readonly Seat[], weak = false): Home => ({
  seats,
  weak,
  pupils: new Set(seats.map((seat) => seat.pupil)),
  emails: present(seats.flatMap((seat) => seat.adults.map((adult) => adult.email))),
  adults: present(seats.flatMap((seat) => seat.adults.map((adult) => adult.last))),
  addresses: present(seats.map((seat) => seat.address)),
  prefixes: new Set(seats.map((seat) => seat.prefix)),
  stays: setOf(seats.flatMap((seat) => (seat.stays !== null && seat.was !== null ? [seat.was] : []))),
  closed: seats.some((seat) => seat.stays === "closed"),
  secret: seats.some((seat) => seat.secret),
})

const disjoint = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size > 0 && other.size > 0 && one.isDisjointFrom(other)

/** Do their guardians speak against one home? By e-mail when both have one, by surname otherwise. */
export const contradict = (one: Home, other: Home) =>
  one.emails.size > 0 && other.emails.size > 0
    ? disjoint(one.emails, other.emails)
    : disjoint(one.adults, other.adults)

/** Does one of them list every e-mail address of all? Then it vouches that these adults share a home. */
export function vouched(homes: readonly Home[]): boolean {
  const all = new Set(homes.flatMap((home) => [...home.emails]))
  return homes.some((home) => home.emails.size === all.size)
}

/** What no evidence but a person's word overrules; null when nothing stands in the way. */
export function hindrance(one: Home, other: Home): PairDoubt | null {
  if (one.secret || other.secret) return "protected-address"
  if (one.closed || other.closed || one.stays.union(other.stays).size > 1) return "maybe-same-home"
  return null
}

/** Same postcode and surname: one home, unless anything speaks against it. Other house numbers are other homes. */
export function judgePostcode(one: Home, other: Home): Judged {
  if (disjoint(one.addresses, other.addresses)) return "different"
  const prefixesAgree = [...one.prefixes].every((a) => [...other.prefixes].every((b) => samePrefix(a, b)))
  return prefixesAgree && !contradict(one, other) ? "same" : "maybe-same-home"
}

/** Postcodes where many families live together: a flat, a caravan site, a reception centre. */
export function crowdedPostcodes(seats: readonly Seat[]): Set<string> {
  const there = new Map<string, { pupils: Set<PupilId>; surnames: Set<string> }>()
  for (const { postcode, pupil, last } of seats) {
    if (postcode === null) continue
    const found = there.get(postcode) ?? { pupils: new Set(), surnames: new Set() }
    there.set(postcode, found)
    found.pupils.add(pupil)
    found.surnames.add(last)
  }
  const crowded = [...there].filter(([, { pupils, surnames }]) => surnames.size > 3 && pupils.size > 6)
  return new Set(crowded.map(([postcode]) => postcode))
}

/** How many pupils may share an e-mail address or phone before it says nothing about a home. */
const mostSharing = 6

/** Without the e-mail addresses and phones that so many pupils share that they are a school's, a centre's or a placeholder. */
export function withoutCommonGround(seats: readonly Seat[]): Seat[] {
  const used = new Map<string, Set<PupilId>>()
  for (const { adults, pupil } of seats)
    for (const text of adults.flatMap(({ email, phone }) => [email, phone]))
      if (text !== null) used.set(text, (used.get(text) ?? new Set()).add(pupil))
  const kept = (text: string | null) =>
    text !== null && (used.get(text)?.size ?? 0) <= mostSharing && !isPlaceholder(text) ? text : null
  return seats.map((seat) => ({
    ...seat,
    adults: seat.adults.map(({ last, email, phone }) => ({ last, email: kept(email), phone: kept(phone) })),
  }))
}

/** "geen@geen.nl", "nvt@school.nl", "info@…": typed because a field had to be filled in, or nobody's own. */
export const isPlaceholder = (email: string) =>
  /^(geen|nvt|n\.v\.t\.?|onbekend|niet|niks|unknown|none|no|no-?reply|test|x{2,}|-+|info|administratie|kantoor|directie|school|mail|e-?mail)@/.test(
    email,
  ) ||
  /@(geen|nvt|onbekend|test|none)\.[a-z]+$/.test(email) ||
  /^([a-z])\1*@\1+\.[a-z]+$/.test(email)

/** Surnames so frequent that two families of that name in one street surprise nobody. */
const commonSurnames = new Set(
  `de Jong, Jansen, Janssen, de Vries, van den Berg, van der Berg, van Dijk, Bakker, Visser, Smit, Smits, Meijer, de Boer, Mulder,
   de Groot, Bos, Vos, Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, de Graaf, van der Meer, van der Linden,
   Kok, Jacobs, de Haan, Vermeulen, van den Heuvel, van der Veen, van den Broek, de Bruijn, de Bruin, van der Heijden, Schouten,
   van Beek, Willems, van Vliet, van de Ven, Hoekstra, Maas, Verhoeven, Koster, van Dam, van der Wal, Prins, Blom, Huisman, Kuipers,
   Yilmaz, Kaya, Demir, Şahin, Çelik, Öztürk, El Amrani, Ben Ali, Mohamed, Mohammed, Ahmed, Ali, Hassan, Nguyen, Chen, Singh, Khan`
    .split(/,\s*/)
    .map(foldSurname),
)

/** Is this folded surname among the most frequent ones? */
export const isCommonSurname = (folded: string) => commonSurnames.has(folded)
