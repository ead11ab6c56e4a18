import type { StaffId, TeacherId } from "../../domain/ids.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import type { Colleague } from "../../domain/staff/staff.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { type Account, AccountPage } from "../staff/account.tsx"
import { ColleaguePage, type ColleagueScreen } from "../staff/colleague.tsx"
import { type Invite, InvitePage } from "../staff/invite-colleague.tsx"
import { AccountPasswordPage, type NewPasswordTrouble } from "../staff/new-password.tsx"
import { ProvePage } from "../staff/prove.tsx"
import { RecoverPage } from "../staff/recover.tsx"
import { type Settings, SettingsPage } from "../staff/settings.tsx"
import { type DoorTrouble, StaffCodePage, StaffDoorPage } from "../staff/sign-in.tsx"
import { BsnPage, SignInFactorPage } from "../staff/sign-in-factor.tsx"
import { SpentLinkPage, WelcomePage, WelcomePasswordPage } from "../staff/welcome.tsx"
import { moment, type Stage, type States } from "./stage.ts"

const email = "tim.bos@regenboog.example"
const wait: DoorTrouble = { kind: "wait", seconds: 120 }

const door =
  (trouble: DoorTrouble | null, isOver = false) =>
  ({ stranger }: Stage): Markup => (
    <StaffDoorPage frame={stranger} screen={{ email: trouble ? email : "", trouble, isOver }} />
  )
const code =
  (trouble: DoorTrouble | null) =>
  ({ stranger }: Stage): Markup => <StaffCodePage frame={stranger} screen={{ trouble }} />
const prove =
  (passkey: boolean, codeToo: boolean, trouble: DoorTrouble | null = null) =>
  ({ administrator }: Stage): Markup => (
    <ProvePage
      frame={administrator}
      screen={{ action: administrator.to.prove(), kept: {}, passkey, code: codeToo, trouble }}
    />
  )
const recover =
  (state: "ask" | "invalid" | "sent") =>
  ({ stranger }: Stage): Markup => <RecoverPage frame={stranger} screen={{ state, email: "" }} />

const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
const password = (trouble: NewPasswordTrouble | null) => ({
  email,
  secret,
  sealed: "",
  address: `otpauth://totp/De%20Regenboog:${email}?secret=${secret}`,
  trouble,
})
const welcome = { token: "voorbeeld", name: "Tim Bos", email }

const account: Account = {
  email,
  passkeys: [
    { credentialId: "1", createdAt: moment("2026-09-01 08:30"), usedAt: moment("2026-11-02 08:05") },
    { credentialId: "2", createdAt: moment("2026-10-12 15:00"), usedAt: null },
  ],
  factors: { passkeys: 2, password: true },
  sessions: [
    {
      reference: "a",
      device: "computer",
      startedAt: moment("2026-11-03 08:05"),
      seenAt: moment("2026-11-03 09:00"),
      here: true,
    },
    {
      reference: "b",
      device: "phone",
      startedAt: moment("2026-11-02 19:40"),
      seenAt: moment("2026-11-02 20:10"),
      here: false,
    },
  ],
  fresh: true,
  done: null,
  trouble: null,
}
const own =
  (known: Partial<Account> = {}) =>
  ({ administrator }: Stage): Markup => (
    <AccountPage frame={administrator} screen={{ ...account, ...known }} />
  )

const colleagues: Colleague[] = [
  {
    id: 1 as StaffId,
    name: "Marijke de Wit",
    email: "dewit@regenboog.example",
    role: "administrator",
    teacher: null,
    ready: true,
    unreached: false,
    version: 1,
  },
  {
    id: 2 as StaffId,
    name: "Tim Bos",
    email,
    role: "teacher",
    teacher: 2 as TeacherId,
    ready: true,
    unreached: false,
    version: 1,
  },
  {
    id: 3 as StaffId,
    name: "Noor Willems",
    email: "noor@regenboog.example",
    role: "teacher",
    teacher: 1 as TeacherId,
    ready: false,
    unreached: true,
    version: 1,
  },
]
const settings: Settings = {
  keepRoundDays: 90,
  factor: "birth-date",
  pupils: 280,
  known: 280,
  colleagues,
  self: 1 as StaffId,
  done: null,
}
const wishes =
  (known: Partial<Settings> = {}) =>
  ({ administrator }: Stage): Markup => (
    <SettingsPage frame={administrator} screen={{ ...settings, ...known }} />
  )

const factor =
  (
    is: SignInFactor,
    known: number,
    { empty = false, typed }: { empty?: boolean; typed?: SignInFactor } = {},
  ) =>
  ({ administrator }: Stage): Markup => (
    <SignInFactorPage
      frame={administrator}
      screen={{
        factor: is,
        chosen: typed ?? is,
        seen: "-",
        changed: typed !== undefined,
        pupils: 280,
        known,
        decided: empty ? null : { name: "Marijke de Wit", at: moment("2026-10-01 10:00") },
        empty,
      }}
    />
  )

