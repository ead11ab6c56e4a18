import type { LeavingNumbers, LeavingState } from "../../domain/backup/leaving.ts"
import { inAmsterdam } from "./operator-backup.ts"

/** What the operator's command line says about schools that leave. */
export const operatorLeaving = {
  what: (name: string, { pupils, households, staff, talks, coming }: LeavingNumbers) =>
    `${name}: ${pupils} leerlingen, ${households} gezinnen, ${staff} medewerkers en ${talks} gesprekken (${coming} nog te komen) worden gewist.`,
  dry: "Er is niets veranderd. Voeg --yes toe als de school dit schriftelijk heeft gevraagd.",
  ends: (at: Temporal.Instant, slug: string) =>
    `De school stopt op ${inAmsterdam(at)}. Tot dan houdt dit het tegen: bin/tienminuten school stay ${slug}`,
  proof: (number: string) => `Nummer van het bewijs, als de back-up leeg is: ${number}`,
  stays: (name: string) => `${name} blijft. Er is niets gewist.`,
  already: "Dit is al aangevraagd, of de school is al weg.",
  notAsked: "Deze school stopt niet.",
  tooLate: "De dag is voorbij: dit kan niet meer worden tegengehouden.",
  none: "Er stopt geen school.",
  line: (school: string, state: LeavingState, when: Temporal.Instant, objects: number) =>
    `${school}  ${said[state].padEnd(24)} ${inAmsterdam(when)}${objects > 0 ? `  ${objects} objecten in de back-up` : ""}`,
}

const said: Record<LeavingState, string> = {
  asked: "aangevraagd",
  confirmed: "bevestigd, stopt op",
  withdrawn: "blijft",
  ending: "wordt gewist sinds",
  erased: "gewist, back-up nog niet",
  gone: "weg, back-up leeg",
}
