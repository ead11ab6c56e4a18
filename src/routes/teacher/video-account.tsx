import { Elysia } from "elysia"
import { onlineRounds } from "../../db/online/online-rounds.ts"
import { noteAccount } from "../../db/online/video-accounts.ts"
import { videoTodos } from "../../db/online/video-todo.ts"
import { openSchool } from "../../db/registry.ts"
import type { Staff } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { linkTroubles } from "../../domain/online/linked-account.ts"
import { accountProviders } from "../../domain/online/video-meeting.ts"
import { pathsOf, site } from "../../paths.ts"
import { AccountPage, type AccountScreen } from "../../views/teacher/video-account.tsx"
import { form, idOf, text, ticked } from "../form.ts"
import { guards, type Parts, toAnyone, type Visit } from "../guards.ts"
import { go, missing, show } from "../htmx.ts"
import { dropAccount, isProvider, linkedAccount } from "./account-cookie.ts"
import { begin, finish } from "./account-linking.ts"

/** Linking an account for talks online, and letting go of it. */
export const videoAccount = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/video", ({ visit, query }) => page(parts, visit, query), { teacher: true })
    .get(
      // A link and no form: our pages may send forms to nobody else, and what follows is at the provider.
      "/:school/team/video/koppel/:provider",
      ({ visit, params, query }) => begin(parts, visit, params.provider, idOf<RoundId>(query["ronde"])),
      { teacher: true },
    )
    .get(
      "/:school/team/video/terug/:provider",
      ({ visit, params, query }) => finish(parts, visit, params.provider, query),
      { teacher: true },
    )
    .post(
      "/:school/team/video/los",
      async ({ visit, body }) => {
        const account = await linkedAccount(visit)
        const revoke = account && parts.video?.accounts[account.provider]?.revoke
        if (account && body.everywhere && revoke) await revoke(account.refreshToken)
        if (account) await noteAccount(visit.db, visit.visitor, "account-unlinked", visit.now)
        return go(visit, visit.to.video("los"), { "Set-Cookie": dropAccount(visit) })
      },
      { teacher: true, body: form({ everywhere: ticked }) },
    )
    .get(
      // One address for all schools, because it must be written down at the provider. What is not known here goes no further.
      "/video/terug/:provider",
      ({ request, params, query }) => {
        const [slug = ""] = (query["state"] ?? "").split(".")
        if (!isProvider(params.provider)) return missing()
        if (!/^[a-z0-9-]{1,80}$/.test(slug) || !openSchool(parts.registry, slug))
          return go({ request }, site.front())
        const fault = /AADSTS\d{4,7}/.exec(query["error_description"] ?? "")?.[0] ?? ""
        const known = new URLSearchParams()
        for (const name of ["code", "state", "error"] as const) if (query[name]) known.set(name, query[name])
        if (fault) known.set("fout", fault)
        return go({ request }, `${pathsOf(slug).videoReturn(params.provider)}?${known}`)
      },
      toAnyone,
    )

async function page(
  parts: Parts,
  visit: Visit<Staff>,
  query: Record<string, string | undefined>,
): Promise<Response> {
  const account = await linkedAccount(visit)
  const provider = isProvider(query["bij"]) ? query["bij"] : null
  const trouble = linkTroubles.find((each) => each === query["mis"]) ?? null
  const screen: AccountScreen = {
    account: account && { provider: account.provider, email: account.email },
    offers: accountProviders.map((each) => ({ provider: each, ready: Boolean(parts.video?.accounts[each]) })),
    trouble: trouble && { kind: trouble, provider, round: idOf<RoundId>(query["ronde"]) || null },
    administrators: provider ? (parts.video?.accounts[provider]?.forAdministrators ?? null) : null,
    canRevoke: Boolean(account && parts.video?.accounts[account.provider]?.revoke),
    said:
      text(20)(query["gelukt"]) === "los" ? "unlinked" : query["gelukt"] === "gekoppeld" ? "linked" : null,
    rounds: onlineRounds(visit.db, visit.visitor, visit.now),
    todos: videoTodos(visit.db, visit.visitor, visit.now),
  }
  return show(
    visit,
    { page: () => <AccountPage frame={visit.frame} screen={screen} /> },
    trouble === null ? 200 : 409,
  )
}
