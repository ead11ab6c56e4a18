/** What `bin/tienminuten check` says. Only in Dutch, as all of the operator's command line. */
export const operatorCheck = {
  help: `bin/tienminuten check
    Vraagt de back-up en de mailserver of zij met deze instellingen antwoorden. Er verandert niets en er gaat geen mail uit.`,
  alone: "Achter check staat niets.",
  noBackup: (why: string) => `Back-up: er is geen back-up: ${why}.`,
  answers: (place: string, known: boolean) =>
    `Back-up: ${place} antwoordt. ${known ? "Daar ligt een dienst: die komt op een lege machine terug." : "Daar ligt nog niets: dit wordt een nieuwe dienst."}`,
  silent: (place: string, why: string) => `Back-up: ${place} antwoordt niet goed: ${why}`,
  clock: (seconds: number) =>
    `Back-up: de klok daar en hier verschillen ${seconds} seconden. Dan wist de dienst niets: zet de klok goed.`,
  noMail: "E-mail: valt in een map, want er is geen mailserver ingesteld.",
  mail: (host: string) => `E-mail: ${host} laat ons binnen.`,
  mailSilent: (host: string, why: string) =>
    `E-mail: ${host} laat ons niet binnen (${why}). Kloppen naam, wachtwoord en poort in SMTP_URL?`,
  outcome: (wrong: number) =>
    wrong === 0
      ? "Alles antwoordt."
      : `${wrong === 1 ? "Eén ding klopt" : `${wrong} dingen kloppen`} niet. Zo kan de dienst niet goed draaien.`,
}
