import type { Mark } from "../../../domain/mark.ts"

/** Whom a teacher wishes to see, and when they are not there ("je"). */
export const marks = {
  title: "Wie wil je spreken?",
  titleOf: (teacher: string) => `Wie wil ${teacher} spreken?`,
  lead: "Ouders lezen dit bij hun kind. Wie je graag spreekt, kan eerder kiezen als de school dat zo heeft ingesteld.",
  none: "Er zijn geen leerlingen van deze leraar in deze ronde",
  pupil: "Leerling",
  group: "Groep",
  talk: "Gesprek",
  talkOf: (pupil: string) => `Gesprek over ${pupil}`,
  talked: "heeft een tijd",
  noMark: "Ouders kiezen zelf",
  mark: { wanted: "Wil ik graag spreken", "not-needed": "Geen gesprek nodig" } satisfies Record<Mark, string>,
  rest: "Zet de rest op ‘Geen gesprek nodig’",
  kept: "Bewaard",
  marked: (pupils: number, wanted: number, notNeeded: number) =>
    `${pupils === 1 ? "1 leerling" : `${pupils} leerlingen`}: ${wanted} graag spreken, ${notNeeded} geen gesprek nodig.`,
  times: (count: number) => (count === 1 ? "1 tijd" : `${count} tijden`),
  expected: (expected: number, times: string) =>
    `Er blijven ${expected === 1 ? "1 gesprek" : `${expected} gesprekken`} over${times === "" ? "" : `, en er zijn ${times}`}.`,
  agendaMarks: "Wie wil je spreken?",
  agendaTimes: "Wanneer ben je er niet?",
  own: {
    title: "Wanneer ben je er niet?",
    lead: "Vink de tijden aan waarop je niet kunt. Ouders kunnen die dan niet kiezen.",
    none: "Je hebt in deze ronde geen tijden meer",
    taken: "gekozen",
    kept: "Bewaard. Ouders zien dit meteen.",
    chosen: (moments: string) =>
      `Iemand heeft net gekozen: ${moments}. Er is niets veranderd. Kijk het na, en overleg met de school als je dan niet kunt.`,
  },
}
