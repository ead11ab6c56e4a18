import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import Provider, { type Configuration, interactionPolicy } from "oidc-provider"
import type { AccountProvider } from "../../src/domain/online/video-meeting.ts"
import { accountsOf } from "../../src/integrations/accounts.ts"
import { endpointsAt } from "../../src/integrations/endpoints.ts"
import { googleMeet } from "../../src/integrations/google-meet.ts"
import { microsoftTeams } from "../../src/integrations/microsoft-teams.ts"
import type { VideoParts } from "../../src/video-steps.ts"
import { CalendarStandIn } from "./calendar-stand-in.ts"
import { TeamsStandIn } from "./teams-stand-in.ts"

// Google and Microsoft for tests. Signing in, consent, PKCE, tokens and rotation are oidc-provider's, a real server. What nobody
// offers, calendars and meetings with a memory, are stand-ins of ours beside it, on the same address.

const scopes = {
  google: ["openid", "email", "https://www.googleapis.com/auth/calendar.app.created"],
  microsoft: ["openid", "profile", "email", "offline_access", "OnlineMeetings.ReadWrite"],
} as const

const client = { id: "tienminuten", secret: "een-geheim-van-onze-toepassing" }

/** Who sits at the provider's page, and what they do there. */
export type Person = {
  sub: string
  email: string
  /** Boxes that are left empty. */
  unticked: string[]
  refuses: boolean
  tenant: string
  /** So many letters in a refresh token. */
  tokenLength: number
  /** Does a renewed refresh token end the old one? Microsoft lets it be, and asks to throw it away. */
  endsOldTokens: boolean
  /** Nobody gets a token now. */
  isDown: boolean
}

/** A provider with a page to consent on. It listens on loopback, on a port of its own. */
async function startProvider(kind: AccountProvider, redirects: string[]) {
  const person: Person = {
    sub: "tim-1",
    email: "tim@regenboog.example",
    unticked: [],
    refuses: false,
    tenant: "regenboog-tenant",
    tokenLength: 43,
    endsOldTokens: false,
    isDown: false,
  }
  const issued = new Set<string>()
  const refreshed = new Set<string>()
  const standIn = kind === "google" ? new CalendarStandIn() : new TeamsStandIn()
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const root = `http://localhost:${(server.address() as AddressInfo).port}`
  /** Made when somebody first comes: most tests go to one of the two. */
  const service = () => (made ??= begin())
  let made: ReturnType<typeof begin> | undefined
  function begin() {
    const provider = quietly(() => new Provider(root, configuration(kind, redirects, person)))
    const { consume } = provider.RefreshToken.prototype
    provider.RefreshToken.prototype.consume = async function (this: never) {
      if (person.endsOldTokens) await consume.call(this)
    }
    provider.on("access_token.saved", (token) => issued.add(String((token as { jti: string }).jti)))
    provider.on("refresh_token.saved", (token) => refreshed.add(String((token as { jti: string }).jti)))
    provider.on("server_error", (_, error) => console.error(error))
    return { provider, callback: provider.callback() }
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const path = (request.url ?? "").split("?")[0] ?? ""
    if (path.startsWith("/toestemming/")) return consent(request, response)
    if (/^\/(calendar|v1\.0)\//.test(path)) {
      const token = (request.headers.authorization ?? "").replace("Bearer ", "")
      if (!issued.has(token)) {
        response.writeHead(401, { "Content-Type": "application/json" })
        return response.end('{"error":{"code":401,"errors":[{"reason":"authError"}]}}')
      }
      return standIn.answer(request, response)
    }
    if (person.isDown && path === "/token") {
      response.writeHead(503, { "Retry-After": "30" })
      return response.end("upstream")
    }
    return service().callback(request, response)
  }

  /** A page with two buttons, as every provider has. */
  async function consent(request: IncomingMessage, response: ServerResponse) {
    const { provider } = service()
    if (request.method === "GET") {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" })
      const who = `<p>${person.email}</p>`
      return response.end(
        `<!doctype html><title>Toestemming</title>${who}<form method="post"><button>Toestaan</button></form>`,
      )
    }
    if (person.refuses)
      return provider.interactionFinished(
        request,
        response,
        { error: "access_denied" },
        { mergeWithLastSubmission: false },
      )
    const details = await provider.interactionDetails(request, response)
    const grant = new provider.Grant({ accountId: person.sub, clientId: client.id })
    const asked = String(details.params["scope"]).split(" ")
    grant.addOIDCScope(
      asked.filter((scope) => !person.unticked.some((each) => scope.includes(each))).join(" "),
    )
    const rejected = asked.filter((scope) => person.unticked.some((each) => scope.includes(each)))
    if (rejected.length > 0) grant.rejectOIDCScope(rejected.join(" "))
    const result = {
      select_account: {},
      login: { accountId: person.sub },
      consent: { grantId: await grant.save() },
    }
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }

  return {
    root,
    person,
    standIn,
    /** Every token that was ever given out: none of them may be found anywhere. */
    tokens: () => [...issued, ...refreshed],
    /** Ends every link at the provider itself, as somebody can who is there, or another browser of theirs. */
    async revokeAll() {
      const Authorization = `Basic ${btoa(`${client.id}:${client.secret}`)}`
      for (const token of refreshed) {
        const body = new URLSearchParams({ token })
        const answer = await fetch(`${root}/revoke`, { method: "POST", headers: { Authorization }, body })
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      }
    },
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

/** Microsoft lets people choose among accounts: one more question than the server knows by itself. */
function questions() {
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }), 0)
  return policy
}

