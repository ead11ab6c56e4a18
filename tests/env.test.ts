import { describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import { readEnv } from "../src/env.ts"

/** Every name that is asked for when the environment is read, and the one that the program around it asks for. */
function namesAsked(): string[] {
  const asked = new Set(["STOP_SECONDS"])
  const given: Record<string, string> = {
    MASTER_KEY: Buffer.alloc(32).toString("base64"),
    BACKUP_URL: "/tmp/a-folder",
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "token",
  }
  const name = (key: string | symbol) => {
    asked.add(String(key))
    return given[String(key)]
  }
  readEnv(new Proxy({}, { get: (_, key) => name(key) }))
  return [...asked].sort()
}

const inText = (file: string, name: RegExp) =>
  [...readFileSync(file, "utf8").matchAll(name)].map(([, found]) => found ?? "").sort()

describe("a dangerous setting is refused at the start", () => {
  const read = (environment: Record<string, string>) => () =>
    readEnv({ MASTER_KEY: Buffer.alloc(32).toString("base64"), ...environment })

  it("when the doors without a lock of development would stand on the internet", () => {
    expect(read({ ORIGIN: "https://tienminuten.example" })).toThrow("NODE_ENV")
    expect(read({})().development).toBe(true)
    const real = {
      NODE_ENV: "production",
      ORIGIN: "https://tienminuten.example",
      SMTP_URL: "smtp://localhost",
    }
    expect(read(real)().development).toBe(false)
  })

  it("when it does not say which proxy tells who visitors are", () => {
    expect(read({ TRUSTED_PROXY: "yes" })().trustedProxy).toBe("forwarded")
    expect(read({ TRUSTED_PROXY: "true" })).toThrow("TRUSTED_PROXY")
  })
})

describe("a setting", () => {
  it("stands in .env.example, with what it is when it is left out, and nothing else does", () => {
    expect(inText(".env.example", /^#([A-Z_]+)=/gm)).toEqual(namesAsked())
  })

  it("stands in the table of docs/operations.md", () => {
    const rows = inText("docs/operations.md", /^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) +\|/gm)
    const named = rows.flatMap((row) => [...row.matchAll(/[A-Z_]+/g)].map(([each]) => each))
    expect(named.sort()).toEqual(namesAsked())
  })
})
