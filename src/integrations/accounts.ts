import {
  ArcticFetchError,
  CodeChallengeMethod,
  generateCodeVerifier,
  generateState,
  OAuth2Client,
  OAuth2RequestError,
  type OAuth2Tokens,
  UnexpectedResponseError,
} from "arctic"
import { createRemoteJWKSet, errors, jwtVerify } from "jose"
import type { Accounts, LinkTrouble } from "../domain/online/linked-account.ts"
import type { AccountProvider } from "../domain/online/video-meeting.ts"
import { accept, type Result, refuse } from "../domain/result.ts"
import type { AccountClient } from "./endpoints.ts"

// Everything that is known here of arctic: its author stopped in 2026, so nothing else may lean on it.

type Manners = {
  scopes: string[]
  /** The scope without which nothing can be made. */
  needed: string
  asking: Record<string, string>
  administrators: (clientId: string) => string
}

const manners: Record<AccountProvider, Manners> = {
  google: {
    scopes: ["openid", "email", "https://www.googleapis.com/auth/calendar.app.created"],
    needed: "calendar.app.created",
    // Without "consent" a second link brings no refresh token.
    asking: { access_type: "offline", prompt: "consent" },
    administrators: () => "https://admin.google.com/ac/owl/list?tab=configuredApps",
  },
  microsoft: {
    scopes: ["openid", "profile", "email", "offline_access", "OnlineMeetings.ReadWrite"],
    needed: "OnlineMeetings.ReadWrite",
    asking: { prompt: "select_account", response_mode: "query" },
    administrators: (clientId) =>
      `https://login.microsoftonline.com/organizations/adminconsent?client_id=${encodeURIComponent(clientId)}`,
  },
}

/** The tenant of accounts that belong to no school. */
const personalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad"
const patience = 10_000
/** A fresh token that is so many seconds off tells of a clock that is wrong. */
const clockMayDiffer = 600

export function accountsOf(provider: AccountProvider, client: AccountClient): Accounts {
  const { endpoints, id, secret } = client
  const { scopes, needed, asking, administrators } = manners[provider]
  const keys = createRemoteJWKSet(new URL(endpoints.keys), { timeoutDuration: patience })
  const oauth = (redirect: string | null) => new OAuth2Client(id, secret, redirect)

  return {
    ask(redirect, state) {
      const question = { state, verifier: generateCodeVerifier(), nonce: generateState() }
      const address = oauth(redirect).createAuthorizationURLWithPKCE(
        endpoints.authorize,
        state,
        CodeChallengeMethod.S256,
        question.verifier,
        scopes,
      )
      for (const [name, value] of Object.entries({ ...asking, nonce: question.nonce }))
        address.searchParams.set(name, value)
      return { address: address.href, question }
    },

    async finish(redirect, question, answer, now) {
      if (answer.error !== "") return refuse(troubleIn(answer.error, answer.fault))
      const exchanged = await asked(
        oauth(redirect).validateAuthorizationCode(endpoints.token, answer.code, question.verifier),
        "code-used",
      )
      if (!exchanged.ok) return exchanged
      const tokens = exchanged.value
      const granted = tokens.hasScopes() ? tokens.scopes() : scopes
      if (!granted.some((scope) => scope.endsWith(needed))) return refuse("unticked")
      const person = await personIn(tokens, question.nonce, now)
      if (!person.ok) return person
      if (!tokens.hasRefreshToken()) return refuse("unclear")
      return accept({ provider, ...person.value, refreshToken: tokens.refreshToken() })
    },

    async refresh(refreshToken) {
      // No scopes: the same as were granted.
      const refreshed = await asked(
        oauth(null).refreshAccessToken(endpoints.token, refreshToken, []),
        "revoked",
      )
      if (!refreshed.ok) return refreshed
      const tokens = refreshed.value
      // Google keeps the old one, Microsoft sends another.
      const kept = tokens.hasRefreshToken() ? tokens.refreshToken() : refreshToken
      return accept({ access: tokens.accessToken(), refreshToken: kept })
    },

    revoke:
      endpoints.revoke === null
        ? null
        : async (refreshToken) =>
            (await asked(oauth(null).revokeToken(endpoints.revoke as string, refreshToken), "unclear")).ok,

    forAdministrators: { clientId: id, address: administrators(id) },
  }

  /** Who the token is about, after all checks: signature, issuer, for us, fresh, and an answer to our question. */
  async function personIn(
    tokens: OAuth2Tokens,
    nonce: string,
    now: Temporal.Instant,
  ): Promise<Result<{ subject: string; email: string }, LinkTrouble>> {
    try {
      const { payload } = await jwtVerify(tokens.idToken(), keys, {
        audience: id,
        currentDate: new Date(now.epochMilliseconds),
        clockTolerance: clockMayDiffer,
        requiredClaims: ["sub", "iat", "exp"],
      })
      const tenant = String(payload["tid"] ?? "")
      if (tenant === personalTenant) return refuse("personal-account")
      const seconds = now.epochMilliseconds / 1000
      if (Math.abs(seconds - (payload.iat ?? 0)) > clockMayDiffer) return refuse("clock")
      if (payload["nonce"] !== nonce) return refuse("unclear")
      const issuer = endpoints.issuer.replace("{tid}", tenant)
      if (payload.iss !== issuer && `https://${payload.iss}` !== issuer) return refuse("unclear")
      const email = [payload["email"], payload["preferred_username"]].find(
        (each): each is string => typeof each === "string" && each.includes("@"),
      )
      const subject = tenant === "" ? payload.sub : `${tenant}/${payload["oid"] ?? payload.sub}`
      return accept({ subject: String(subject), email: email ?? "" })
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refuse("clock")
      // "nbf" lies ahead: our clock is behind.
      if (error instanceof errors.JWTClaimValidationFailed && error.claim === "nbf") return refuse("clock")
      return refuse(error instanceof errors.JWKSTimeout ? "unreachable" : "unclear")
    }
  }
}

