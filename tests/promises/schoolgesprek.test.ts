import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import { purposes } from "../../src/db/privacy/purposes.ts"
import { bringIn } from "../../src/db/rosters/rosters.ts"
import { familyKinds, type Kind, kinds, type PersonalKind } from "../../src/domain/privacy/privacy.ts"
import type { SignInFactor } from "../../src/domain/school/school.ts"
import { readFor } from "../../src/import-file.ts"
import { mailServer } from "../../src/integrations/email.ts"
import { twilioSms } from "../../src/integrations/sms.ts"
import { deliverDue } from "../../src/jobs/delivering.ts"
import { testWorld, type World } from "../support/app.ts"
import { deliveryOf } from "../support/delivery.ts"
import { chooseFactor, defne } from "../support/door.ts"
import { postOffice } from "../support/post.ts"
import { cast, shownAs, slotOf } from "../support/school.ts"
import { phoneNetwork } from "../support/twilio.ts"

// The privacy statement of the service that this one replaces. Every test is named after one of its sentences.

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

/** The columns that hold a kind of data: "pupils.first". */
const columnsOf = (...wanted: Kind[]) =>
  Object.values(purposes)
    .flatMap((tables) => Object.entries(tables))
    .flatMap(([table, stated]) =>
      wanted.flatMap((kind) => (stated[kind]?.split(" ") ?? []).map((column) => `${table}.${column}`)),
    )
    .sort()
const allOf = (of: "pupil" | "parent") => familyKinds(Object.keys(kinds) as PersonalKind[], of)

const list = (rows: string[]) =>
  new TextEncoder().encode(
    [
      "Leerlingnummer;Roepnaam;Voorvoegsel;Achternaam;Groep;Geboortedatum;Postcode;Huisnummer;BSN;E-mail ouder;Telefoon ouder;Achternaam ouder",
      ...rows,
    ].join("\r\n"),
  )
const siblings = list([
  "901;Noor;van der;Zomerdijk;4A;27-3-2018;1098 XY;12;123456782;zomerdijk@post.example;06 00000001;Zomerdijk",
  "902;Bram;van der;Zomerdijk;6B;14-5-2016;1098 XY;12;111222333;zomerdijk@post.example;06 00000001;Zomerdijk",
])

/** Brings a file into De Regenboog beside who is there. */
async function bring(bytes: Uint8Array, factor: SignInFactor = "birth-date"): Promise<void> {
  chooseFactor(world, factor)
  const read = readFor(world.school, bytes, { anotherSchool: true }, world.clock.now)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const { roster, problems, dropped } = read
  const outcome = await bringIn(
    world.school,
    { kind: "staff", id: cast.staff.deWit },
    { roster, problems, dropped, signature: null, anotherSchool: true },
    { seen: null, leaving: { pupils: false, teachers: false }, wholeFile: false },
    world.clock.now,
  )
  if (!outcome.ok) throw new Error(outcome.refusal.kind)
}

/** All that is on disk of the school: the file and its write-ahead log, as text. */
const onDisk = () => {
  world.school.client.run("PRAGMA wal_checkpoint(TRUNCATE)")
  return readFileSync(world.school.client.filename).toString("latin1")
}
const row = <Row>(sql: string) => world.school.client.query<Row, []>(sql).get()

describe("Gegevens van leerlingen", () => {
  it("De voornaam/roepnaam en de achternaam van leerlingen", () => {
    expect(columnsOf("pupil-name")).toEqual(
      ["first", "folded_first", "folded_last", "last", "prefix"].map((column) => `pupils.${column}`),
    )
  })

  it("De postcode van leerlingen: alleen als hash, in het bestand staat zij nergens", async () => {
    await bring(siblings)
    expect(columnsOf("pupil-home")).toEqual(["pupils.address_hash", "pupils.postcode_hash"])
    const disk = onDisk()
    expect(disk).toContain("Zomerdijk")
    for (const written of ["1098 XY", "1098XY"]) expect(disk).not.toContain(written)
  })

  it("Optioneel een van de onderstaande gegevens om in te loggen: hoogstens één, en alleen als hash", async () => {
    expect(columnsOf("pupil-factor")).toEqual(["pupils.factor_hash"])
    for (const factor of ["bsn4", "postcode", "birth-date", "pupil-number"] as const) {
      await bring(siblings, factor)
      const disk = onDisk()
      for (const fact of ["2018-03-27", "27-3-2018", "123456782"]) expect(disk).not.toContain(fact)
      // Four digits come by chance too, in the middle of a random number or a hash.
      expect(disk.replaceAll(/[\w-]{20,}/g, "")).not.toContain("6782")
      expect(
        row<{ hash: string | null }>("SELECT factor_hash AS hash FROM pupils WHERE key = '901'")?.hash,
      ).toMatch(/^[\w-]{20,}$/)
    }
  })

  it("en niets anders, dan wat nodig is om een volgend bestand te herkennen en gesprekken te plannen", () => {
    expect(allOf("pupil")).toEqual([
      "pupil-name",
      "pupil-group",
      "pupil-home",
      "pupil-factor",
      "pupil-number",
      "pupil-protected",
      "pupil-left",
      "erased",
      "waiting-file",
    ])
    // Tables that are about one pupil, and every column in them.
    expect(columnsOf(...allOf("pupil")).filter((column) => column.startsWith("pupils."))).toEqual(
      [
        "address_hash",
        "factor_hash",
        "first",
        "folded_first",
        "folded_last",
        "group_id",
        "key",
        "last",
        "left_at",
        "location_id",
        "postcode_hash",
        "prefix",
        "protected_address",
        "year_group",
      ].map((column) => `pupils.${column}`),
    )
  })
})

