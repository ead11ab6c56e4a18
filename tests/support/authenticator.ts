import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto"
import { isoCBOR } from "@simplewebauthn/server/helpers"

// An authenticator in software (WebAuthn level 3, attestation "none", ES256): what a phone does when its owner shows a finger.

type Options = {
  challenge: string
  rp?: { id?: string }
  rpId?: string
  user?: { id: string }
  excludeCredentials?: { id: string }[]
}
type Flags = { userVerified?: boolean; origin?: string; challenge?: string; counter?: number; user?: string }

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url")
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest()

export class Authenticator {
  readonly origin: string
  readonly id = randomBytes(16)
  readonly #key: KeyObject
  readonly #point: { x: string; y: string }
  #user = ""
  #counter = 0

  constructor(origin = "http://localhost:3000") {
    this.origin = origin
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
    this.#key = privateKey
    const { x = "", y = "" } = publicKey.export({ format: "jwk" })
    this.#point = { x, y }
  }

  /** Makes a passkey, as `navigator.credentials.create` would give it, written as JSON. */
  make(options: Options, flags: Flags = {}): string {
    this.#user = options.user?.id ?? ""
    const cose = new Map<number, number | Uint8Array<ArrayBuffer>>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Uint8Array.from(Buffer.from(this.#point.x, "base64url"))],
      [-3, Uint8Array.from(Buffer.from(this.#point.y, "base64url"))],
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.id.length)
    const key = isoCBOR.encode(cose as never)
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, key])
    const authData = Uint8Array.from(
      Buffer.concat([this.#head(options.rp?.id ?? "", 0x40, flags), credential]),
    )
    const object = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", authData],
    ])
    return this.#written({
      clientDataJSON: this.#client("webauthn.create", options, flags),
      attestationObject: text(isoCBOR.encode(object as never)),
      transports: ["internal"],
    })
  }

  /** Shows the passkey, as `navigator.credentials.get` would give it. */
  show(options: Options, flags: Flags = {}): string {
    this.#counter = flags.counter ?? this.#counter + 1
    const head = this.#head(options.rpId ?? "", 0, flags)
    const clientDataJSON = this.#client("webauthn.get", options, flags)
    const signed = Buffer.concat([head, sha256(Buffer.from(clientDataJSON, "base64url"))])
    return this.#written({
      clientDataJSON,
      authenticatorData: text(head),
      signature: text(createSign("SHA256").update(signed).sign(this.#key)),
      userHandle: flags.user ?? this.#user,
    })
  }

  #head(rpId: string, extra: number, flags: Flags): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#counter)
    const present = 0x01 | (flags.userVerified === false ? 0 : 0x04) | extra
    return Buffer.concat([sha256(rpId), Buffer.from([present]), counter])
  }

  #client(type: string, options: Options, flags: Flags): string {
    const challenge = flags.challenge ?? options.challenge
    const said = { type, challenge, origin: flags.origin ?? this.origin, crossOrigin: false }
    return Buffer.from(JSON.stringify(said)).toString("base64url")
  }

  #written(response: object): string {
    const id = text(this.id)
    return JSON.stringify({ id, rawId: id, type: "public-key", response, clientExtensionResults: {} })
  }
}
