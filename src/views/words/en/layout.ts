import type { Words } from "../nl.ts"

export const layout: Words["layout"] = {
  product: "Tienminuten",
  skip: "Skip to content",
  language: "Language",
  signOut: "Sign out",
  privacy: "Your data",
  accessibility: "Accessibility",
  help: (school) => `Need help? Contact ${school}.`,
  helpPhone: "Call",
  helpMail: "E-mail",
  errorTitle: (title) => `Error: ${title}`,
  staff: {
    start: "Start",
    people: "Pupils",
    households: "Families",
    rounds: "Rounds",
    messages: "Messages",
    settings: "Settings",
    agenda: "My talks",
    groups: "My groups",
    account: "My account",
  },
}
