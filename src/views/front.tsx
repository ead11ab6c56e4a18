import type { SchoolEntry } from "../domain/school/school.ts"
import { pathsOf, site } from "../paths.ts"
import { LanguageSwitch } from "./layout.tsx"
import { Field } from "./parts/field.tsx"
import { SitePage } from "./problems.tsx"
import { type Language, languages } from "./words/languages.ts"

export type FrontScreen = {
  /** Schools to choose from: all while there are few, those that were searched for otherwise. */
  schools: readonly SchoolEntry[]
  /** What was searched for; null while nothing is, and when there are too few schools to need it. */
  asked: string | null
  few: boolean
}
type Props = { language: Language; screen: FrontScreen }

/** Parents who lost their letter find their school here. */
export function FrontPage({ language, screen }: Props) {
  const { door } = languages[language]
  return (
    <SitePage
      language={language}
      title={door.frontTitle}
      tools={<LanguageSwitch language={language} words={languages[language]} action={site.language()} />}
    >
      <h1>{door.frontTitle}</h1>
      <p class="lead">{door.frontLead}</p>
      {screen.few ? null : <Search language={language} asked={screen.asked ?? ""} />}
      <Schools language={language} screen={screen} />
      <p class="hint">{door.frontLetter}</p>
    </SitePage>
  )
}

function Search({ language, asked }: { language: Language; asked: string }) {
  const { door } = languages[language]
  return (
    <search>
      <form class="card plain" method="get" action={site.front()}>
        <Field name="zoek" label={door.frontSearch} value={asked} type="search" />
        <button type="submit">{door.frontFind}</button>
      </form>
    </search>
  )
}

function Schools({ language, screen }: Props) {
  const { door } = languages[language]
  const { schools, asked, few } = screen
  if (schools.length === 0) {
    const why = few ? door.frontNoSchools : door.frontNothing
    return <>{few || asked ? <p role="status">{why}</p> : null}</>
  }
  return (
    <section class="stack" aria-labelledby={asked ? "found" : undefined}>
      {asked ? <h2 id="found">{door.frontFound(schools.length)}</h2> : null}
      <ul class="schools">
        {schools.map((school) => (
          <li>
            <a class="card" href={pathsOf(school.slug).door()}>
              <strong>{school.name}</strong>
              <span class="hint">{school.city}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