const teachers = [
  { id: 1 as TeacherId, name: { first: "Noor", prefix: "", last: "Willems" } },
  { id: 2 as TeacherId, name: { first: "Tim", prefix: "", last: "Bos" } },
]
const invite =
  (known: Partial<Invite> = {}) =>
  ({ administrator }: Stage): Markup => (
    <InvitePage
      frame={administrator}
      screen={{
        name: "",
        email: "",
        role: null,
        teacher: null,
        teachers,
        trouble: null,
        ...known,
      }}
    />
  )
const colleague =
  (at: number, known: Partial<ColleagueScreen> = {}) =>
  ({ administrator }: Stage): Markup => {
    const who = colleagues[at] as Colleague
    const screen: ColleagueScreen = {
      colleague: who,
      self: at === 0,
      person: { ...who, teachers },
      changed: [],
      passkeys: account.passkeys.slice(0, 1),
      password: true,
      sessions: account.sessions.map((each) => ({ ...each, here: false })),
      done: null,
      trouble: null,
      ...known,
    }
    return <ColleaguePage frame={administrator} screen={screen} />
  }

export const accountStates: States = {
  inloggen: door(null),
  "inloggen-voorbij": door(null, true),
  "inloggen-fout": door({ kind: "wrong" }),
  "inloggen-passkey-fout": door({ kind: "wrong-passkey" }),
  "inloggen-druk": door({ kind: "busy" }),
  "inloggen-wachten": door(wait),
  code: code(null),
  "code-fout": code({ kind: "wrong" }),
  "code-wachten": code(wait),
  bevestigen: prove(true, true),
  "bevestigen-fout": prove(false, true, { kind: "wrong" }),
  "bevestigen-niets": prove(false, false),
  herstellen: recover("ask"),
  "herstellen-fout": recover("invalid"),
  "herstellen-verstuurd": recover("sent"),
  welkom: ({ stranger }) => (
    <WelcomePage frame={stranger} screen={{ ...welcome, recovery: false, failed: false }} />
  ),
  "welkom-mislukt": ({ stranger }) => (
    <WelcomePage frame={stranger} screen={{ ...welcome, recovery: false, failed: true }} />
  ),
  "welkom-terug": ({ stranger }) => (
    <WelcomePage frame={stranger} screen={{ ...welcome, recovery: true, failed: false }} />
  ),
  "welkom-wachtwoord": ({ stranger }) => (
    <WelcomePasswordPage frame={stranger} screen={{ ...password(null), token: "voorbeeld" }} />
  ),
  "welkom-voorbij": ({ stranger }) => <SpentLinkPage frame={stranger} />,
  account: own(),
  "account-eerst-bevestigen": own({ fresh: false, passkeys: [], factors: { passkeys: 0, password: false } }),
  "account-passkey-bewaard": own({ done: "passkey-added" }),
  "account-enige-weg": own({ trouble: "last-factor" }),
  wachtwoord: ({ administrator }) => <AccountPasswordPage frame={administrator} screen={password(null)} />,
  "wachtwoord-te-kort": ({ administrator }) => (
    <AccountPasswordPage frame={administrator} screen={password("too-short")} />
  ),
  "wachtwoord-code-fout": ({ administrator }) => (
    <AccountPasswordPage frame={administrator} screen={password("wrong-code")} />
  ),
  instellingen: wishes(),
  "instellingen-nieuwe-school": wishes({
    factor: null,
    pupils: 0,
    known: 0,
    colleagues: colleagues.slice(0, 1),
  }),
  "instellingen-uitgenodigd": wishes({ done: "invited" }),
  "ouders-inloggen": factor("birth-date", 280),
  "ouders-inloggen-onbekend": factor("postcode", 0),
  "ouders-inloggen-niets-gekozen": factor("none", 0, { empty: true }),
  "ouders-inloggen-intussen-anders": factor("birth-date", 280, { typed: "postcode" }),
  bsn: ({ administrator }) => <BsnPage frame={administrator} screen={{ seen: "-", refusal: null }} />,
  "bsn-zonder-akkoord": ({ administrator }) => (
    <BsnPage frame={administrator} screen={{ seen: "-", refusal: { kind: "officer-must-agree" } }} />
  ),
  "collega-uitnodigen": invite(),
  "collega-uitnodigen-bestaat-al": invite({ name: "Tim", email, role: "teacher", trouble: "email-taken" }),
  "collega-uitnodigen-geen-rol": invite({ name: "Tim", email, trouble: "role-missing" }),
  collega: colleague(1),
  "collega-laatste-beheerder": colleague(0, { trouble: "last-administrator" }),
  "collega-bewaard": colleague(1, { done: "role-changed" }),
  "collega-intussen-anders": colleague(1, { trouble: "changed-meanwhile", changed: ["name", "role"] }),
  "collega-uitgenodigd": colleague(2, { passkeys: [], password: false, sessions: [] }),
}
