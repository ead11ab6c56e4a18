import type { Words } from "../nl.ts"

export const window: Words["window"] = {
  title: "Looking along by Tienminuten",
  lead: "Nobody of Tienminuten looks at your data, unless you allow it. You decide that here.",
  closed: "Nobody looks along",
  closedHow: "Does our help desk ask to look along? Write down what for, and how long it may take.",
  purpose: "What for?",
  purposeHint: "For example: finding out why a file cannot be read. Mention no names.",
  howLong: "How long?",
  hours: (hours) => (hours < 24 ? `${hours} hours` : hours === 24 ? "1 day" : `${hours / 24} days`),
  open: "Let them look along",
  isOpen: (until) => `Tienminuten may look along until ${until}.`,
  purposeIs: (purpose) => `What for: ${purpose}`,
  close: "Stop it now",
  banner: "This ends by itself. You can also stop it now.",
  toPage: "See or stop it",
  opened: "Tienminuten may look along now. Every look goes into the logbook.",
  stopped: "Nobody looks along any more.",
  before: "Before",
  none: "Nobody ever looked along.",
  past: (by, looks) =>
    `Allowed by ${by}. ${looks === 0 ? "Nothing was looked at." : looks === 1 ? "There was 1 look." : `There were ${looks} looks.`}`,
  span: (from, until) => `${from} until ${until}`,
  toLogbook: "What was looked at? See the logbook.",
  refusal: {
    "purpose-missing": "Write down what Tienminuten may look along for.",
    "no-such-time": "Choose how long it may take.",
    "open-already": "Tienminuten may look along already. Stop that first.",
  },
}
