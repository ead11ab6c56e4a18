import { site } from "../../paths.ts"
import { CaughtPage } from "../dev.tsx"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { SitePage } from "../problems.tsx"
import { type Language, languageNames, languages } from "../words/languages.ts"
import { accountStates } from "./account.tsx"
import { answerStates } from "./answers.tsx"
import { doorStates } from "./door.tsx"
import { eveningStates } from "./evening.tsx"
import { figureStates } from "./figures.tsx"
import { householdStates } from "./households.tsx"
import { importStates } from "./imports.tsx"
import { exampleMail, mailNames } from "./mails.ts"
import { messageStates } from "./messages.tsx"
import { paperStates } from "./papers.tsx"
import { parentStates } from "./parent.tsx"
import { recordStates } from "./records.tsx"
import { roundStates } from "./rounds.tsx"
import { schoolStates } from "./school.tsx"
import { moment, type States, stageIn } from "./stage.ts"
import { swapStates } from "./swaps.tsx"
import { teacherStates } from "./teacher.tsx"
import { timetableStates } from "./timetable.tsx"
import { upheavalStates } from "./upheavals.tsx"
import { videoStates } from "./video.tsx"

// For who builds this, in development only: every screen and every mail in its states, drawn from invented data.

const mailStates: States = Object.fromEntries(
  mailNames.map((name) => [
    name,
    ({ stranger: { language, origin } }) => {
      const { calendar, ...mail } = exampleMail(name, language, origin)
      const caught = { ...mail, name, at: moment("2026-11-03 10:00"), to: "familie.devries@post.example" }
      const looks = site.mailExample(language, name)
      return CaughtPage({ mail: { ...caught, calendar: calendar?.content ?? null }, origin, looks })
    },
  ]),
)

/** Everything that can be looked at, by part and name as they are in the address. */
export const gallery: Readonly<Record<string, States>> = {
  deur: doorStates,
  ouder: parentStates,
  ruilen: swapStates,
  leraar: teacherStates,
  online: videoStates,
  team: accountStates,
  school: schoolStates,
  gezinnen: householdStates,
  inlezen: importStates,
  avond: eveningStates,
  cijfers: figureStates,
  berichten: messageStates,
  rondes: { ...roundStates, ...timetableStates, ...upheavalStates, ...answerStates },
  privacy: paperStates,
  gegevens: recordStates,
  mail: mailStates,
}

export const galleryLanguages = Object.keys(languages) as Language[]

/** One state as a whole page; null when there is none of this name. */
export function stateOf(part: string, name: string, language: Language, origin: string): Markup | null {
  const states = Object.hasOwn(gallery, part) ? gallery[part] : undefined
  const draw = states && Object.hasOwn(states, name) ? states[name] : undefined
  return draw ? draw(stageIn(language, origin)) : null
}

/** All states, with a way to each in every language. */
export function GalleryPage() {
  return (
    <SitePage language="nl" title="Galerij">
      <h1>Galerij</h1>
      <p class="lead">
        Elk scherm en elke mail in al hun standen, met verzonnen gegevens. Knoppen leiden hier nergens heen.
      </p>
      {Object.entries(gallery).map(([part, states]) => (
        <section class="stack" aria-labelledby={part}>
          <h2 id={part}>{part.charAt(0).toUpperCase() + part.slice(1)}</h2>
          <ul>
            {Object.keys(states).map((name) => (
              <li>
                <a href={site.state("nl", part, name)}>{name.replaceAll("-", " ")}</a>
                {galleryLanguages
                  .filter((language) => language !== "nl")
                  .map((language) => (
                    <>
                      {" · "}
                      <a href={site.state(language, part, name)} lang={language}>
                        {languageNames[language]}
                      </a>
                    </>
                  ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </SitePage>
  )
}
