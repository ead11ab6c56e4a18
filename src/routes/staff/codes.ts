import { Secret, TOTP } from "otpauth"

// Codes of six digits that change every half minute (RFC 6238), as every authenticator app makes them.

/** A new secret of 160 bits, in base 32 as apps show it. */
export const newSecret = () => new Secret({ size: 20 }).base32

/** What the QR code says to an app. */
export const secretAddress = (secret: string, school: string, email: string) =>
  new TOTP({ issuer: `Tienminuten ${school.replaceAll(":", " ")}`, label: email, secret }).toString()

/** The time step of which this is the code, at most one before or after now; null when it is not. */
export function stepOf(secret: string, written: string, now: Temporal.Instant): number | null {
  const token = written.replace(/\D/g, "")
  if (token.length !== 6) return null
  const timestamp = now.epochMilliseconds
  const off = TOTP.validate({ token, secret: Secret.fromBase32(secret), timestamp, window: 1 })
  return off === null ? null : TOTP.counter({ timestamp }) + off
}
