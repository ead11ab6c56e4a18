import type { BookingId } from "../ids.ts"
import type { PersonName } from "../people/people.ts"
import { accept, type Result, refuse } from "../result.ts"

/** Somebody who can be found and erased. */
export type PersonKind = "pupil" | "household" | "guardian"
export type Person = { kind: PersonKind; id: number }

/** What is kept of people, as a school would call it. */
export const recordKinds = [
  "pupils",
  "guardians",
  "households",
  "seats",
  "groups",
  "talks",
  "invitations",
  "messages",
  "ways-in",
  "questions",
  "copies",
  "rounds",
  "staff",
  "other",
] as const
export type RecordKind = (typeof recordKinds)[number]

/** How many of each; what is not there is left out. */
export type Counts = Partial<Record<RecordKind, number>>

/** All of them together. */
export const totalOf = (counts: Counts) => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** A talk that is still to come and goes with whom it is of. */
export type LostTalk = {
  booking: BookingId
  startsAt: Temporal.Instant
  child: string
  teacher: string
  round: string
  /** A household stays that will be told. */
  told: boolean
}

/**
 * What erasing somebody comes to. `alsoHouseholds`: homes that are left without children, `alsoPupils`: children that are left without
 * a home; they go along.
 */
export type ErasingPlan = {
  counts: Counts
  talks: LostTalk[]
  alsoHouseholds: number
  alsoPupils: number
  /** Files that wait, and undo copies, that go with it. */
  waitingFiles: number
  undoCopies: number
  /** Stands for these numbers: another talk or message makes another one. */
  fingerprint: string
}

export type ErasingRefusal = { kind: "changed-meanwhile" | "not-sure" }

/** Erasing cannot be taken back: only what was seen is erased, and only by somebody who said so. */
export function decideErasing(
  plan: Pick<ErasingPlan, "fingerprint">,
  wish: { seen: string; sure: boolean },
): Result<null, ErasingRefusal> {
  if (!wish.sure) return refuse({ kind: "not-sure" })
  return wish.seen === plan.fingerprint ? accept(null) : refuse({ kind: "changed-meanwhile" })
}

/** What a certificate says: numbers and moments, no person. */
export type Certificate = {
  number: string
  school: string
  city: string
  erased: Counts
  at: Temporal.Instant
  /** From this day on no backup holds it either. */
  cleanFrom: Temporal.PlainDate
  /** Of a whole school: how many objects were deleted from the backup, and when it was seen to be empty. */
  backup?: { objects: number; emptyAt: string }
}

/** As it is signed: a flat object that can be read in twenty years. */
export const writeCertificate = ({ at, cleanFrom, ...rest }: Certificate) =>
  JSON.stringify({ version: 1, ...rest, at: at.toString(), cleanFrom: cleanFrom.toString() })

/** What was signed; null when it is no certificate of ours. */
export function readCertificate(signed: string): Certificate | null {
  try {
    const { version, at, cleanFrom, ...rest } = JSON.parse(signed) as {
      version: number
      at: string
      cleanFrom: string
    } & Omit<Certificate, "at" | "cleanFrom">
    if (version !== 1) return null
    return { ...rest, at: Temporal.Instant.from(at), cleanFrom: Temporal.PlainDate.from(cleanFrom) }
  } catch {
    return null
  }
}

/** Somebody who was found; a household by its children. `hint`: what tells two of one name apart. */
export type FoundPerson = Person & { names: PersonName[]; hint: string; left: boolean }
