import { describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import {
  budgets,
  codeWait,
  mayAsk,
  mayMail,
  mustGuard,
  networkOf,
  showsWork,
  stepOf,
  type Tries,
} from "../../../src/domain/access/attempts.ts"

const quiet: Tries = {
  ofName: 0,
  ofNameToday: 0,
  fromAddress: 0,
  fromAddressInHour: 0,
  letInFromAddress: 0,
  letInFromAddressInHour: 0,
  guarded: false,
}

describe("the ladder", () => {
  it("is free for whoever mistypes a few times", () => {
    expect(stepOf(quiet)).toBe("free")
    expect(stepOf({ ...quiet, ofName: 4, ofNameToday: 4, fromAddress: 29 })).toBe("free")
  })

  it("asks for work after five wrong tries with one name, or thirty from one address", () => {
    expect(stepOf({ ...quiet, ofName: 5 })).toBe("proof")
    expect(stepOf({ ...quiet, fromAddress: 30 })).toBe("proof")
    expect(stepOf({ ...quiet, guarded: true })).toBe("proof")
  })

  it("gives an address room for every household that got in from there", () => {
    expect(stepOf({ ...quiet, fromAddress: 75, letInFromAddress: 225 })).toBe("free")
    expect(stepOf({ ...quiet, fromAddressInHour: 700, letInFromAddressInHour: 225 })).toBe("free")
  })

  it("leaves code and link after twenty wrong tries with one name on one day", () => {
    expect(stepOf({ ...quiet, ofNameToday: 20 })).toBe("code-or-link")
  })

  it("stops names from an address only after five hundred wrong tries in an hour", () => {
    expect(stepOf({ ...quiet, fromAddressInHour: 499, fromAddress: 499 })).toBe("proof")
    expect(stepOf({ ...quiet, fromAddressInHour: 500 })).toBe("stopped")
  })

  it("guards a school when wrong tries outgrow the households that got in", () => {
    expect(mustGuard(60, 0)).toBe(false)
    expect(mustGuard(61, 0)).toBe(true)
    expect(mustGuard(300, 150)).toBe(false)
    expect(mustGuard(301, 150)).toBe(true)
  })

  it("lets a code wait a few seconds at most, and only after thirty wrong ones", () => {
    expect([29, 30, 59, 60, 90, 120, 10_000].map((wrong) => codeWait(wrong, 0))).toEqual([
      0, 1, 1, 2, 3, 4, 4,
    ])
    expect(codeWait(99, 100)).toBe(0)
  })

  it("sends three links an hour and ten a day to one household", () => {
    expect([mayMail(2, 9), mayMail(3, 3), mayMail(0, 10)]).toEqual([true, false, false])
    expect([mayAsk(19, 0), mayAsk(20, 0), mayAsk(20, 21)]).toEqual([true, false, true])
  })
})

describe("an internet address", () => {
  it("of version 4 counts alone, of version 6 with its whole home", () => {
    expect(networkOf("192.0.2.7")).toBe("192.0.2.7")
    expect(networkOf("::ffff:192.0.2.7")).toBe("192.0.2.7")
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe(networkOf("2001:0db8:0001:0002::9"))
    expect(networkOf("2001:db8:1:3::1")).not.toBe(networkOf("2001:db8:1:2::1"))
    expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64")
    expect(networkOf("192.0.2.7:51034")).toBe("192.0.2.7")
    expect(networkOf("[2001:db8::1]:443")).toBe("2001:db8:0:0::/64")
  })
})

it("sees work in the zero bits that an outcome starts with", () => {
  expect(showsWork(Uint8Array.of(0b0000_1111, 255))).toBe(true)
  expect(showsWork(Uint8Array.of(0b0001_0000, 0))).toBe(false)
  expect(showsWork(Uint8Array.of(0, 255))).toBe(true)
})

it("stands in docs/sign-in.md with the very same numbers", () => {
  const document = readFileSync(new URL("../../../docs/sign-in.md", import.meta.url), "utf8")
  const written = [...document.matchAll(/^\| `([a-z]+\.[a-zA-Z]+)`\s*\| ([\d,]+)\s*\|/gm)].map(
    ([, name, value = ""]) => [name, Number(value.replaceAll(",", ""))],
  )
  const running = Object.entries(budgets).flatMap(([group, values]) =>
    Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]),
  )
  expect(written).toEqual(running)
})
