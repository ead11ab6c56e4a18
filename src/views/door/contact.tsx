import type { SchoolEntry } from "../../domain/school/school.ts"
import type { Words } from "../words/nl.ts"

/** How to reach a person at school: phone and e-mail, as links. */
export function Contact({ school, words }: { school: SchoolEntry; words: Words }) {
  const [name, host] = school.email.split("@")
  return (
    <p class="contact">
      {school.phone ? (
        <a href={`tel:${school.phone.replace(/[^0-9+]/g, "")}`}>
          {words.layout.helpPhone} <bdi>{school.phone}</bdi>
        </a>
      ) : null}
      {school.email ? (
        <a href={`mailto:${school.email}`}>
          {words.layout.helpMail}{" "}
          <bdi>
            {name}@<wbr />
            {host}
          </bdi>
        </a>
      ) : null}
    </p>
  )
}
