import { pbkdf2Sync } from "node:crypto"
import { attemptsOf } from "../../src/db/access/attempts.ts"
import type { Caller } from "../../src/db/access/entries.ts"
import { invitationOf } from "../../src/db/access/invitations.ts"
import { type NamesWish, signInByCode, signInByNames } from "../../src/db/access/sign-in.ts"
import { write } from "../../src/db/open.ts"
import { ensureInvitations } from "../../src/db/rounds/round-invitations.ts"
import { budgets, showsWork } from "../../src/domain/access/attempts.ts"
import { evenFactor, factorPurpose, factorText } from "../../src/domain/access/sign-in.ts"
import type { HouseholdId } from "../../src/domain/ids.ts"
import type { SignInFactor } from "../../src/domain/school/school.ts"
import type { World } from "./app.ts"
import { cast } from "./school.ts"

/** The facts of the cast: pupil P1 (Defne) was born on 27 March 2015, P2 a day later, and so on. */
export const facts = {
  "birth-date": (at: number) => `2015-03-${26 + at}`,
  "pupil-number": (at: number) => `00120${at}`,
  postcode: (at: number) => `101${at} A${"BCDEF"[at - 1]}`,
  bsn4: (at: number) => `123${at}`,
}

/** De Regenboog chose this factor, and knows it of every pupil. */
export function chooseFactor(world: World, factor: SignInFactor): void {
  const { school } = world
  school.client.run("UPDATE school SET factor = ?", [factor])
  if (factor === "none") return
  for (let at = 1; at <= 5; at++) {
    const even = evenFactor(factor, facts[factor](at)) as string
    const hash = school.keys.hash(factorPurpose(factor), factorText(`P${at}`, even))
    school.client.run("UPDATE pupils SET factor_hash = ? WHERE key = ?", [hash, `P${at}`])
  }
}

/** What a parent types for a child of the cast when the factor is the birth date. */
export const born = (first: string, last: string, at: number) => ({
  road: "names",
  first,
  last,
  day: String(26 + at),
  month: "3",
  year: "2015",
})
export const defne = born("Defne", "Yilmaz", 1)
/** The same child, with a day that is wrong. */
export const mistyped = { ...defne, day: "1" }

/** Every household of the round is invited; gives the code and link of this one. */
export async function invite(world: World, household: number = cast.households.yilmaz) {
  const { school, clock } = world
  await write(school, (tx) => ensureInvitations(school, tx, cast.round, clock.now))
  const { code, link } = invitationOf(school.keys, household as HouseholdId, cast.round, 1)
  return { code, link }
}

/** The work that the page asks for, done as a browser does it; or an answer that shows none. */
export function solve(challenge: string, well = true): { challenge: string; answer: string } {
  const nonce = challenge.split(".")[1] ?? ""
  for (let answer = 0; ; answer++) {
    const outcome = pbkdf2Sync(String(answer), nonce, budgets.proof.iterations, 32, "sha256")
    if (showsWork(outcome) === well) return { challenge, answer: String(answer) }
  }
}

export const challengeIn = (page: string) => /name="challenge" value="([^"]+)"/.exec(page)?.[1]
export const session = "__Host-ouder-de-regenboog"
export const device = "__Host-toestel-de-regenboog"
export const from = (address: string) => ({ "Fly-Client-IP": address })

/** Somebody at the door, who was never here. */
export const someone: Caller = { address: "192.0.2.1", session: null, device: null, language: null }
/** What is typed for a child, and a child of the cast. */
export const typed = (first: string, last: string, even: string): NamesWish => ({
  first,
  last,
  even,
  proof: null,
})
export const ofDefne = typed("Defne", "Yilmaz", "2015-03-27")

/** How one comes in, in the world of this moment, and for how many seconds a code was kept waiting. */
export function entering(world: () => World) {
  const waits: number[] = []
  const attempts = () => attemptsOf(world().registry, world().clock.now)
  const byNames = (names: NamesWish, caller = someone) =>
    signInByNames(world().school, attempts(), names, caller, world().clock.now)
  const byCode = (code: string, caller = someone) =>
    signInByCode(
      world().school,
      attempts(),
      code,
      { ...caller, wait: async (seconds) => waits.push(seconds) },
      world().clock.now,
    )
  const later = (minutes: number) => {
    world().clock.now = world().clock.now.add({ minutes })
  }
  return { waits, attempts, byNames, byCode, later }
}
