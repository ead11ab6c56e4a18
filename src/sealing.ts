/**
 * Keys: the one place that hashes with a key, derives codes and encrypts. The master key lives outside the databases and
 * their backups; every school has keys of its own, derived from it (HKDF, RFC 5869).
 */
import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto"
import {
  CompactEncrypt,
  CompactSign,
  compactDecrypt,
  compactVerify,
  decodeProtectedHeader,
  type JWK,
} from "jose"

export type MasterKey = { readonly bytes: Buffer }

/** What a school's rows are hashed and sealed with. */
export type Keys = {
  /** Keyed hash of a text for one purpose, as base64url: equal texts are only equal within one purpose and one school. */
  hash(purpose: string, text: string): string
  /** Bytes that can be made again from the same text, and guessed from nothing. */
  derive(purpose: string, text: string, length: number): Buffer
  /** Encrypts a text, bound to where it belongs: it does not open anywhere else. */
  seal(text: string, boundTo: string): Promise<string>
  /** The sealed text, or null when it was altered or belongs elsewhere. */
  open(sealed: string, boundTo: string): Promise<string | null>
  /** A new data key, wrapped: it can be kept beside what it seals, and is worth nothing without the master key. */
  newDataKey(): Promise<DataKey>
  /** Encrypts with a data key, bound to where the text belongs. */
  sealWith(key: DataKey, text: string, boundTo: string): Promise<string>
  /** The text, or null when it was altered or belongs elsewhere. Throws when its key is not among these: that is no wrong answer but a lost one. */
  openWith(ring: readonly DataKey[], sealed: string, boundTo: string): Promise<string | null>
}

/** A key of a school's rows, by name. */
export type DataKey = { readonly id: string; readonly wrapped: string }

/** The name of the data key that sealed this. */
export const dataKeyOf = (sealed: string): string => String(decodeProtectedHeader(sealed).kid ?? "")

/** The keys of one school, or of the registry: all derived from the master key and its name. */
export function keysOf(master: MasterKey, owner: string): Keys {
  const key = (purpose: string) => Buffer.from(hkdfSync("sha256", master.bytes, owner, purpose, 32))
  const known = new Map<string, Buffer>()
  const keyFor = (purpose: string) => {
    const found = known.get(purpose) ?? key(purpose)
    known.set(purpose, found)
    return found
  }
  const encrypt = (bytes: Uint8Array, by: Uint8Array, boundTo: string, kid?: string) =>
    new CompactEncrypt(bytes)
      .setProtectedHeader({ alg: "dir", enc: "A256GCM", bound: boundTo, ...(kid ? { kid } : {}) })
      .encrypt(by)
  const unwrapped = new Map<string, Promise<Uint8Array>>()
  const unwrap = ({ id, wrapped }: DataKey): Promise<Uint8Array> => {
    const known = unwrapped.get(wrapped)
    if (known) return known
    const fresh = compactDecrypt(wrapped, keyFor("wrap")).then(({ plaintext, protectedHeader }) => {
      if (protectedHeader["bound"] !== `data-key:${id}`) throw new Error("This data key has another name")
      return plaintext
    })
    unwrapped.set(wrapped, fresh)
    return fresh
  }
  return {
    hash: (purpose, text) => createHmac("sha256", keyFor(purpose)).update(text).digest("base64url"),
    derive: (purpose, text, length) => Buffer.from(hkdfSync("sha256", keyFor(purpose), "", text, length)),
    seal: (text, boundTo) => encrypt(new TextEncoder().encode(text), keyFor("seal"), boundTo),
    async open(sealed, boundTo) {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(sealed, keyFor("seal"))
        return protectedHeader["bound"] === boundTo ? new TextDecoder().decode(plaintext) : null
      } catch {
        return null
      }
    },
    async newDataKey() {
      const id = randomBytes(6).toString("base64url")
      return { id, wrapped: await encrypt(randomBytes(32), keyFor("wrap"), `data-key:${id}`) }
    },
    sealWith: async (key, text, boundTo) =>
      encrypt(new TextEncoder().encode(text), await unwrap(key), boundTo, key.id),
    async openWith(ring, sealed, boundTo) {
      const key = ring.find(({ id }) => id === dataKeyOf(sealed))
      if (!key) throw new Error("A sealed row names a data key that is not here")
      const by = await unwrap(key)
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(sealed, by)
        return protectedHeader["bound"] === boundTo ? new TextDecoder().decode(plaintext) : null
      } catch {
        return null
      }
    },
  }
}

/** Signs what the outside world may check without us. */
export type Signer = {
  /** A compact JWS (RFC 7515, EdDSA over Ed25519) that holds this text. */
  sign(text: string): Promise<string>
  /** The signed text; null when it was not signed here, or altered. */
  check(signed: string): Promise<string | null>
  /** The public half, as a JWK for anybody who wants to check by themselves. */
  readonly publicKey: JWK
}

/** DER of a private key for Ed25519 without its 32 bytes (RFC 8410). */
const ed25519 = Buffer.from("302e020100300506032b657004220420", "hex")

/** The service's signer for one purpose; the same master key gives the same signer. */
export function signerOf(master: MasterKey, purpose: string): Signer {
  const seed = Buffer.from(hkdfSync("sha256", master.bytes, "signer", purpose, 32))
  const key = createPrivateKey({ key: Buffer.concat([ed25519, seed]), format: "der", type: "pkcs8" })
  const publicKey = createPublicKey(key)
  return {
    sign: (text) =>
      new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg: "EdDSA" }).sign(key),
    async check(signed) {
      try {
        const { payload } = await compactVerify(signed, publicKey, { algorithms: ["EdDSA"] })
        return new TextDecoder().decode(payload)
      } catch {
        return null
      }
    },
    publicKey: publicKey.export({ format: "jwk" }) as JWK,
  }
}

/** A token nobody can guess: 256 bits as base64url. */
export const newToken = () => randomBytes(32).toString("base64url")

/** How a token is kept: who reads the table cannot use it. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("base64url")

/** Compares without telling by its duration how much was right. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

// Crockford's letters without vowels: nothing to misread, no words by accident. Thirty letters and digits, 5 bits less a hair.
const letters = "0123456789BCDFGHJKMNPQRSTVWXYZ"

/** A code for people, eight signs in two groups ("7K3D-9QXM"), from at least eight bytes. About 39 bits. */
export function spellCode(bytes: Uint8Array): string {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  let code = ""
  for (let at = 0; at < 8; at++) {
    code += letters[Number(number % BigInt(letters.length))]
    number /= BigInt(letters.length)
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** A code as typed, made even: case, blanks and dashes do not matter, and O, I and L are read as the digits they look like. */
export function readCode(typed: string): string | null {
  const even = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1")
  if (even.length !== 8 || [...even].some((sign) => !letters.includes(sign))) return null
  return `${even.slice(0, 4)}-${even.slice(4)}`
}
