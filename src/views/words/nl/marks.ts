import type { Mark } from "../../../domain/talks/mark.ts"

/** Whom a teacher wishes to see, and when they are not there ("je"). */
export const marks = {
  title: "Wie wil je spreken?",
  titleOf: (teacher: string) => `Wie moet er bij ${teacher} komen?`,
  lead: "Ouders lezen dit bij hun kind. Wie je graag spreekt, kan eerder kiezen als de school dat zo heeft ingesteld.",
  leadLength: "Duurt een gesprek langer? Kies de duur: ouders zien dan alleen tijden waarop het past.",
  none: "Er zijn geen leerlingen van deze leraar in deze ronde",
  pupil: "Leerling",
  group: "Groep",
  talk: "Gesprek",
  talkOf: (pupil: string) => `Gesprek over ${pupil}`,
  talked: "heeft een tijd",
  length: "Duur",
  lengthOf: (pupil: string) => `Duur van het gesprek over ${pupil}`,
  noMark: "Ouders kiezen zelf",
  mark: { wanted: "Wil ik graag spreken", "not-needed": "Geen gesprek nodig" } satisfies Record<Mark, string>,
  rest: "Zet de rest op ‘Geen gesprek nodig’",
  kept: "Bewaard",
  keptBut: "Bewaard, op dit na:",
  noRoom: (pupil: string, moment: string) =>
    `${pupil}, ${moment}: dit gesprek staat al, en de tijd erna is niet vrij. Laat het eerst verzetten.`,
  marked: (pupils: number, wanted: number, notNeeded: number) =>
    `${pupils === 1 ? "1 leerling" : `${pupils} leerlingen`}: ${wanted} graag spreken, ${notNeeded} geen gesprek nodig.`,
  times: (count: number) => (count === 1 ? "1 tijd" : `${count} tijden`),
  /** `asked`: how many times those talks take when some are longer; else empty. `times`: how many there are. */
  expected: (expected: number, asked: string, times: string) =>
    [
      `Er ${expected === 1 ? "blijft 1 gesprek" : `blijven ${expected} gesprekken`} over`,
      ...(asked === "" ? [] : [`samen goed voor ${asked}`]),
      ...(times === "" ? [] : [`en er zijn ${times}`]),
    ].join(", ") + ".",
  agendaMarks: "Wie wil je spreken?",
  agendaTimes: "Wanneer ben je er niet?",
  own: {
    title: "Wanneer ben je er niet?",
    lead: "Vink de tijden aan waarop je niet kunt. Ouders kunnen die dan niet kiezen.",
    draft:
      "De school bereidt deze ronde nog voor. Veranderen de tijden, dan blijft gelden wanneer je er niet bent.",
    together: (names: string) =>
      `Dit zijn de tijden van ${names} samen. Wat je sluit, is voor iedereen van jullie dicht.`,
    none: "Je hebt in deze ronde geen tijden meer",
    taken: "gekozen",
    kept: "Bewaard. Ouders zien dit meteen.",
    keptDraft: "Bewaard. Wat je aanvinkte, is straks niet te kiezen.",
    moved:
      "De school heeft net tijden van je verzet. Wat je aanvinkte, is niet bewaard. Kijk hoe het nu is, en kies opnieuw.",
    chosen: (moments: string) =>
      `Iemand heeft net gekozen: ${moments}. Er is niets veranderd. Kijk het na, en overleg met de school als je dan niet kunt.`,
  },
}
