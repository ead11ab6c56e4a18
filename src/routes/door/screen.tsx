import { settingsOf } from "../../db/school/settings.ts"
import { SignInPage, type SignInScreen } from "../../views/door/sign-in.tsx"
import type { Visit } from "../guards.ts"
import { wantedOf } from "../wanted.ts"

/** The door as a screen, with what is known about it. */
export const door = (visit: Visit, known: Partial<SignInScreen>) => {
  const screen: SignInScreen = {
    factor: settingsOf(visit.db).factor,
    trouble: null,
    note: null,
    ...known,
    typed: { first: "", last: "", email: "", ...known.typed },
  }
  return { page: () => <SignInPage frame={visit.frame} screen={screen} /> }
}

/** What there is to say to somebody who comes to the door: signed in already, just signed out, or on the way to a page. */
export function noteOf({ request, visitor, origin, db }: Visit): SignInScreen["note"] {
  if (visitor?.role === "parent") return "already"
  if (new URL(request.url).searchParams.has("uitgelogd")) return "signed-out"
  return wantedOf(origin, db.school.slug, request) === null ? null : "wanted"
}
