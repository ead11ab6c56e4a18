import type { Certificate } from "../domain/erasing.ts"
import { site } from "../paths.ts"
import { CertificateFacts } from "./parts/certificate.tsx"
import { Field } from "./parts/field.tsx"
import { Notice } from "./parts/notice.tsx"
import { SitePage } from "./problems.tsx"
import { type Language, languages } from "./words/languages.ts"

export type CheckScreen = {
  /** What was given; null when nothing was. */
  asked: string | null
  known: { certificate: Certificate; scrubbedAt: Temporal.Instant | null } | null
  /** The public key, as a JWK. */
  key: string
}

/** Anybody checks a certificate of erasing, by its number or by the code that was signed. */
export function CheckPage({ language, screen }: { language: Language; screen: CheckScreen }) {
  const words = languages[language]
  const said = words.records.check
  const { asked, known } = screen
  return (
    <SitePage language={language} title={said.title}>
      <h1>{said.title}</h1>
      {asked !== null && known ? (
        <Notice kind="done" title={said.right}>
          <p>{said.rightHow}</p>
        </Notice>
      ) : null}
      {asked !== null && !known ? (
        <Notice kind="wrong" title={said.wrong}>
          <p>{said.wrongHow}</p>
        </Notice>
      ) : null}
      {known ? (
        <section class="card">
          <CertificateFacts
            certificate={known.certificate}
            scrubbedAt={known.scrubbedAt}
            words={words}
            language={language}
          />
        </section>
      ) : (
        <p class="lead">{said.lead}</p>
      )}
      <form class="card plain" method="get" action={site.check()}>
        <Field name="bewijs" label={said.field} />
        <button type="submit">{said.go}</button>
      </form>
      <p class="hint">
        {said.key} <code>{screen.key}</code>
      </p>
    </SitePage>
  )
}
