import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { keysOf, readCode, spellCode } from "../src/sealing.ts"

const master = { bytes: Buffer.alloc(32, 1) }

describe("keys", () => {
  it("differ per school and per purpose", () => {
    const [one, other] = [keysOf(master, "school-1"), keysOf(master, "school-2")]
    expect(one.hash("code", "x")).not.toBe(other.hash("code", "x"))
    expect(one.hash("code", "x")).not.toBe(one.hash("link", "x"))
    expect(one.hash("code", "x")).toBe(keysOf(master, "school-1").hash("code", "x"))
  })

  it("open a sealed text only where it belongs", async () => {
    const keys = keysOf(master, "school-1")
    const sealed = await keys.seal("geheim", "totp:1")
    expect(sealed).not.toContain("geheim")
    expect(await keys.open(sealed, "totp:1")).toBe("geheim")
    expect(await keys.open(sealed, "totp:2")).toBeNull()
    expect(await keysOf(master, "school-2").open(sealed, "totp:1")).toBeNull()
    const another = sealed.at(-2) === "x" ? "y" : "x"
    expect(await keys.open(`${sealed.slice(0, -2)}${another}${sealed.slice(-1)}`, "totp:1")).toBeNull()
  })
})

describe("a code for people", () => {
  it("is read back however it is typed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        const code = spellCode(bytes)
        expect(code).toMatch(/^[0-9BCDFGHJKMNPQRSTVWXYZ]{4}-[0-9BCDFGHJKMNPQRSTVWXYZ]{4}$/)
        for (const typed of [
          code,
          code.toLowerCase(),
          code.replace("-", ""),
          ` ${code.replace("-", " ")} `,
          code.replace(/0/g, "O").replace(/1/g, "l"),
        ])
          expect(readCode(typed)).toBe(code)
      }),
    )
  })

  it("is not what is shorter, longer or holds other signs", () => {
    for (const typed of ["", "7K3D", "7K3D-9QXM-1", "7K3D-9QXA", "<script>"])
      expect(readCode(typed)).toBeNull()
  })

  it("has about 39 bits", () => {
    const codes = new Set(
      Array.from({ length: 5000 }, () => spellCode(crypto.getRandomValues(new Uint8Array(8)))),
    )
    expect(codes.size).toBe(5000)
  })
})
