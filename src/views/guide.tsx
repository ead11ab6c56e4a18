import type { AccountProvider } from "../domain/video-meeting.ts"
import { raw } from "./jsx/jsx-runtime.ts"
import { SitePage } from "./problems.tsx"
import { languages } from "./words/languages.ts"

/** How this service is known at a provider, for whoever must allow it there. */
export type GuideClient = { provider: AccountProvider; clientId: string }

/**
 * The guide for schools, as it stands in docs/school-guide.md: for staff, and for the IT person whom they send here and who has no
 * account. It is in Dutch, as a school reads it. Its text is our own; markup of others in it would be shown as text.
 */
export function GuidePage({ markdown, clients }: { markdown: string; clients: readonly GuideClient[] }) {
  const { online } = languages.nl
  const html = Bun.markdown.html(markdown, {
    headings: { ids: true },
    noHtmlBlocks: true,
    noHtmlSpans: true,
  })
  return (
    <SitePage language="nl" title={online.guide.title} stage="staff">
      <article class="paper guide">{raw(html)}</article>
      {clients.length > 0 ? (
        <section class="guide stack" aria-labelledby="clients">
          <h2 id="clients">{online.guide.clients}</h2>
          <dl class="facts">
            {clients.map(({ provider, clientId }) => (
              <>
                <dt>{online.providers[provider]}</dt>
                <dd>
                  <bdi class="long">{clientId}</bdi>
                </dd>
              </>
            ))}
          </dl>
        </section>
      ) : null}
    </SitePage>
  )
}
