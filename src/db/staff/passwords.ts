import type { StaffId } from "../../domain/ids.ts"
import { evenEmail, longestPassword } from "../../domain/staff/staff.ts"
import type { Db } from "../open.ts"

/** OWASP's least for argon2id: 19 MiB and two passes, some 50 ms here. */
const strength = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const
/** Of a password that nobody knows: checked when there is no other, so that an unknown address costs the same. */
const nobodys =
  "$argon2id$v=19$m=19456,t=2,p=1$eK40xgCVkTK+Bj7R2lSukAA+OF46aBofGl53NI3FX3g$oWNltN7wEKtPsmgIpnVek53JU36cwYrbAa0aRu3XfzI"

/**
 * Work that runs at most so many at once while so many more may wait their turn, first come, first served. Gives null at once
 * when the queue is full.
 */
export function inTurn(atOnce: number, mayWait: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <Outcome>(work: () => Promise<Outcome>): Promise<Outcome | null> => {
    if (running >= atOnce) {
      if (waiting.length >= mayWait) return null
      // Whoever is done hands over its place, so that nobody who comes later slips in between.
      await new Promise<void>((go) => waiting.push(go))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/** Two passwords at once: a burst of log-ins takes 40 MB and waits, instead of taking the whole machine. */
const hashing = inTurn(2, 200)

const even = (password: string) => password.normalize("NFKC")

/** A password as it is kept; null when too many are waiting. */
export const hashPassword = (password: string): Promise<string | null> =>
  hashing(() => Bun.password.hash(even(password), strength))

/** Whose e-mail address and password these are; null when they are nobody's, "busy" when too many are waiting. */
export async function whosePassword(
  db: Db,
  written: string,
  password: string,
): Promise<StaffId | null | "busy"> {
  const found = db
    .sql<{ id: StaffId; hash: string }, [string]>(
      `SELECT id, password_hash AS hash FROM staff
        WHERE email = ? AND removed_at IS NULL AND password_hash IS NOT NULL AND totp_secret IS NOT NULL`,
    )
    .get(evenEmail(written) ?? "")
  const typed = [...password].length > longestPassword ? "" : even(password)
  const right = await hashing(() => Bun.password.verify(typed || " ", found?.hash ?? nobodys))
  if (right === null) return "busy"
  return right && found ? found.id : null
}
