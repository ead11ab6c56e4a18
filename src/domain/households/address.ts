// How an address is made even before it is hashed: files and people write it differently, and one home must have one hash.

/** A Dutch postcode as "1234AB", a Belgian one as "1234", another as written without blanks; null when there is none. */
export function evenPostcode(written: string): string | null {
  const signs = written.toUpperCase().replace(/[\s.-]/g, "")
  // An O typed for a nought, seen in lists that were typed by hand.
  const dutch = /^([1-9O][0-9O]{3})([A-Z]{2})$/.exec(signs)
  const digits = dutch?.[1]?.replace(/O/g, "0")
  if (dutch && digits && !digits.startsWith("0")) return `${digits}${dutch[2]}`
  if (/^[1-9]\d{3}$/.test(signs)) return signs
  return /^(?=.*[1-9])[A-Z0-9]{3,10}$/.test(signs) ? signs : null
}

/** A house number and what stands behind it: "12 A" and "12-a" are one. Both empty when there is none. */
export function evenHouse(written: string, suffix = ""): { number: string; suffix: string } {
  const house = /^\D*(\d{1,5})(.*)$/.exec(written)
  const small = ((house?.[2] ?? "") + suffix).toLowerCase().replace(/[^a-z0-9]/g, "")
  return { number: house ? String(Number(house[1])) : "", suffix: small }
}

/** What is hashed as an address: "1234AB|12|a". */
export const homeText = (postcode: string, { number, suffix }: { number: string; suffix: string }) =>
  `${postcode}|${number}|${suffix}`
