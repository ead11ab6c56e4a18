import type { Words } from "../nl.ts"

const of = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`)

export const leaving: Words["leaving"] = {
  title: "Leaving Tienminuten",
  lead: "All of your school is erased. Two administrators decide that together.",
  what: "This goes",
  number: {
    pupils: (n) => of(n, "pupil", "pupils"),
    households: (n) => of(n, "family", "families"),
    guardians: (n) => of(n, "parent", "parents"),
    staff: (n) => of(n, "staff member", "staff members"),
    rounds: (n) => of(n, "round", "rounds"),
    talks: (n) => of(n, "talk", "talks"),
  },
  rest: "And all the rest: messages, texts, settings and the logbook.",
  coming: (n) =>
    n === 1
      ? "1 talk is still to come. The parents are not told that it is off."
      : `${n} talks are still to come. The parents are not told that they are off.`,
  how: "How it goes",
  steps: [
    "You ask for it.",
    "A second administrator confirms it.",
    "For a day after that every administrator can still stop it.",
    "Then the school shuts and all is erased.",
    "Within seven days the backup is empty too. Then there is a certificate.",
  ],
  alone: "You are the only administrator. Invite a second one first.",
  invite: "Invite a colleague",
  name: "Name of the school",
  nameHint: (name) => `To be sure, type: ${name}`,
  ask: (pupils) => `Ask to erase everything, ${pupils} included`,
  askEmpty: "Ask to erase everything",
  askedTitle: "Asked",
  asked: (who, moment) => `${who} asked for this on ${moment}.`,
  waits: "Another administrator still has to confirm it. Nothing is erased yet.",
  operator: "Tienminuten",
  confirm: "Confirm: erase everything in a day",
  confirmedTitle: (moment) => `The school leaves on ${moment}`,
  confirmed:
    "Until then all works, and every administrator can stop it. After that nobody can undo it, not even we.",
  proof: (number) => `Write down the number of the certificate: ${number}.`,
  proofWhen: (day, address) => `From ${day} it is at ${address}.`,
  stay: "We stay: stop this",
  done: {
    asked: "Asked. Now ask another administrator to confirm it.",
    confirmed: "Confirmed.",
    stays: "The school stays. Nothing was erased.",
  },
  notice: "An administrator wants to leave Tienminuten.",
  noticeHow: "All of the school is erased then.",
  see: "See or stop this",
  refusal: {
    "name-differs": "This is not the name of the school. Nothing was asked.",
    "asked-already": "This was asked already.",
    "not-asked": "Nothing was asked.",
    "same-person": "Somebody else has to confirm this. You asked for it.",
    "too-late": "The day is over. This can no longer be stopped.",
  },
}
