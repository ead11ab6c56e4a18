import type { Database } from "bun:sqlite"
import { randomBytes } from "node:crypto"
import type { Administrator } from "../../domain/access/access.ts"
import type { SchoolId } from "../../domain/ids.ts"
import {
  type Certificate,
  type Counts,
  readCertificate,
  writeCertificate,
} from "../../domain/privacy/erasing.ts"
import { cleanFrom } from "../../domain/privacy/retention.ts"
import type { SchoolEntry } from "../../domain/school/school.ts"
import { readCode, signerOf, spellCode } from "../../sealing.ts"
import type { Db } from "../open.ts"
import type { Registry } from "../registry.ts"

// Certificates of erasing: signed, numbered, without a name, in the control database so that they outlive the school's file.

/** A certificate as it can be shown. `scrubbedAt`: null while the file waits for its scrub. */
export type KnownCertificate = {
  certificate: Certificate
  signed: string
  scrubbedAt: Temporal.Instant | null
}

const signer = (registry: Registry) => signerOf(registry.master, "certificate")

/** Signs and keeps a certificate; gives its number. */
export async function issueCertificate(
  registry: Registry,
  { id, name, city }: SchoolEntry,
  erased: Counts,
  at: Temporal.Instant,
): Promise<string> {
  const number = newCertificateNumber()
  const text = writeCertificate({ number, school: name, city, erased, at, cleanFrom: cleanFrom(at) })
  const signed = await signer(registry).sign(text)
  registry.control.run("INSERT INTO certificates (number, school_id, signed) VALUES (?, ?, ?)", [
    number,
    id,
    signed,
  ])
  return number
}

/** A number for a certificate that is still to come. */
export const newCertificateNumber = () => spellCode(randomBytes(8))

/** Signs and keeps the certificate of a whole school, once; its backup is empty. */
export async function issueSchoolCertificate(
  registry: Registry,
  school: SchoolId,
  certificate: Certificate,
): Promise<void> {
  const { number, at } = certificate
  const signed = await signer(registry).sign(writeCertificate(certificate))
  registry.control.run(
    "INSERT OR IGNORE INTO certificates (number, school_id, signed, scrubbed_at) VALUES (?, ?, ?, ?)",
    [number, school, signed, at.toString()],
  )
}

/** Nothing came of the erasing. */
export const withdrawCertificate = (control: Database, number: string): void => {
  control.run("DELETE FROM certificates WHERE number = ?", [number])
}

/** What a number or a whole signed code stands for, checked; null when we never signed it. */
export async function checkCertificate(
  registry: Registry,
  written: string,
): Promise<KnownCertificate | null> {
  const given = written.trim()
  const found = given.length > 20 ? { signed: given } : byNumber(registry, given)
  const text = found && (await signer(registry).check(found.signed))
  const certificate = text ? readCertificate(text) : null
  if (!found || !certificate) return null
  return { certificate, signed: found.signed, scrubbedAt: scrubbedAt(registry.control, certificate.number) }
}

function byNumber(registry: Registry, written: string) {
  const number = readCode(written)
  return (
    number &&
    registry.control
      .query<{ signed: string }, [string]>("SELECT signed FROM certificates WHERE number = ?")
      .get(number)
  )
}

function scrubbedAt(control: Database, number: string): Temporal.Instant | null {
  const row = control
    .query<{ at: string | null }, [string]>("SELECT scrubbed_at AS at FROM certificates WHERE number = ?")
    .get(number)
  return row?.at ? Temporal.Instant.from(row.at) : null
}

/** The certificates of this school, newest first, at most fifty; or the one with this number. */
export async function certificatesOf(
  registry: Registry,
  db: Db,
  _staff: Administrator,
  number: string | null = null,
): Promise<KnownCertificate[]> {
  const rows = registry.control
    .query<{ number: string }, [string, string | null]>(
      "SELECT number FROM certificates WHERE school_id = ?1 AND (?2 IS NULL OR number = ?2) ORDER BY rowid DESC LIMIT 50",
    )
    .all(db.school.id, number)
  const all = await Promise.all(rows.map((row) => checkCertificate(registry, row.number)))
  return all.filter((each) => each !== null)
}

/** Our public key, for who checks without us. */
export const publicKeyOf = (registry: Registry) => signer(registry).publicKey
