/**
 * How guessing is met: a ladder that slows strangers down and never locks a family out. Pure decisions about counts; who counts
 * is in db. docs/sign-in.md says the same numbers to people, and a test compares.
 */
export const budgets = {
  /** Wrong tries with the same names, existing or not. */
  name: { free: 5, minutes: 15, perDay: 20 },
  /** Wrong tries from one internet address. One household that got in from there earns room for one more. */
  address: { free: 30, minutes: 10, perHour: 500 },
  /** Wrong tries in a whole school, against twice the households that got in. */
  school: { free: 60, perHousehold: 2, minutes: 10, guardMinutes: 30 },
  /** Wrong codes, per address and per school. The waits are in seconds; so many from one address wait at once. */
  code: { free: 30, minutes: 60, shortestWait: 1, longestWait: 4, atOnce: 40 },
  /** Wrong passwords of staff from one internet address: each costs us far more than it costs who sends it. */
  password: { perAddress: 100, minutes: 10 },
  /** Links by e-mail: per household, and per address. */
  link: { perHour: 3, perDay: 10, perAddressHour: 20, lastsMinutes: 10 },
  /** Proof of work: PBKDF2-SHA-256, tried until the outcome starts with so many zero bits. */
  proof: { iterations: 20_000, zeroBits: 4, lastsMinutes: 5 },
  /** Every answer to names and factor comes at this moment, in milliseconds. */
  floor: { milliseconds: 250 },
  /** How long a device that signed in stays known. */
  device: { days: 90 },
} as const

/** What was counted for one try with names: wrong tries, and households that got in from the same address. */
export type Tries = {
  ofName: number
  ofNameToday: number
  fromAddress: number
  fromAddressInHour: number
  letInFromAddress: number
  letInFromAddressInHour: number
  guarded: boolean
}

/** What a stranger must do now. "stopped" is for names and factor only; codes, links and known devices are never stopped. */
export type Step = "free" | "proof" | "code-or-link" | "stopped"

/** The step of the ladder that this try stands on, whether it is right or wrong. */
export function stepOf(tries: Tries): Step {
  const { name, address } = budgets
  if (tries.fromAddressInHour >= address.perHour + budgets.school.perHousehold * tries.letInFromAddressInHour)
    return "stopped"
  if (tries.ofNameToday >= name.perDay) return "code-or-link"
  if (tries.guarded || tries.ofName >= name.free) return "proof"
  return tries.fromAddress >= Math.max(address.free, tries.letInFromAddress) ? "proof" : "free"
}

/** Do so many wrong tries in a school, beside so many households that got in, look like an attack? */
export const mustGuard = (wrong: number, letIn: number) =>
  wrong > Math.max(budgets.school.free, budgets.school.perHousehold * letIn)

/** How long a code from a strange device waits before it is looked at, in seconds. Grows with what is over the budget. */
export function codeWait(wrong: number, letIn: number): number {
  const { free, shortestWait, longestWait } = budgets.code
  const over = wrong - Math.max(free, letIn)
  return over < 0 ? 0 : Math.min(longestWait, shortestWait + Math.floor(over / free))
}

/** May one more link leave for a household that was sent so many? */
export const mayMail = (inHour: number, today: number) =>
  inHour < budgets.link.perHour && today < budgets.link.perDay

/** May one more link be asked from this address? */
export const mayAsk = (asked: number, letIn: number) => asked < Math.max(budgets.link.perAddressHour, letIn)

/** Does this outcome show the work that was asked? */
export function showsWork(outcome: Uint8Array): boolean {
  let zeros = 0
  for (const byte of outcome) {
    zeros += byte === 0 ? 8 : Math.clz32(byte) - 24
    if (byte !== 0) break
  }
  return zeros >= budgets.proof.zeroBits
}

/** Which header of a proxy names the visitor: Fly's own, or the last of X-Forwarded-For. */
export type TrustedProxy = "fly" | "forwarded" | null

/** What counts as one internet address: an IPv4 address, or the /64 that a home or phone is given in IPv6 (RFC 6177). */
export function networkOf(address: string): string {
  // Some proxies add a port, which is another one every time.
  const plain = address
    .replace(/^\[([^\]]*)\].*$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "")
    .toLowerCase()
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped || !plain.includes(":")) return mapped ?? plain
  const [before = "", after] = plain.split("::")
  const head = before.split(":").filter(Boolean)
  const tail = (after ?? "").split(":").filter(Boolean)
  const gap = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  const groups = [...head, ...Array<string>(gap).fill("0"), ...tail].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`
}
