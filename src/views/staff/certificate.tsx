import type { Certificate } from "../../domain/privacy/erasing.ts"
import { site } from "../../paths.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import type { Paper } from "../paper.ts"
import { CertificateFacts, certificateFacts } from "../parts/certificate.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type CertificateScreen = {
  certificate: Certificate
  signed: string
  scrubbedAt: Temporal.Instant | null
  /** Just now erased. */
  fresh: boolean
}
type Props = { frame: Frame; screen: CertificateScreen }

/** The certificate of something that was erased. */
export function CertificatePage({ frame, screen }: Props) {
  const words = frame.words.records
  const { certificate, signed, scrubbedAt, fresh } = screen
  return (
    <StaffPage frame={frame} title={words.proof.title} here="settings">
      <div class="households">
        <PageHead back={{ to: frame.to.records(), name: words.title }} title={words.proof.title} />
        {fresh ? (
          <Notice kind="done" focus>
            <p>{words.proof.done}</p>
          </Notice>
        ) : null}
        <section class="card stack">
          <CertificateFacts
            certificate={certificate}
            scrubbedAt={scrubbedAt}
            words={frame.words}
            language={frame.language}
          />
          <p class="hint">{words.proof.noName}</p>
          <div class="actions">
            <a class="button" href={frame.to.certificatePaper(certificate.number)} download="">
              {words.proof.pdf}
            </a>
            <a class="button second" href={site.checked(certificate.number)}>
              {words.proof.check}
            </a>
          </div>
          <section class="signed">
            <h2>{words.proof.code}</h2>
            <p class="hint">{words.proof.codeHow}</p>
            <p>
              <code>{signed}</code>
            </p>
          </section>
        </section>
      </div>
    </StaffPage>
  )
}

/** The same on paper. */
export function certificatePaper(props: {
  frame: Pick<Frame, "words" | "language" | "origin">
  screen: Omit<CertificateScreen, "fresh">
}): Paper {
  const { language, origin, words: all } = props.frame
  const words = all.records.proof
  const { certificate, scrubbedAt, signed } = props.screen
  return {
    title: words.title,
    language,
    made: certificate.at,
    blocks: [
      { facts: certificateFacts(certificate, scrubbedAt, all, language) },
      { heading: all.records.check.title },
      { text: words.how },
      { text: words.address(`${origin}${site.checked(certificate.number)}`) },
      { hint: words.noName },
      { hint: words.code },
      { code: signed },
    ],
  }
}
