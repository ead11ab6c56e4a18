import { Elysia } from "elysia"
import { certificatesOf } from "../../db/privacy/certificates.ts"
import type { Administrator } from "../../domain/access/access.ts"
import { writePaper } from "../../views/paper.ts"
import { CertificatePage, certificatePaper } from "../../views/staff/certificate.tsx"
import { guards, type Parts, type Visit } from "../guards.ts"
import { download, missing, show } from "../htmx.ts"

/** The certificate of what a school erased, as a page and on paper. */
export const certificate = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/bewijzen/:number",
      async ({ visit, params, query }) => {
        const screen = { ...(await found(parts, visit, params.number)), fresh: "gewist" in query }
        return show(visit, { page: () => CertificatePage({ frame: visit.frame, screen }) })
      },
      { administrator: true },
    )
    .get(
      "/:school/team/bewijzen/:number/pdf",
      async ({ visit, params }) => {
        const screen = { ...(await found(parts, visit, params.number)), fresh: false }
        const paper = await writePaper(certificatePaper({ frame: visit.frame, screen }))
        return download(paper, "application/pdf", `bewijs-${screen.certificate.number}.pdf`)
      },
      { administrator: true },
    )

/** One of this school's own; another school's is not there. */
async function found(parts: Parts, visit: Visit<Administrator>, number: string) {
  const [mine] = await certificatesOf(parts.registry, visit.db, visit.visitor, number)
  return mine ?? missing()
}
