import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import type { TrustedProxy } from "./domain/access/attempts.ts"
import { longestName } from "./domain/messages/return-address.ts"
import type { AccountProvider } from "./domain/online/video-meeting.ts"
import { type Running, readProcessors } from "./domain/privacy/privacy.ts"
import { type BucketKeys, type Place, placeOf } from "./integrations/bucket.ts"
import { addressIn } from "./integrations/email.ts"
import { type AccountClient, endpointsAt, providerEndpoints } from "./integrations/endpoints.ts"
import type { TwilioSettings } from "./integrations/sms.ts"
import type { MasterKey } from "./sealing.ts"

/** Everything the environment decides, read and checked once. The table of settings is in docs/operations.md. */
export type Env = {
  development: boolean
  port: number
  host: string
  /** Where visitors find us, without a slash at the end: "https://tienminuten.example". */
  origin: string
  dataFolder: string
  /** Mail falls into this folder while no mail server is set; development only. */
  postFolder: string
  master: MasterKey
  smtp: string | null
  mailFrom: string
  /** Where mail that cannot be delivered returns to, and the secret of who hands it over; null: nobody reads it. */
  mailReturn: { box: string; secret: string } | null
  /** SMS through Twilio; null: SMS is off, or in development falls into the folder of the mail. */
  twilio: TwilioSettings | null
  /** How we are known at Google and Microsoft, for talks online; null: links can only be pasted. */
  video: Record<AccountProvider, AccountClient | null>
  /** A proxy of ours stands in front and says who the visitor is. */
  trustedProxy: TrustedProxy
  /** What the privacy papers say about us and the companies that help. */
  running: Running
  /** Where the backup goes, with the keys of its bucket; null when there is to be none. */
  backup: {
    place: Place
    keys: BucketKeys | null
    /** Of who only lists and deletes; null: the same as the others. */
    janitorKeys: BucketKeys | null
    program: string
    metrics: string
  } | null
  /** Where our own metrics listen, "127.0.0.1:9091"; null for nowhere. */
  metrics: string | null
}

