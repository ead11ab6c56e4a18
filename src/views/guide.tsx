import type { AccountProvider } from "../domain/online/video-meeting.ts"
import { raw } from "./jsx/jsx-runtime.ts"
import { SitePage } from "./problems.tsx"
import { type Language, languages } from "./words/languages.ts"

/** How this service is known at a provider, for whoever must allow it there. */
export type GuideClient = { provider: AccountProvider; clientId: string }

type Props = { language: Language; markdown: string; clients: readonly GuideClient[] }

/**
 * The guide for schools, as it stands in docs/school-guide.md: for staff, and for the IT person whom they send here and who has no
 * account. It is in Dutch, whatever language the page around it is in. Its text is our own; markup of others in it would be shown as text.
 */
export function GuidePage({ language, markdown, clients }: Props) {
  const html = Bun.markdown.html(numbered(markdown, clients), {
    headings: { ids: true },
    noHtmlBlocks: true,
    noHtmlSpans: true,
  })
  return (
    <SitePage language={language} title={languages[language].online.guide.title} stage="staff">
      <article class="paper guide" lang="nl">
        {raw(html)}
      </article>
    </SitePage>
  )
}

/** Each school's IT person finds our number there at the end of their own page. */
function numbered(markdown: string, clients: readonly GuideClient[]): string {
  const { providers, guide } = languages.nl.online
  return markdown
    .split(/^(?=## )/m)
    .map((section) => {
      const [heading = ""] = section.split("\n")
      const known = clients.find(({ provider }) => heading.includes(`${providers[provider]}-school`))
      return known ? `${section.trimEnd()}\n\n**${guide.client}** \`${known.clientId}\`\n\n` : section
    })
    .join("")
}
