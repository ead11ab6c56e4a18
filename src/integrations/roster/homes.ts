import type { Hide, RosterGuardian } from "../../domain/rosters/roster.ts"
import type { GuardianRead } from "./csv-rows.ts"
import { type Address, addressText, sameHome } from "./facts.ts"
import type { Remarks } from "./remarks.ts"

/**
 * Which of a pupil's homes each guardian belongs to. A second home needs another address, or the word of the file that this
 * guardian lives elsewhere; another surname is not enough. Who has a third address is left out: none of the two homes may see
 * their talks. `onlySecond`: the list has an address for the second guardian alone, so it is there because it differs.
 */
export function divideHomes(
  guardians: readonly GuardianRead[],
  pupilAddress: Address | null,
  onlySecond: boolean,
  remarks: Remarks,
): { home: 1 | 2; guardian: GuardianRead }[] {
  const first =
    pupilAddress ?? (onlySecond ? null : (guardians.find((each) => each.address)?.address ?? null))
  const someLivesWith = guardians.some((each) => each.livesWith === true)
  let second: Address | null = null
  return guardians.flatMap((guardian) => {
    const { address, livesWith } = guardian
    if (address === null) return [{ home: livesWith === false && someLivesWith ? 2 : 1, guardian }]
    if (first !== null && sameHome(first, address)) return [{ home: 1, guardian }]
    second ??= address
    if (sameHome(second, address)) return [{ home: 2, guardian }]
    remarks.tally("W08", 1, "third-home")
    return []
  })
}

/**
 * Adds the guardians of one more row. Who was there already, by e-mail or by a name without a different e-mail or phone, is not
 * added again; two guardians of one row are always two.
 */
export function addGuardians(known: GuardianRead[], more: readonly GuardianRead[]): void {
  const before = known.length
  for (const guardian of more) {
    const at = known.slice(0, before).findIndex((other) => samePerson(other, guardian))
    if (at < 0) known.push(guardian)
    else known[at] = fill(known[at]!, guardian)
  }
}

const samePerson = (one: GuardianRead, other: GuardianRead) => {
  const clash = (a: string | null, b: string | null) => a !== null && b !== null && a !== b
  if (one.last.toLowerCase() !== other.last.toLowerCase() && one.last !== "" && other.last !== "")
    return false
  if (one.email !== null && one.email.toLowerCase() === other.email?.toLowerCase()) return true
  if (one.last === "" || clash(one.email, other.email) || clash(one.phone, other.phone)) return false
  return !one.address || !other.address || sameHome(one.address, other.address)
}

const fill = (one: GuardianRead, other: GuardianRead): GuardianRead => ({
  prefix: one.last === "" ? other.prefix : one.prefix,
  last: one.last || other.last,
  email: one.email ?? other.email,
  phone: one.phone ?? other.phone,
  address: one.address ?? other.address,
  livesWith: one.livesWith ?? other.livesWith,
})

/** A guardian as the roster keeps them: of the address only a hash, and not even that when it is secret. */
export function keepGuardian(
  guardian: GuardianRead,
  home: 1 | 2,
  secret: boolean,
  hide: Hide,
): RosterGuardian {
  const { prefix, last, email, phone, address } = guardian
  const text = secret ? null : addressText(address)
  return { prefix, last, email, phone, home, addressHash: text === null ? null : hide("address", text) }
}