/** The server warns that it is no production: it is not. */
function quietly<Made>(make: () => Made): Made {
  const { info, warn } = console
  console.info = console.warn = () => undefined
  try {
    return make()
  } finally {
    Object.assign(console, { info, warn })
  }
}

function configuration(kind: AccountProvider, redirects: string[], person: Person): Configuration {
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: redirects,
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    scopes: [...scopes[kind]],
    claims: { openid: ["sub", "tid", "oid"], email: ["email"] },
    conformIdTokenClaims: false,
    routes: { authorization: "/authorize", token: "/token", jwks: "/keys", revocation: "/revoke" },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: async () => true },
    },
    interactions: { policy: questions(), url: (_, interaction) => `/toestemming/${interaction.uid}` },
    issueRefreshToken: async () => true,
    // Six bits are one letter.
    formats: {
      bitsOfOpaqueRandomness: (_, token) => (token.kind === "RefreshToken" ? person.tokenLength * 6 : 256),
    },
    // Microsoft gives a new refresh token with every answer, Google never.
    rotateRefreshToken: kind === "microsoft",
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: person.email,
        ...(kind === "microsoft" ? { tid: person.tenant, oid: sub } : {}),
      }),
    }),
    cookies: { keys: ["een-sleutel-van-de-proef"] },
    // What was allowed outlives the sitting at the provider, as with both of the real ones.
    expiresWithSession: () => false,
    ttl: {
      AccessToken: 3600,
      RefreshToken: 86400,
      IdToken: 3600,
      AuthorizationCode: 60,
      Grant: 86400,
      Session: 1,
      Interaction: 600,
    },
  }
}

/** Both providers for a world that is served at this origin, and the parts with which it reaches them. */
export async function startProviders(origin = "http://localhost:3000") {
  const google = await startProvider("google", [`${origin}/video/terug/google`])
  const microsoft = await startProvider("microsoft", [`${origin}/video/terug/microsoft`])
  const video = partsAt(google.root, microsoft.root)
  return {
    google,
    microsoft,
    video,
    calendar: google.standIn as CalendarStandIn,
    teams: microsoft.standIn as TeamsStandIn,
    async close() {
      await Promise.all([google.close(), microsoft.close()])
    },
  }
}

/** The parts of our own with which providers at these addresses are reached. */
export function partsAt(google: string, microsoft: string): VideoParts {
  const known = (kind: AccountProvider, root: string) =>
    accountsOf(kind, { ...client, endpoints: endpointsAt(root) })
  return {
    accounts: { google: known("google", google), microsoft: known("microsoft", microsoft) },
    rooms: { google: googleMeet(`${google}/`), microsoft: microsoftTeams(`${microsoft}/`) },
  }
}

/** Goes to the provider's page and presses the button there; gives the address of ours to which the browser is sent back. */
export async function consentAt(address: string, us = "http://localhost:3000"): Promise<string> {
  const cookies = new Map<string, string>()
  let next = address
  for (let hops = 0; hops < 12; hops++) {
    if (next.startsWith(us)) return next.slice(us.length)
    const method = next.includes("/toestemming/") ? "POST" : "GET"
    const answer = await fetch(next, {
      method,
      redirect: "manual",
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get("Location")
    if (!location) throw new Error(`${answer.status} ${await answer.text()}`)
    next = new URL(location, next).href
  }
  throw new Error("The provider went round in circles")
}
