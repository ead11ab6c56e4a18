import type { WindowRefusal } from "../../../domain/privacy/operator-window.ts"

/** Letting the operator of the service look along. */
export const window = {
  title: "Meekijken door Tienminuten",
  lead: "Niemand van Tienminuten kijkt in jullie gegevens, tenzij jij dat toestaat. Hier regel je dat.",
  closed: "Niemand kijkt mee",
  closedHow: "Vraagt onze helpdesk om mee te kijken? Schrijf op waarvoor, en hoe lang het mag.",
  purpose: "Waarvoor?",
  purposeHint: "Bijvoorbeeld: uitzoeken waarom een bestand niet wordt gelezen. Noem geen namen.",
  howLong: "Hoe lang?",
  hours: (hours: number) => (hours < 24 ? `${hours} uur` : hours === 24 ? "1 dag" : `${hours / 24} dagen`),
  open: "Laat meekijken",
  isOpen: (until: string) => `Tienminuten mag meekijken tot ${until}.`,
  purposeIs: (purpose: string) => `Waarvoor: ${purpose}`,
  close: "Stop het meekijken nu",
  banner: "Dit stopt vanzelf. Je kunt het ook nu stoppen.",
  toPage: "Bekijk of stop",
  opened: "Tienminuten mag nu meekijken. Elke keer komt in het logboek.",
  stopped: "Het meekijken is gestopt.",
  before: "Eerder",
  none: "Er is nog nooit meegekeken.",
  past: (by: string, looks: number) =>
    `Toegestaan door ${by}. ${looks === 0 ? "Er is niet gekeken." : looks === 1 ? "Er is 1 keer gekeken." : `Er is ${looks} keer gekeken.`}`,
  span: (from: string, until: string) => `${from} tot ${until}`,
  toLogbook: "Wat is er bekeken? Zie het logboek.",
  refusal: {
    "purpose-missing": "Schrijf op waarvoor Tienminuten mag meekijken.",
    "no-such-time": "Kies hoe lang het mag duren.",
    "open-already": "Tienminuten mag al meekijken. Stop dat eerst.",
  } satisfies Record<WindowRefusal["kind"], string>,
}
