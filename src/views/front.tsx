import type { SchoolEntry } from "../domain/school.ts"
import { pathsOf } from "../paths.ts"
import { SitePage } from "./problems.tsx"
import { type Language, languages } from "./words/languages.ts"

/** Parents who lost their letter find their school here. */
export function FrontPage({ language, schools }: { language: Language; schools: readonly SchoolEntry[] }) {
  const words = languages[language].door
  return (
    <SitePage language={language} title={words.frontTitle}>
      <h1>{words.frontTitle}</h1>
      <p class="lead">{words.frontLead}</p>
      <ul class="stack">
        {schools.map((school) => (
          <li>
            <a href={pathsOf(school.slug).door()}>
              {school.name}
              {school.city ? `, ${school.city}` : ""}
            </a>
          </li>
        ))}
      </ul>
    </SitePage>
  )
}