describe("Gegevens van gebruikers & ouders", () => {
  it("De achternaam, en optioneel een telefoonnummer en een emailadres", () => {
    expect(columnsOf("guardian-name")).toEqual(["guardians.last", "guardians.prefix"])
    // What was refused is the same address or number once more, until another stands there, with a word for why.
    expect(columnsOf("guardian-email", "guardian-phone")).toEqual(
      ["email", "phone", "refused_email", "refused_phone", "refused_why"].map(
        (column) => `guardians.${column}`,
      ),
    )
    const optional = world.school.client
      .query<{ name: string }, []>(
        `SELECT name FROM pragma_table_info('guardians') WHERE "notnull" = 0 AND name IN ('email', 'phone') ORDER BY name`,
      )
      .all()
    expect(optional.map(({ name }) => name)).toEqual(["email", "phone"])
  })

  it("en een ouder zonder telefoon en e-mail kan gewoon kiezen", async () => {
    world.school.client.run("UPDATE guardians SET email = NULL, phone = NULL")
    const answer = await (await world.deVries()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.sem),
      slot: shownAs(slotOf("noor", 3)),
    })
    expect(answer.status).toBe(303)
  })
})

describe("Gegevens van scholen & contactpersonen", () => {
  it("NAW gegevens: naam, plaats, telefoon en e-mail van de school, en wie er werkt", () => {
    expect(columnsOf("school-contact")).toContain("schools.name")
    expect(columnsOf("staff-account").filter((column) => column.startsWith("staff."))).toEqual(
      ["created_at", "email", "name", "removed_at", "role", "teacher_id"].map((column) => `staff.${column}`),
    )
  })
})

describe("Hoe komen de gegevens in de Schoolgesprek database?", () => {
  it("De gegevens worden door de school aangeleverd in CSV of EdeXML bestanden.", async () => {
    await bring(siblings)
    expect(row<{ last: string }>("SELECT last FROM pupils WHERE key = '901'")?.last).toBe("Zomerdijk")
    await bring(readFileSync("tests/files/edexml/combination.xml"))
    expect(row<{ last: string }>("SELECT last FROM pupils WHERE key = '0012'")?.last).toBe("Berg & Dal")
  })

  it("en wat in zo’n bestand niet nodig is, komt er niet in", async () => {
    await bring(siblings)
    const disk = onDisk()
    for (const number of ["123456782", "111222333"]) expect(disk).not.toContain(number)
  })
})

describe("Waar gebruikt Schoolgesprek de gegevens voor?", () => {
  it("De gegevens worden gebruikt als authenticatie (inloggen).", async () => {
    chooseFactor(world, "birth-date")
    expect((await world.stranger().post("/de-regenboog/inloggen", defne)).headers.get("Location")).toBe(
      "/de-regenboog/gesprekken",
    )
  })

  it("De postcode en achternaam wordt gebruikt om kinderen die op een adres wonen bij elkaar in een gezin te plaatsen.", async () => {
    await bring(siblings)
    const homes = world.school.client
      .query<{ home: number }, []>(
        "SELECT household_id AS home FROM household_pupils JOIN pupils ON id = pupil_id WHERE key IN ('901', '902')",
      )
      .all()
    expect(homes).toHaveLength(2)
    expect(homes[0]).toEqual(homes[1] as { home: number })
  })

  it("Ouders hoeven zo maar één keer in te loggen om meerdere afspraken te maken.", async () => {
    const deVries = await world.deVries()
    for (const [pupil, slot] of [
      [cast.pupils.sem, slotOf("noor", 3)],
      [cast.pupils.lotte, slotOf("tim", 4)],
      [cast.pupils.daan, slotOf("tim", 5)],
    ])
      expect(
        (
          await deVries.post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
            pupil: String(pupil),
            slot: shownAs(slot ?? 0),
          })
        ).status,
      ).toBe(303)
    expect(row<{ count: number }>("SELECT count(*) AS count FROM bookings")?.count).toBe(3)
  })

  it("Het emailadres wordt gebruikt als communicatie; het versturen van bevestigingsemails.", async () => {
    await (await world.deVries()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.sem),
      slot: shownAs(slotOf("noor", 3)),
    })
    world.clock.now = world.clock.now.add({ minutes: 5 })
    const post = await postOffice()
    const server = mailServer(post.url)
    try {
      await deliverDue(deliveryOf(world, { send: server.send }))
      expect(post.received.map(({ to }) => to)).toEqual(["devries@post.example"])
      expect(post.received[0]?.text).toContain("Sem")
    } finally {
      server.close()
      await post.close()
    }
  })

  it("Het telefoonnummer wordt gebruikt als communicatie; het versturen van bevestigingen per sms.", async () => {
    world.school.client.run(
      `UPDATE guardians SET email = NULL, phone = '06 1234 5678' WHERE household_id = ${cast.households.deVries}`,
    )
    await (await world.deVries()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.sem),
      slot: shownAs(slotOf("noor", 3)),
    })
    const network = await phoneNetwork()
    try {
      await deliverDue(deliveryOf(world, { sendSms: twilioSms(network.settings, network.url) }))
      const [sms, ...more] = await network.received()
      expect(more).toEqual([])
      expect(sms?.to).toBe("+31612345678")
      expect(sms?.body).toContain("uw afspraak staat vast. Do 12 nov 19:30.")
    } finally {
      await network.close()
    }
  })

  it("en voor niets anders: elk gebruik van elk gegeven staat in een korte lijst", () => {
    const uses = new Set(
      allOf("pupil")
        .concat(allOf("parent"))
        .flatMap((kind) => [...kinds[kind].for]),
    )
    expect([...uses].sort()).toEqual(["account", "home", "messages", "roster", "safety", "sign-in", "talks"])
  })
})