/** Waits for an answer, not for ever; what went wrong becomes a word of ours, because the provider's own text may hold names. */
async function asked<Answer>(
  request: Promise<Answer>,
  invalidGrant: LinkTrouble,
): Promise<Result<Answer, LinkTrouble>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<"late">((done) => {
    timer = setTimeout(done, patience, "late")
  })
  try {
    const answer = await Promise.race([request, tooLong])
    return answer === "late" ? refuse("unreachable") : accept(answer as Answer)
  } catch (error) {
    if (error instanceof OAuth2RequestError)
      return refuse(
        error.code === "invalid_grant" ? invalidGrant : troubleIn(error.code, faultIn(error.description)),
      )
    if (error instanceof ArcticFetchError) return refuse("unreachable")
    if (error instanceof UnexpectedResponseError)
      return refuse(error.status === 429 || error.status >= 500 ? "unreachable" : "unclear")
    return refuse("unclear")
  } finally {
    clearTimeout(timer)
  }
}

/** The number of a fault at Microsoft, "AADSTS65001"; the rest of the text is nobody's business. */
const faultIn = (description: string | null) => /AADSTS\d{4,7}/.exec(description ?? "")?.[0] ?? ""

const adminFaults = new Set([
  "AADSTS65001",
  "AADSTS90094",
  "AADSTS90095",
  "AADSTS90093",
  "AADSTS650052",
  "AADSTS50105",
])
const personalFaults = new Set(["AADSTS50020", "AADSTS500200", "AADSTS9002346", "AADSTS500202"])

function troubleIn(error: string, fault: string): LinkTrouble {
  if (adminFaults.has(fault)) return "admin-needed"
  if (personalFaults.has(fault)) return "personal-account"
  switch (error) {
    case "access_denied":
      return "denied"
    case "admin_policy_enforced":
    case "org_internal":
    case "consent_required":
    case "interaction_required":
      return "admin-needed"
    case "invalid_client":
    case "unauthorized_client":
    case "redirect_uri_mismatch":
      return "not-set-up"
    case "server_error":
    case "temporarily_unavailable":
      return "unreachable"
    default:
      return "unclear"
  }
}
