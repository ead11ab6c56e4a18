import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { purposes } from "../../../src/db/privacy/purposes.ts"
import { isPersonal, type Kind, papers, readProcessors } from "../../../src/domain/privacy/privacy.ts"
import { nl } from "../../../src/views/words/nl.ts"
import { testWorld, type World } from "../../support/app.ts"
import { chooseFactor } from "../../support/door.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const paper = async (name = "") =>
  (await (await world.deWit()).get(`/de-regenboog/team/privacy${name && `/${name}`}`))
    .text()
    .then((page) => page.replace(/\s+/g, " "))

const stated = Object.values(purposes).flatMap((tables) =>
  Object.values(tables).flatMap((kinds) => Object.keys(kinds) as Kind[]),
)

describe("the privacy papers", () => {
  it("are found from the settings, and each can be read", async () => {
    const settings = await (await (await world.deWit()).get("/de-regenboog/team/instellingen")).text()
    expect(settings).toContain('href="/de-regenboog/team/privacy"')
    const list = await paper()
    for (const each of papers) {
      expect(list).toContain(`href="/de-regenboog/team/privacy/${each}"`)
      expect(await paper(each)).toContain(`<h1>${nl.papers.name[each]}</h1>`)
    }
    expect((await (await world.deWit()).get("/de-regenboog/team/privacy/onzin")).status).toBe(404)
  })

  it("name every kind of personal data that has a column, in the register and in the leaflet", async () => {
    chooseFactor(world, "birth-date")
    for (const name of ["register", "bijsluiter"]) {
      const said = await paper(name)
      for (const kind of new Set(stated.filter(isPersonal)))
        expect(said).toContain(
          kind === "pupil-factor" ? nl.papers.factor["birth-date"] : nl.papers.kind[kind],
        )
    }
  })

  it("name only the sign-in fact that the school chose, and weigh the BSN more", async () => {
    chooseFactor(world, "none")
    for (const fact of Object.values(nl.papers.factor).filter(Boolean))
      expect(await paper("register")).not.toContain(fact)
    expect(await paper("bijsluiter")).toContain("Het BSN wordt niet gebruikt.")
    expect(await paper("beveiliging")).toContain("Vertrouwelijkheid: midden")
    chooseFactor(world, "bsn4")
    expect(await paper("register")).toContain(nl.papers.factor.bsn4)
    expect(await paper("bijsluiter")).not.toContain("Het BSN wordt niet gebruikt.")
    expect(await paper("beveiliging")).toContain("Vertrouwelijkheid: hoog")
  })

  it("show what the operator did not fill in, and name the companies when they are filled in", async () => {
    expect(await paper()).toContain("nog niet alles ingevuld")
    expect(await paper("cookies")).toContain("nog niet opgegeven")
    Object.assign(world.parts, {
      running: {
        operator: { name: "Voorbeeld BV", email: "lek@voorbeeld.example", phone: "" },
        processors: readProcessors(
          "hosting: Server BV, Amsterdam; backup: Kluis BV, Noord-Brabant; mail: Post BV, Utrecht; sms: Piep BV, Den Haag",
        ),
      },
    })
    const said = await paper("bijsluiter")
    for (const known of ["Voorbeeld BV", "Server BV", "Kluis BV", "Post BV"]) expect(said).toContain(known)
    // While nobody sends text messages, that company gets nothing and is not in the paper; nor on the page of the parents.
    const parents = async () => (await world.stranger().get("/de-regenboog/privacy")).text()
    Object.assign(world.parts, { sms: false })
    expect(await paper("bijsluiter")).not.toContain("Piep BV")
    expect(await parents()).toContain("Om u per e-mail berichten")
    Object.assign(world.parts, { sms: true })
    expect(await paper("bijsluiter")).toContain("Piep BV")
    expect(await paper("bijsluiter")).toContain("per e-mail en per sms")
    expect(await parents()).toContain("Om u per e-mail en sms berichten")
    expect(said).not.toContain("nog niet opgegeven")
    expect(await paper("beveiliging")).toContain("lek@voorbeeld.example")
  })

  it("list every cookie that a browser of staff gets, and no company that was not named", async () => {
    const said = await paper("cookies")
    for (const kind of ["ouder", "toestel", "terug", "team", "stap"])
      expect(said).toContain(`<bdi>__Host-${kind}-de-regenboog</bdi>`)
    expect(() => readProcessors("hosting Server BV")).toThrow("Not a processor")
  })

  it("speak English to whoever reads that", async () => {
    const deWit = await world.deWit()
    deWit.cookies.set("taal", "en")
    expect(await (await deWit.get("/de-regenboog/team/privacy/register")).text()).toContain(
      "Register of processing",
    )
  })
})
