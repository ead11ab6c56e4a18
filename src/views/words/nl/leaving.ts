import type { LeavingNumbers, LeavingRefusal } from "../../../domain/backup/leaving.ts"

const of = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`)

/** Leaving the service, for administrators. */
export const leaving = {
  title: "Stoppen met Tienminuten",
  lead: "Alles van jullie school wordt gewist. Dat beslissen twee beheerders samen.",
  what: "Dit gaat weg",
  number: {
    pupils: (n: number) => of(n, "leerling", "leerlingen"),
    households: (n: number) => of(n, "gezin", "gezinnen"),
    guardians: (n: number) => of(n, "ouder", "ouders"),
    staff: (n: number) => of(n, "medewerker", "medewerkers"),
    rounds: (n: number) => of(n, "ronde", "rondes"),
    talks: (n: number) => of(n, "gesprek", "gesprekken"),
  } satisfies Record<Exclude<keyof LeavingNumbers, "coming">, (n: number) => string>,
  rest: "En al het andere: berichten, teksten, instellingen en het logboek.",
  coming: (n: number) =>
    n === 1
      ? "Er komt nog 1 gesprek. De ouders krijgen geen bericht dat het wegvalt."
      : `Er komen nog ${n} gesprekken. De ouders krijgen geen bericht dat ze wegvallen.`,
  how: "Zo gaat het",
  steps: [
    "Jij vraagt het aan.",
    "Een tweede beheerder bevestigt het.",
    "Daarna kan elke beheerder het nog een dag lang stoppen.",
    "Dan gaat de school dicht en is alles gewist.",
    "Binnen zeven dagen is ook de reservekopie leeg. Dan is er een bewijs.",
  ],
  alone: "Je bent de enige beheerder. Nodig eerst een tweede uit.",
  invite: "Nodig een collega uit",
  name: "Naam van de school",
  nameHint: (name: string) => `Typ ter controle: ${name}`,
  ask: (pupils: string) => `Vraag aan om alles te wissen, ook ${pupils}`,
  askEmpty: "Vraag aan om alles te wissen",
  askedTitle: "Aangevraagd",
  asked: (who: string, moment: string) => `${who} vroeg dit aan op ${moment}.`,
  waits: "Een andere beheerder moet het nog bevestigen. Er is nog niets gewist.",
  operator: "Tienminuten",
  confirm: "Bevestig: wis alles over een dag",
  confirmedTitle: (moment: string) => `De school stopt op ${moment}`,
  confirmed:
    "Tot dan werkt alles en kan elke beheerder het stoppen. Daarna kan niemand het terugdraaien, ook wij niet.",
  proof: (number: string) => `Schrijf het nummer van het bewijs op: ${number}.`,
  proofWhen: (day: string, address: string) => `Vanaf ${day} staat het op ${address}.`,
  stay: "Wij blijven: stop dit",
  done: {
    asked: "Aangevraagd. Vraag nu een andere beheerder om het te bevestigen.",
    confirmed: "Bevestigd.",
    stays: "De school blijft. Er is niets gewist.",
  },
  notice: "Een beheerder wil stoppen met Tienminuten.",
  noticeHow: "Alles van de school wordt dan gewist.",
  see: "Bekijk of stop dit",
  refusal: {
    "name-differs": "Dit is niet de naam van de school. Er is niets aangevraagd.",
    "asked-already": "Dit is al aangevraagd.",
    "not-asked": "Er is niets aangevraagd.",
    "same-person": "Iemand anders moet dit bevestigen. Jij vroeg het aan.",
    "too-late": "De dag is voorbij. Dit kan niet meer worden gestopt.",
  } satisfies Record<LeavingRefusal["kind"], string>,
}
