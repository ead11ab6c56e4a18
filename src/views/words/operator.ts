import type { Break } from "../../domain/privacy/logbook.ts"
import type { CommitRefusal } from "../../domain/rosters/roster-import.ts"

import { operatorBackup } from "./operator-backup.ts"
import { operatorCheck } from "./operator-check.ts"

/** What the operator's command line says. Only in Dutch: operators run the service, schools never see this. */
export const operator = {
  help: `bin/tienminuten help
bin/tienminuten school add <adres> --name <naam> --city <plaats> --admin-name <naam> --admin-email <e-mail>
    [--brin 12AB] [--sector primary|secondary] [--phone <nummer>] [--email <e-mail>]
    Maakt een school en een eerste beheerder. Toont één keer de link om in te loggen.
bin/tienminuten school end <school> [--yes]
    Laat zien wat er gewist wordt als een school stopt. Met --yes stopt zij over een dag.
bin/tienminuten school stay <school>
    De school blijft toch: kan tot die dag om is.
bin/tienminuten school leaving
    Welke scholen stoppen of weg zijn, en of hun back-up al leeg is.
bin/tienminuten import <school> <bestand>
    Laat zien wat een EdeXML- of CSV-bestand zou veranderen. Er wordt niets bewaard.
    --commit          verwerk het bestand
    --leave           wie niet in het bestand staat, verlaat de school
    --whole-school    ook als dat meer dan een vijfde van de school is
    --another-school  ook als het bestand een andere BRIN-code heeft
    --mapping <json>  wat de kolommen van een CSV betekenen
    --json            het antwoord als JSON
bin/tienminuten look <school> [overview|rounds|messages|people <naam>] [--at <moment>]
    Kijkt mee bij een school die dat toestaat. Elke keer komt in het logboek van de school.
bin/tienminuten logbook check <school>
    Volgt de keten van het logboek en noemt de eerste regel die niet klopt.
bin/tienminuten keys rotate <school>
    Geeft een school een nieuwe sleutel voor videolinks en verzegelt ze opnieuw. De oude sleutel is daarna weg.

${operatorBackup.help}
${operatorCheck.help}

Uitkomst: 0 gelukt, 1 geweigerd, 2 verkeerd gebruik.`,
  wrongUse: (what: string) => `${what}\nZie: bin/tienminuten help`,
  unknownCommand: "Dit commando is er niet.",
  missing: (option: string) => `--${option} ontbreekt.`,
  missingSchool: "Noem een school en een bestand.",
  missingAddress: "Noem het adres van de school, zoals de-regenboog.",
  noSuchSchool: (slug: string) => `Er is geen school met het adres ${slug}.`,
  noSuchFile: (path: string) => `Het bestand ${path} is er niet.`,
  notAMapping: "De uitleg van de kolommen is geen JSON zoals { delimiter, headingRow, encoding, columns }.",
  replaced:
    "Het bestand van de school is intussen vernieuwd of teruggezet. Wat dit commando deed is niet bewaard. Doe het opnieuw.",
  broken: (where: string) => `Er ging iets mis bij ons. Er is niets veranderd.\n${where}`,
  school: {
    refusal: {
      "slug-taken": "Dit adres is al van een school.",
      "slug-invalid": "Een adres heeft kleine letters, cijfers en streepjes.",
      "email-taken": "Dit e-mailadres is al van een medewerker.",
      "email-invalid": "Het e-mailadres van de beheerder klopt niet.",
      brin: "Een BRIN-code is twee cijfers en twee hoofdletters, zoals 12AB.",
      sector: "De sector is primary of secondary.",
    },
    backupFirst: "De school wordt eerst in de back-up gezet …",
    backupAway:
      "De back-up neemt de school niet aan. Er is niets veranderd. Kijk wat /ready zegt en probeer het opnieuw.",
    added: (name: string, address: string) => `${name} is er: ${address}`,
    link: (name: string, link: string) =>
      `${name} logt zeven dagen lang voor het eerst in met deze link:\n${link}`,
  },
  look: {
    closed: (school: string) =>
      `${school} staat niet toe dat er wordt meegekeken. De school regelt dat zelf: Instellingen → Meekijken door Tienminuten.`,
    unknown: "Kies overview, rounds, messages of people <naam>.",
    whom: "Noem minstens twee letters van een naam.",
    count: (name: string, count: number) => `${name.padEnd(12)} ${count}`,
    round: (id: number, title: string, when: string, taken: number, slots: number) =>
      `${id}  ${title}  ${when}  ${taken} van ${slots} tijden gekozen`,
    person: (id: number, name: string, homes: string) => `${id}  ${name}  gezin ${homes || "–"}`,
    message: (id: number, kind: string, failure: string, household: number, at: string) =>
      `${id}  ${kind}  ${failure}  gezin ${household}  ${at}`,
  },
  logbook: {
    whole: (lines: number) =>
      `Het logboek is heel: ${lines === 1 ? "1 regel past" : `${lines} regels passen`} op elkaar.`,
    broken: (line: number, why: string) => `De keten van het logboek is gebroken bij regel ${line}: ${why}.`,
    why: {
      changed: "deze regel is veranderd",
      missing: "deze regel ontbreekt",
      unsealed: "deze regel heeft geen zegel",
    } satisfies Record<Break["why"], string>,
  },
  keys: {
    rotated: (count: number) =>
      `Er is een nieuwe sleutel. ${count === 1 ? "1 gegeven is" : `${count} gegevens zijn`} opnieuw verzegeld.`,
  },
  import: {
    reading: "Het bestand wordt gelezen …",
    comparing: "Vergelijken met de school …",
    refused: "Dit bestand is geweigerd. Er is niets veranderd.",
    found: (school: string, pupils: string, groups: string, teachers: string) =>
      `${school}: ${pupils}, ${groups} en ${teachers} in het bestand`,
    kind: { pupils: "leerlingen", groups: "groepen", teachers: "leraren" },
    tally: (fresh: number, changed: number, left: number, same: number) =>
      `${fresh} nieuw, ${changed} gewijzigd, ${left} niet in het bestand, ${same} gelijk`,
    homes: (total: number, made: number, doubtful: number) =>
      `${total}, waarvan ${made} nieuw en ${doubtful} om na te kijken`,
    homesName: "gezinnen",
    erased: (count: number) =>
      `  ${count} leerlingen die de school kortgeleden wiste, blijven weg. Alleen de school leest hen opnieuw in.`,
    notRead: "Niet gelezen",
    remarks: "Opmerkingen",
    nothing: "Er is niets veranderd: dit weten we al.",
    noChange: "Er is niets veranderd.",
    dry: "Er is niets bewaard. Voeg --commit toe om dit te verwerken.",
    committed: "Verwerkt. De school kan het 24 uur lang terugdraaien.",
    stayed: "Wie niet in het bestand staat, is gebleven. Voeg --leave toe als zij van school zijn.",
    refusal: {
      "not-waiting": "Dit bestand wacht niet meer.",
      "factor-changed": "De school koos intussen een ander gegeven om mee in te loggen. Probeer het opnieuw.",
      "roster-changed-meanwhile": "De school is intussen veranderd. Probeer het opnieuw.",
      "whole-file-unsaid":
        "Meer dan een vijfde zou de school verlaten. Is dit de hele school? Voeg dan --whole-school toe.",
    } satisfies Record<CommitRefusal["kind"], string>,
  },
}
