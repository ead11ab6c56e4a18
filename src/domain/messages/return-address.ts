import type { MessageId, SchoolId } from "../ids.ts"

// Where a mail returns to when it cannot be delivered: an address for each mail ("bounces+…@tienminuten.example"), which says of which
// message of which school it was, proves that we wrote it, and remembers by a mark to which address it went. Mail servers write local
// parts in small letters and cut them at 64 signs (RFC 5321): 48 letters and digits fit behind a name of fifteen.

/** What an address to return to holds. `proof` and `mark` are bytes of a keyed hash, as hexadecimal. */
export type ReturnAddress = { school: SchoolId; message: MessageId; proof: string; mark: string }

/** How many bytes of it prove that it is ours, and how many tell one address of a reader from another. */
export const returnBytes = { proof: 8, mark: 2 }

/** The longest name before the plus. */
export const longestName = 15

/** "bounces@…" becomes "bounces+<48 signs>@…". */
export function writeReturn(box: string, { school, message, proof, mark }: ReturnAddress): string {
  const [name, host] = box.split("@")
  const hex = school.replaceAll("-", "") + message.toString(16).padStart(8, "0") + proof + mark
  return `${name}+${BigInt(`0x${hex}`).toString(32).padStart(48, "0")}@${host}`
}

/** The first address to return to that stands in a text; null when there is none. Who asks checks the proof. */
export function readReturn(text: string): ReturnAddress | null {
  const written = /\+([0-9a-v]{48})@/i.exec(text)?.[1]
  if (!written) return null
  const number = [...written.toLowerCase()].reduce(
    (sum, sign) => sum * 32n + BigInt(Number.parseInt(sign, 32)),
    0n,
  )
  const hex = number.toString(16).padStart(60, "0")
  const [school, message] = [hex.slice(0, 32), hex.slice(32, 40)]
  return {
    school: school.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") as SchoolId,
    message: Number.parseInt(message, 16) as MessageId,
    proof: hex.slice(40, 56),
    mark: hex.slice(56),
  }
}
