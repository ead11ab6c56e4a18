/** When something is not there or does not work. */
export const problems = {
  missingTitle: "Deze pagina is er niet",
  missing: "Misschien is de link oud, of hoort deze pagina bij iemand anders.",
  brokenTitle: "Er ging iets mis bij ons",
  broken: "Wat u al had gekozen, is bewaard. Probeer het over een minuut opnieuw.",
  reference: (reference: string) => `Blijft het misgaan? Geef de school dit nummer: ${reference}.`,
  unavailableTitle: "Deze school is nu niet bereikbaar",
  unavailable: "Er wordt aan gewerkt. Probeer het straks opnieuw.",
  leftTitle: "Deze school gebruikt Tienminuten niet meer",
  left: "Alles van deze school is hier gewist. Heeft u een vraag? Stel die aan de school zelf.",
  leftProof: "Het bewijs van wissen",
  notUnderstoodTitle: "Dit verzoek is niet begrepen",
  notUnderstood: "Ga terug en probeer het opnieuw.",
  toFront: "Naar het begin",
  offline: "Geen verbinding. Er is niets veranderd. Probeer het opnieuw.",
}
