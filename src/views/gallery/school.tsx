import type { Hex } from "../../domain/school/colour.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { LooksPage, type LooksScreen } from "../staff/looks.tsx"
import { DetailsPage, type DetailsScreen } from "../staff/school-details.tsx"
import {
  KeepingPage,
  type KeepingScreen,
  LanguagesPage,
  type LanguagesScreen,
} from "../staff/small-settings.tsx"
import type { Stage, States } from "./stage.ts"

const written = {
  name: "De Regenboog",
  address: "Dorpsstraat 1",
  postcode: "1012 AB",
  city: "Amsterdam",
  contactPerson: "Gerda Smit",
  phone: "020 555 01 23",
  email: "kantoor@regenboog.example",
}
const details =
  (known: Partial<DetailsScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <DetailsPage
      frame={administrator}
      screen={{ written, version: 1, refusal: null, changed: null, ...known }}
    />
  )

const same = { seen: "-", changed: false }
const other = { seen: "-", changed: true }

const looks =
  (known: Partial<LooksScreen> = {}) =>
  ({ administrator }: Stage): Markup => {
    const none = { wrong: null, corrected: null, refusal: null, done: null, colours: same, logo: same }
    const screen = { main: "#005865", second: "#e8a33d", band: false, ...none, ...known }
    return <LooksPage frame={administrator} screen={screen} />
  }
const [given, day, night] = ["#ffdd00", "#7d6b00", "#ffdd00"] as Hex[] as [Hex, Hex, Hex]

const keeping =
  (known: Partial<KeepingScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <KeepingPage frame={administrator} screen={{ days: "90", now: 90, refusal: null, ...same, ...known }} />
  )

const offering =
  (known: Partial<LanguagesScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <LanguagesPage frame={administrator} screen={{ leftOut: [], ...same, ...known }} />
  )

export const schoolStates: States = {
  gegevens: details(),
  "gegevens-fout": details({
    written: { ...written, postcode: "12" },
    refusal: { kind: "postcode-invalid" },
  }),
  "gegevens-intussen-anders": details({ changed: [{ field: "city", now: "Diemen" }] }),
  "gegevens-intussen-hetzelfde": details({ changed: [] }),
  uiterlijk: looks(),
  "uiterlijk-eigen-kleuren": looks({ main: given, band: true, corrected: { given, day, night } }),
  "uiterlijk-logo-fout": looks({ refusal: { kind: "svg" } }),
  "uiterlijk-kleur-fout": looks({ wrong: "main" }),
  "uiterlijk-bewaard": looks({ done: "colours-chosen" }),
  "uiterlijk-kleuren-intussen-anders": looks({ main: given, colours: other }),
  "uiterlijk-logo-intussen-anders": looks({ logo: other }),
  talen: offering(),
  "talen-intussen-anders": offering({ leftOut: ["en"], ...other }),
  bewaren: keeping(),
  "bewaren-intussen-anders": keeping({ days: "60", ...other }),
  "bewaren-wist": keeping({ days: "14", refusal: { kind: "erases", rounds: 2, talks: 431 } }),
  "bewaren-te-kort": keeping({ days: "7", refusal: { kind: "too-short" } }),
}
