import { Elysia } from "elysia"
import { changeContact } from "../../db/registry.ts"
import { noteContactChange, pupilsWithFactor, settingsOf } from "../../db/settings.ts"
import { colleagues } from "../../db/staff.ts"
import type { Administrator } from "../../domain/access.ts"
import { readContact } from "../../domain/school.ts"
import { ContactCard, type ContactScreen, type Settings, SettingsPage } from "../../views/staff/settings.tsx"
import { form, oneOf, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, show } from "../htmx.ts"

/** How the school wants things. */
export const settings = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/instellingen",
      ({ visit, query }) => show(visit, screenOf(visit, { done: doneOf(query["gelukt"]) })),
      { administrator: true },
    )
    .post(
      "/:school/team/instellingen",
      async ({ visit, body }) => {
        const contact = readContact(body)
        if (!contact.ok)
          return show(
            visit,
            screenOf(visit, { contact: { ...body, saved: false, refusal: contact.refusal } }),
            422,
          )
        changeContact(parts.registry, visit.db.school, contact.value)
        await noteContactChange(visit.db, visit.visitor, visit.now)
        const screen = screenOf(visit, { contact: { ...contact.value, saved: true, refusal: null } })
        return done(visit, screen, `${visit.to.settings()}?gelukt=contact-saved`)
      },
      { administrator: true, body: form({ phone: text(40), email: text(254) }) },
    )

function screenOf(visit: Visit<Administrator>, news: { contact?: ContactScreen; done?: Settings["done"] }) {
  const { db, frame, visitor } = visit
  const { factor, factorDecision } = settingsOf(db)
  const { phone, email } = db.school
  const screen: Settings = {
    contact: news.contact ?? { phone, email, saved: false, refusal: null },
    factor: factorDecision ? factor : null,
    ...pupilsWithFactor(db),
    colleagues: colleagues(db, visitor),
    self: visitor.staff,
    done: news.done ?? null,
  }
  return {
    page: () => SettingsPage({ frame, screen }),
    fragment: () => ContactCard({ frame, screen: screen.contact }),
  }
}

const doneOf = oneOf<NonNullable<Settings["done"]>>(
  "contact-saved",
  "invited",
  "invited-again",
  "removed",
  "factor-chosen",
  "factor-forgotten",
)
