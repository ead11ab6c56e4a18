import { accept, type Result, refuse } from "../result.ts"
import { type ContactRefusal, readContact } from "./school.ts"

/** What a school says about itself. Name, city, phone and e-mail are shown to parents; the rest is for letters and for us. */
export type SchoolDetails = {
  name: string
  address: string
  postcode: string
  city: string
  contactPerson: string
  phone: string
  email: string
}
export type DetailsRefusal = { kind: "name-missing" | "city-missing" | "postcode-invalid" } | ContactRefusal

/** The fields, in the order in which they are asked. */
export const detailFields = [
  "name",
  "address",
  "postcode",
  "city",
  "contactPerson",
  "phone",
  "email",
] as const satisfies (keyof SchoolDetails)[]

/** A school's details as written: name and city are there, the postcode is one ("1234 AB", or four digits in Belgium). */
export function readDetails(written: SchoolDetails): Result<SchoolDetails, DetailsRefusal> {
  const even = (line: string) => line.trim().replace(/\s+/g, " ")
  const [name, city] = [even(written.name), even(written.city)]
  if (name === "") return refuse({ kind: "name-missing" })
  if (city === "") return refuse({ kind: "city-missing" })
  const postcode = evenPostcode(written.postcode)
  if (postcode === null) return refuse({ kind: "postcode-invalid" })
  const contact = readContact(written)
  if (!contact.ok) return contact
  const { address, contactPerson } = written
  return accept({
    name,
    address: even(address),
    postcode,
    city,
    contactPerson: even(contactPerson),
    ...contact.value,
  })
}

function evenPostcode(written: string): string | null {
  const plain = written.replace(/\s/g, "").toUpperCase()
  if (plain === "" || /^[1-9]\d{3}$/.test(plain)) return plain
  return /^[1-9]\d{3}[A-Z]{2}$/.test(plain) ? `${plain.slice(0, 4)} ${plain.slice(4)}` : null
}

/** How many days after its last talk the bookings and messages of a round may be kept. */
export const keepRound = { least: 14, usual: 90, most: 400 } as const

export type KeepingRefusal =
  | { kind: "days-missing" | "too-short" | "too-long" }
  /** So many rounds and talks are erased tonight: that is said first, and agreed to. */
  | { kind: "erases"; rounds: number; talks: number }

/** A number of days as written, within what is sensible and allowed. */
export function readKeeping(days: number | null): Result<number, KeepingRefusal> {
  if (days === null) return refuse({ kind: "days-missing" })
  if (days < keepRound.least) return refuse({ kind: "too-short" })
  return days > keepRound.most ? refuse({ kind: "too-long" }) : accept(days)
}