/** Reads all settings. Throws, naming the setting, when one that is needed is missing or makes no sense. */
export function readEnv(environment: Record<string, string | undefined> = process.env): Env {
  const development = environment["NODE_ENV"] !== "production"
  const port = Number(environment["PORT"] ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error("PORT is not a port number")
  const dataFolder = resolve(environment["DATA_DIR"] ?? "./data")
  const origin = (environment["ORIGIN"] ?? `http://localhost:${port}`).replace(/\/$/, "")
  if (development && origin.startsWith("https:"))
    throw new Error(
      "NODE_ENV must be production where visitors come by https: development has doors without a lock",
    )
  if (!development && !environment["ORIGIN"]) throw new Error("ORIGIN must say where visitors find us")
  if (!development && !environment["SMTP_URL"]) throw new Error("SMTP_URL must name the mail server")
  return {
    development,
    port,
    host: environment["HOST"] ?? (development ? "127.0.0.1" : "0.0.0.0"),
    origin,
    dataFolder,
    postFolder: environment["POST_DIR"] ?? "./tmp/post",
    master: readMasterKey(environment["MASTER_KEY"], development ? dataFolder : null),
    smtp: environment["SMTP_URL"] ?? null,
    mailFrom: environment["MAIL_FROM"] ?? "Tienminuten <noreply@tienminuten.example>",
    mailReturn: readMailReturn(environment),
    twilio: readTwilio(environment),
    video: {
      google: readClient(environment, "google", development),
      microsoft: readClient(environment, "microsoft", development),
    },
    trustedProxy: readProxy(environment["TRUSTED_PROXY"] ?? ""),
    running: {
      operator: operatorIn(environment["OPERATOR"] ?? ""),
      processors: readProcessors(environment["PROCESSORS"] ?? ""),
    },
    metrics: readMetrics(environment["METRICS"]),
    backup: readBackup(environment, development ? join(dataFolder, "backup") : ""),
  }
}

/** The box makes an address for each mail: its name is short, so that 48 signs fit behind it. */
function readMailReturn(environment: Record<string, string | undefined>): Env["mailReturn"] {
  const [box, secret] = [environment["MAIL_RETURN"], environment["MAIL_RETURN_SECRET"]]
  if (!box && !secret) return null
  const [name = ""] = (box ?? "").split("@")
  if (!box || addressIn(box) !== box || name.includes("+") || name.length > longestName)
    throw new Error(
      `MAIL_RETURN must be an e-mail address with a name of at most ${longestName} signs, without a plus`,
    )
  if (!secret || secret.length < 24)
    throw new Error("MAIL_RETURN_SECRET must be a secret of at least 24 signs")
  return { box, secret }
}

function readMetrics(written: string | undefined): string | null {
  if (!written) return null
  if (!/^[^:]+:\d+$|^\[.+\]:\d+$/.test(written)) throw new Error("METRICS must be an address and a port")
  return written
}

/** In development the backup is a folder beside the data, so that restoring can be tried without a cloud. */
function readBackup(environment: Record<string, string | undefined>, otherwise: string): Env["backup"] {
  const url = environment["BACKUP_URL"] ?? otherwise
  if (!url || url === "none") return null
  const place = placeOf(url)
  if (!place) throw new Error("BACKUP_URL must be s3://bucket/prefix?endpoint=…&region=… or a folder")
  const [id, secret] = [environment["BACKUP_KEY_ID"], environment["BACKUP_KEY_SECRET"]]
  if (place.kind === "s3" && !(id && secret))
    throw new Error("BACKUP_KEY_ID and BACKUP_KEY_SECRET must open the bucket")
  const [janitorId, janitorSecret] = [environment["JANITOR_KEY_ID"], environment["JANITOR_KEY_SECRET"]]
  if ((janitorId === undefined) !== (janitorSecret === undefined))
    throw new Error("JANITOR_KEY_ID and JANITOR_KEY_SECRET belong together")
  return {
    place,
    keys: id && secret ? { id, secret } : null,
    janitorKeys: janitorId && janitorSecret ? { id: janitorId, secret: janitorSecret } : null,
    program: environment["LITESTREAM"] ?? join(import.meta.dir, "../.tools/bin/litestream"),
    metrics: environment["BACKUP_METRICS"] ?? "",
  }
}

/** "Voorbeeld BV, lek@voorbeeld.example, 020 555 01 23": our name, and where a breach is reported. */
function operatorIn(written: string): Running["operator"] {
  const [name = "", email = "", phone = ""] = written.split(",").map((part) => part.trim())
  if (name !== "" && !email.includes("@")) throw new Error("OPERATOR must be: name, e-mail, phone")
  return name === "" ? null : { name, email, phone }
}

/** "fly", "yes" or nothing: anything else would let visitors say who they are, or count them all as one. */
function readProxy(written: string): TrustedProxy {
  const known: Record<string, TrustedProxy> = { "": null, fly: "fly", yes: "forwarded" }
  const found = known[written]
  if (found === undefined) throw new Error("TRUSTED_PROXY must be yes, fly or left out")
  return found
}

/** All that Twilio needs, or nothing: half a setting is a mistake that would show on the first evening. */
function readTwilio(environment: Record<string, string | undefined>): TwilioSettings | null {
  const setting = (name: string) => environment[`TWILIO_${name}`] || null
  const [account, token] = [setting("ACCOUNT_SID"), setting("AUTH_TOKEN")]
  const [id, secret] = [setting("API_KEY"), setting("API_SECRET")]
  const rest = { service: setting("MESSAGING_SERVICE"), region: setting("REGION"), edge: setting("EDGE") }
  if (account === null && token === null && id === null && rest.service === null) return null
  if (!account || !/^AC[0-9a-f]{32}$/.test(account))
    throw new Error("TWILIO_ACCOUNT_SID must be AC and 32 hexadecimal digits")
  if (!token) throw new Error("TWILIO_AUTH_TOKEN is missing: it checks the reports of Twilio")
  if ((id === null) !== (secret === null))
    throw new Error("TWILIO_API_KEY and TWILIO_API_SECRET belong together")
  if (rest.service && !rest.service.startsWith("MG"))
    throw new Error("TWILIO_MESSAGING_SERVICE begins with MG")
  return { account, token, key: id && secret ? { id, secret } : null, ...rest }
}

/** Only development may look for a provider elsewhere: in production every token goes to the provider itself. */
function readClient(
  environment: Record<string, string | undefined>,
  provider: AccountProvider,
  development: boolean,
): AccountClient | null {
  const setting = (name: string) => environment[`${provider.toUpperCase()}_${name}`] || null
  const [id, secret, elsewhere] = [setting("CLIENT_ID"), setting("CLIENT_SECRET"), setting("ENDPOINT")]
  if ((id === null) !== (secret === null))
    throw new Error(`${provider.toUpperCase()}_CLIENT_ID and _CLIENT_SECRET belong together`)
  if (elsewhere !== null && !development)
    throw new Error(`${provider.toUpperCase()}_ENDPOINT is for development only`)
  if (id === null || secret === null) return null
  return { id, secret, endpoints: elsewhere ? endpointsAt(elsewhere) : providerEndpoints[provider] }
}

/** The master key as 32 bytes in base64. In development one is made, once, beside the data. */
function readMasterKey(given: string | undefined, folder: string | null): MasterKey {
  if (given === undefined && folder === null) throw new Error("MASTER_KEY must hold 32 bytes in base64")
  const bytes = Buffer.from(given ?? developmentKey(folder ?? "."), "base64")
  if (bytes.length !== 32) throw new Error("MASTER_KEY must hold 32 bytes in base64")
  return { bytes }
}

function developmentKey(folder: string): string {
  const file = join(folder, "master.key")
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 })
  }
  return readFileSync(file, "utf8").trim()
}
