/** Around every page. */
export const layout = {
  product: "Tienminuten",
  skip: "Naar de inhoud",
  language: "Taal",
  signOut: "Uitloggen",
  privacy: "Uw gegevens",
  accessibility: "Toegankelijkheid",
  help: (school: string) => `Hulp nodig? Neem contact op met ${school}.`,
  helpPhone: "Bel",
  helpMail: "Mail",
  errorTitle: (title: string) => `Fout: ${title}`,
  staff: {
    start: "Start",
    people: "Leerlingen",
    households: "Gezinnen",
    rounds: "Rondes",
    messages: "Berichten",
    settings: "Instellingen",
    agenda: "Mijn gesprekken",
    groups: "Mijn groepen",
    account: "Mijn account",
  },
}
