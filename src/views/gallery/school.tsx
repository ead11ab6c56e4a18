import type { Hex } from "../../domain/colour.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { LooksPage, type LooksScreen } from "../staff/looks.tsx"
import { DetailsPage, type DetailsScreen } from "../staff/school-details.tsx"
import { KeepingPage, type KeepingScreen, LanguagesPage } from "../staff/small-settings.tsx"
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

const looks =
  (known: Partial<LooksScreen> = {}) =>
  ({ administrator }: Stage): Markup => {
    const none = { wrong: null, corrected: null, refusal: null, done: null }
    const screen = { main: "#005865", second: "#e8a33d", band: false, ...none, ...known }
    return <LooksPage frame={administrator} screen={screen} />
  }
const [given, day, night] = ["#ffdd00", "#7d6b00", "#ffdd00"] as Hex[] as [Hex, Hex, Hex]

const keeping =
  (screen: KeepingScreen) =>
  ({ administrator }: Stage): Markup => <KeepingPage frame={administrator} screen={screen} />

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
  talen: ({ administrator }) => <LanguagesPage frame={administrator} />,
  bewaren: keeping({ days: "90", refusal: null }),
  "bewaren-wist": keeping({ days: "14", refusal: { kind: "erases", rounds: 2, talks: 431 } }),
  "bewaren-te-kort": keeping({ days: "7", refusal: { kind: "too-short" } }),
}
