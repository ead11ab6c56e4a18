import { Elysia } from "elysia"
import { findPeople } from "../../db/people/person-search.ts"
import { certificatesOf } from "../../db/privacy/certificates.ts"
import { erasePerson } from "../../db/privacy/erasing.ts"
import { planErasing } from "../../db/privacy/erasing-plan.ts"
import { giveRecord, isSeatedTwice, namesOf } from "../../db/privacy/person-record.ts"
import type { Administrator } from "../../domain/access/access.ts"
import type { ErasingRefusal, Person } from "../../domain/privacy/erasing.ts"
import { cleanFrom } from "../../domain/privacy/retention.ts"
import { writePaper } from "../../views/paper.ts"
import { RecordPage, type RecordScreen } from "../../views/staff/record.tsx"
import { recordJson, recordPaper } from "../../views/staff/record-paper.ts"
import { Records, RecordsPage, type RecordsScreen } from "../../views/staff/records.tsx"
import { form, idOf, oneOf, text, ticked } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { download, go, missing, show } from "../htmx.ts"

/** What is kept of somebody: finding it, giving it to them, and erasing it. */
export const records = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/gegevens",
      async ({ visit, query }) => {
        const { db, frame, visitor } = visit
        const search = text(80)(query["zoek"])
        const proofs = await certificatesOf(parts.registry, db, visitor)
        const screen: RecordsScreen = {
          search,
          found: findPeople(db, visitor, search),
          proofs: proofs.map(({ certificate }) => certificate),
        }
        return show(visit, {
          page: () => RecordsPage({ frame, screen }),
          fragment: () => Records({ frame, screen }),
        })
      },
      { administrator: true },
    )
    .get("/:school/team/gegevens/:kind/:id", ({ visit, params }) => page(visit, personIn(params), null), {
      administrator: true,
    })
    .post(
      "/:school/team/gegevens/:kind/:id/inzage",
      async ({ visit, params, body }) => {
        const record = (await giveRecord(visit.db, visit.visitor, personIn(params), visit.now)) ?? missing()
        if (body.as === "json")
          return download(recordJson(visit.frame, record, visit.now), "application/json", "inzage.json")
        return download(
          await writePaper(recordPaper(visit.frame, record, visit.now)),
          "application/pdf",
          "inzage.pdf",
        )
      },
      { provenAdministrator: true, body: form({ as: oneOf("pdf", "json") }) },
    )
    .post(
      "/:school/team/gegevens/:kind/:id/wissen",
      async ({ visit, params, body }) => {
        const person = personIn(params)
        const wish = { person, ...body }
        const outcome =
          (await erasePerson(parts.registry, visit.db, visit.visitor, wish, visit.now)) ?? missing()
        if (!outcome.ok) return page(visit, person, outcome.refusal)
        for (const id of outcome.value.discarded) parts.imports.forget(visit.db, id)
        return go(visit, `${visit.to.certificate(outcome.value.number)}?gewist`)
      },
      { provenAdministrator: true, body: form({ seen: text(30), sure: ticked }) },
    )

const kinds = { leerling: "pupil", gezin: "household", ouder: "guardian" } as const

function personIn({ kind, id }: { kind: string; id: string }): Person {
  const known = Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : missing()
  return { kind: known, id: idOf(id) }
}

function page(visit: Visit<Administrator>, person: Person, refusal: ErasingRefusal | null): Response {
  const { db, frame, visitor, now } = visit
  const plan = planErasing(db, visitor, person, now) ?? missing()
  const screen: RecordScreen = {
    person,
    names: namesOf(db, person) ?? [],
    plan,
    cleanFrom: cleanFrom(now),
    twoHomes: isSeatedTwice(db, person),
    refusal,
  }
  const status = refusal === null ? 200 : refusal.kind === "not-sure" ? 422 : 409
  return show(visit, { page: () => RecordPage({ frame, screen }) }, status)
}
