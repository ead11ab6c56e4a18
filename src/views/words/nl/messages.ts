/** Mails. To parents "u", to staff "je". No child and no teacher in a subject: subjects show on a locked screen. */
export const messages = {
  hello: "Beste ouder of verzorger,",
  helloStaff: (name: string) => `Beste ${name},`,
  greetings: "Met vriendelijke groet,",
  callOrReply: (phone: string) => `Vragen? Antwoord op deze mail of bel ${phone}.`,
  reply: "Vragen? Antwoord op deze mail.",
  call: (phone: string) => `Vragen? Bel ${phone}.`,
  from: (a: string, b: string) => `${a} tot ${b}`,

  about: "Over",
  with: "Met",
  when: "Wanneer",
  was: "Was",
  where: "Waar",
  calendarTitle: (school: string) => `Gesprek op ${school}`,

  invitation: {
    soon: (from: string, until: string) => `Kiezen kan van ${from} tot ${until}.`,
    now: (until: string) => `Kiezen kan tot ${until}. Wie eerst kiest, heeft de meeste keus.`,
    button: "Kies een tijd",
    personal: "Deze link is alleen voor uw gezin. Stuur de mail niet door.",
  },
  confirmed: {
    button: "Bekijk de afspraak",
  },
  moved: {
    swapped:
      "U had gezegd dat u op deze tijd kunt. Een ander gezin had uw oude tijd nodig. Kan het toch niet? Open de afspraak en kies Verzetten of Afzeggen.",
    notYou: "Heeft u dit niet zelf gedaan? Neem dan contact op met de school.",
    otherTeacher: (teacher: string) => `Let op: u spreekt nu ${teacher}.`,
    wasWith: (moment: string, teacher: string) => `${moment}, bij ${teacher}`,
    sameTime: (teacher: string) => `bij ${teacher}, op dezelfde tijd`,
    otherLength: (minutes: string) => `Let op: het gesprek duurt nu ${minutes}.`,
  },
  /** Who did it, after words of the school's own that do not say so. */
  bySchool: {
    "booking-confirmed": "De school heeft deze afspraak voor u gemaakt.",
    "booking-moved": "De school heeft deze afspraak verzet.",
    "booking-cancelled": "De school heeft deze afspraak afgezegd.",
  },
  reminder: { button: "Bekijk uw afspraken" },
  /** An SMS: short, and nobody can answer it. */
  sms: {
    at: (moments: string) => `${moments}.`,
    choose: (until: string) => `Dat kan tot ${until}, met de code uit uw brief.`,
    minutes: (count: number) => `${count} min`,
    was: (moment: string) => `Was ${moment}.`,
    otherTeacher: "Met een andere leraar.",
    swapped: "U zei dat dit kan.",
    swap: (now: string, other: string) =>
      `Uw tijd is ${now}. Kunt u ook ${other}? Zegt u geen ja, dan verandert er niets.`,
    heldNoMore: (moment: string) => `${moment} kan niet meer.`,
    stillOnList: "U blijft op de lijst.",
    otherHeld: "Er is een andere tijd voor u vrij.",
    listOver: "Een gesprek met deze leraar kan niet meer. U staat niet meer op de lijst.",
    noReply: "Antwoorden kan niet.",
    /** Before the address. */
    answer: (until: string) => `Antwoord niet per sms, maar hier, tot ${until}:`,
    take: (until: string) => `Kiezen kan tot ${until}:`,
    another: "Kies een andere tijd:",
  },
  /** Who reads, when nobody knows the name. */
  somebody: "ouder of verzorger",
  swap: {
    becomes: "Wordt dan",
    nothing: "Zegt u geen ja, dan verandert er niets.",
    until: (moment: string) => `Antwoorden kan tot ${moment}.`,
    button: "Geef antwoord",
  },
  offered: {
    button: "Kies deze tijd",
    until: (moment: string) =>
      `Wij houden de tijd voor u vast tot ${moment}. Daarna gaat hij naar een ander gezin.`,
  },
  /** What changed for who is on a waiting list. */
  waiting: {
    held: "Wij hielden deze tijd voor u vast. Dat kan niet meer: de school heeft de planning veranderd.",
    stays: "U blijft op de wachtlijst. Komt er een andere tijd vrij, dan krijgt u bericht.",
    other: "Er is een andere tijd voor u vrij. Die staat bij uw afspraken.",
    over: "Een gesprek met deze leraar kan niet meer. U staat niet meer op de wachtlijst. Wilt u toch een gesprek? Bel of mail de school.",
    button: "Bekijk uw afspraken",
  },
  cancelled: {
    button: "Kies een andere tijd",
    until: (moment: string) => `U kunt een andere tijd kiezen. Dat kan tot ${moment}.`,
    personal: "Deze link is alleen voor uw gezin. Stuur de mail niet door.",
  },
  parentLink: {
    button: "Inloggen",
    until: (time: string) => `De link werkt één keer, tot ${time}.`,
    notYou: "Vroeg u dit niet aan? Dan hoeft u niets te doen. Stuur de mail niet door.",
  },
  staffSetup: {
    subject: (school: string) => `Je account bij ${school}`,
    lead: (school: string) => `Je hebt een account gekregen voor de oudergesprekken van ${school}.`,
    todo: "Kies nu hoe je wilt inloggen.",
    button: "Account klaarmaken",
  },
  staffRecovery: {
    subject: (school: string) => `Weer inloggen bij ${school}`,
    lead: "Je vroeg een link om opnieuw in te stellen hoe je inlogt.",
    button: "Opnieuw instellen",
  },
  staffLink: {
    until: (moment: string) => `De link werkt één keer, tot ${moment}.`,
    notYou: "Vroeg je dit niet aan? Meld het dan aan de beheerder van je school.",
  },
}
