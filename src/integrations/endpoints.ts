import type { AccountProvider } from "../domain/online/video-meeting.ts"

/** Where a provider answers. Tests and nobody else put other addresses here. */
export type Endpoints = {
  authorize: string
  token: string
  keys: string
  revoke: string | null
  /** "{tid}" stands for the tenant that the token names. */
  issuer: string
  /** Where meetings are made. */
  calls: string
}

/** How we are known at a provider. */
export type AccountClient = { id: string; secret: string; endpoints: Endpoints }

/** The providers as they are. */
export const providerEndpoints: Record<AccountProvider, Endpoints> = {
  google: {
    authorize: "https://accounts.google.com/o/oauth2/v2/auth",
    token: "https://oauth2.googleapis.com/token",
    keys: "https://www.googleapis.com/oauth2/v3/certs",
    revoke: "https://oauth2.googleapis.com/revoke",
    issuer: "https://accounts.google.com",
    calls: "https://www.googleapis.com/",
  },
  microsoft: {
    // Not "common": accounts that are nobody's work cannot make these meetings.
    authorize: "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
    token: "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
    keys: "https://login.microsoftonline.com/organizations/discovery/v2.0/keys",
    revoke: null,
    issuer: "https://login.microsoftonline.com/{tid}/v2.0",
    calls: "https://graph.microsoft.com/",
  },
}

/** All of a provider at another place: a stand-in for development and tests. */
export const endpointsAt = (root: string): Endpoints => ({
  authorize: `${root}/authorize`,
  token: `${root}/token`,
  keys: `${root}/keys`,
  revoke: `${root}/revoke`,
  issuer: root,
  calls: `${root}/`,
})
