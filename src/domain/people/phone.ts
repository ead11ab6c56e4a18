import { accept, type Result, refuse } from "../result.ts"

// Which numbers can get an SMS. The ranges are those of the national plans: Nummerplan telefoon- en ISDN-diensten (NL, 06-1 to 06-5
// and 06-8), BIPT (BE, 045 to 049), Bundesnetzagentur (DE, 015, 016 and 017). A test holds them against libphonenumber.

/** A mobile number as Twilio and every other network writes it: "+31612345678". */
export type Mobile = string & { readonly mobile: true }

/** Why no SMS can go there: it is no number, it hangs on a wall, or it is of a country we send nothing to. */
export type MobileRefusal = { kind: "phone-unreadable" | "phone-landline" | "phone-abroad" }

/** Countries we send to: what follows the country code when it is mobile, and when it is a number at all. */
const countries: { code: string; mobile: RegExp; any: RegExp }[] = [
  // 06-0 is given to nobody: invented people have it, and a network refuses it.
  { code: "31", mobile: /^6[0-58]\d{7}$/, any: /^[1-57-9]\d{8}$/ },
  { code: "32", mobile: /^4[5-9]\d{7}$/, any: /^[1-9]\d{7,8}$/ },
  { code: "49", mobile: /^1(5\d{9}|6[023]\d{7,8}|7\d{8,9})$/, any: /^[1-9]\d{5,12}$/ },
]

/** Is this a phone number of any kind? Signs between the digits are free. */
export const isPhone = (written: string) => /^\+?\d{8,15}$/.test(bare(written))

/**
 * A number as people and spreadsheets write it, when an SMS can go there. Without a country code it is Dutch; a spreadsheet's lost
 * zero ("612345678") is given back.
 */
export function readMobile(written: string): Result<Mobile, MobileRefusal> {
  if (!isPhone(written)) return refuse({ kind: "phone-unreadable" })
  const number = international(bare(written))
  const country = countries.find(({ code }) => number.startsWith(code))
  if (!country) return refuse({ kind: "phone-abroad" })
  const rest = number.slice(country.code.length).replace(/^0/, "")
  if (country.mobile.test(rest)) return accept(`+${country.code}${rest}` as Mobile)
  return refuse({ kind: country.any.test(rest) ? "phone-landline" : "phone-unreadable" })
}

const bare = (written: string) => written.replace(/^tel:/i, "").replace(/[\s().\-/\u2010-\u2015]/g, "")

/** The digits, from the country code on. */
function international(digits: string): string {
  if (digits.startsWith("+")) return digits.slice(1)
  if (digits.startsWith("00")) return digits.slice(2)
  if (digits.startsWith("0")) return `31${digits.slice(1)}`
  return /^6\d{8}$/.test(digits) ? `31${digits}` : digits
}
