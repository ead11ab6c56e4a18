import { evenHouse, evenPostcode, homeText } from "../../domain/households/address.ts"
import { clean, saysNothing } from "./text.ts"

/** The postcode of a cell, made even; null when there is none. */
export const readPostcode = (written: string): string | null => evenPostcode(clean(written))

/** Where someone lives, as far as a file says. `number` in digits, `suffix` folded: "12 A" and "12a" are one. */
export type Address = { postcode: string | null; number: string; suffix: string; street: string }

const small = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "")
const evenStreet = (street: string) =>
  small(street.normalize("NFKD").replace(/\p{M}/gu, "").replace(/str\./gi, "straat"))

/** Reads an address from its cells; a street cell may hold house number and postcode too. Null when nothing is said. */
export function readAddress(cells: {
  street?: string
  number?: string
  suffix?: string
  postcode?: string
}): Address | null {
  let street = clean(cells.street ?? "")
  let number = clean(cells.number ?? "")
  let postcode = readPostcode(cells.postcode ?? "")
  const inside = /(?:^|[\s,])([1-9]\d{3})\s?([A-Za-z]{2})(?=$|[\s,])/.exec(street)
  if (inside && postcode === null) {
    postcode = readPostcode(inside[1]! + inside[2]!)
    street = street.slice(0, inside.index)
  }
  street = street
    .split(",")[0]!
    .trim()
    .replace(/\s*([-/])\s*/g, "$1")
  const atEnd = /^(.*\S)\s+(\d{1,5}(?:\s?[a-z][a-z0-9]{0,3}|[/-][a-z0-9]{1,4})?)$/i.exec(street)
  if (number === "" && atEnd) {
    street = atEnd[1]!.trim()
    number = atEnd[2]!
  }
  const address = {
    postcode,
    ...evenHouse(number, clean(cells.suffix ?? "")),
    street: evenStreet(street),
  }
  return postcode || address.number || address.street ? address : null
}

/** What is hashed as an address: "1234AB|12|a"; null when postcode or house number is missing. */
export const addressText = (address: Address | null) =>
  address?.postcode && address.number ? homeText(address.postcode, address) : null

/** May these be one home? Yes unless something that both say differs. */
export function sameHome(one: Address, other: Address): boolean {
  const differs = (a: string | null, b: string | null) => Boolean(a && b && a !== b)
  if (differs(one.postcode, other.postcode) || differs(one.number, other.number)) return false
  if (one.number && other.number && one.suffix !== other.suffix) return false
  return Boolean(one.postcode && other.postcode) || !differs(one.street, other.street)
}

const nobody = /^(geen|geene?mail|no-?e?mail|nvt|onbekend|test|x+|noreply|no-?reply)@|^([^@]+)@\2\./i
const address = /^[a-z0-9!#$%&'*+=?^_`{}~.-]{1,64}@([\p{L}\p{N}-]+\.)+\p{L}{2,}$/iu

/** Every e-mail address in a cell, however it is wrapped; `wrong` when something in it looks like one and is not. */
export function readEmails(cell: string): { emails: string[]; wrong: boolean } {
  const text = cell.replace(/mailto:/gi, " ")
  const emails: string[] = []
  let wrong = false
  const found = text.match(/[^\s<>;,|/"()[\]]*@[^\s<>;,|/"()[\]]*/g) ?? []
  if (found.length === 0)
    return { emails, wrong: !saysNothing(clean(text)) && !/^(nee|ja)$/i.test(clean(text)) }
  for (const each of found) {
    const [local = "", domain = ""] = each.replace(/^[.']+|[.']+$/g, "").split("@")
    const email = `${local}@${domain.toLowerCase()}`
    if (nobody.test(email)) continue
    const fine = address.test(email) && email.length <= 254 && !/\.\.|\.@|@-|@.*(\.-|-\.)/.test(email)
    if (fine && each.split("@").length === 2) emails.push(email)
    else wrong = true
  }
  return { emails: [...new Set(emails)], wrong }
}

/** A phone number as "+31612345678". `damaged`: a nought at the start was lost, as Excel does. Null when it is not one. */
export function readPhone(cell: string): { phone: string | null; damaged: boolean } {
  for (const part of clean(cell).split(/[/;,|]| of | en /)) {
    const signs = part.replace(/\(0\)/g, "").replace(/[^\d+]/g, "")
    const damaged = /^[1-9]\d{8}$/.test(signs)
    const phone = damaged
      ? `+31${signs}`
      : signs
          .replace(/^00/, "+")
          .replace(/^0/, "+31")
          .replace(/^31(?=\d{9}$)/, "+31")
    const dutch = phone.startsWith("+31")
    if (dutch ? /^\+31[1-9]\d{8}$/.test(phone) : /^\+[1-9]\d{7,14}$/.test(phone)) return { phone, damaged }
  }
  return { phone: null, damaged: false }
}

/** Yes, no, or not said. */
export function readFlag(cell: string): boolean | null {
  const text = clean(cell).toLowerCase()
  if (/^(ja|j|yes|y|true|t|waar|1|x)$/.test(text)) return true
  return /^(nee|neen|n|no|false|f|onwaar|0)$/.test(text) ? false : null
}
