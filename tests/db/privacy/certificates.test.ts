import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { checkCertificate } from "../../../src/db/privacy/certificates.ts"
import { testWorld, type World } from "../../support/app.ts"
import { erase, pupil } from "../../support/erasing.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("a certificate", () => {
  it("says in numbers what was erased and when backups are clean, without a name, and is known by number and by code", async () => {
    const outcome = await erase(world, pupil(2))
    const number = outcome?.ok ? outcome.value.number : ""
    const known = await checkCertificate(world.registry, number.toLowerCase().replace("-", " "))
    expect(known?.certificate).toMatchObject({
      number,
      school: "De Regenboog",
      erased: { pupils: 1, seats: 1 },
    })
    // Erased on 3 November at 9:00: one hour for the scrub, seven days for the backups, and the next whole day.
    expect(known?.certificate.cleanFrom.toString()).toBe("2026-11-11")
    expect(await checkCertificate(world.registry, known?.signed ?? "")).toEqual(known)
    expect(Buffer.from(known?.signed.split(".")[1] ?? "", "base64url").toString()).not.toMatch(
      /Sem|Vries|Wit/,
    )
  })

  it("that was altered, or signed by somebody else, is not known", async () => {
    const outcome = await erase(world, pupil(2))
    const { signed = "" } =
      (await checkCertificate(world.registry, outcome?.ok ? outcome.value.number : "")) ?? {}
    const [head, body = "", seal] = signed.split(".")
    const other = Buffer.from(body, "base64url").toString().replace('"pupils":1', '"pupils":9')
    for (const forged of [
      `${head}.${Buffer.from(other).toString("base64url")}.${seal}`,
      `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`,
      "0000-0000",
      "",
      "x".repeat(5000),
    ])
      expect(await checkCertificate(world.registry, forged)).toBeNull()
  })
})
