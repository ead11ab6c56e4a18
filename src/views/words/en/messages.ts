import type { Words } from "../nl.ts"

export const messages: Words["messages"] = {
  hello: "Dear parent or guardian,",
  helloStaff: (name) => `Dear ${name},`,
  greetings: "Kind regards,",
  callOrReply: (phone) => `Questions? Reply to this e-mail or call ${phone}.`,
  reply: "Questions? Reply to this e-mail.",
  call: (phone) => `Questions? Call ${phone}.`,
  from: (a, b) => `${a} to ${b}`,

  about: "About",
  with: "With",
  when: "When",
  was: "Was",
  where: "Where",
  calendarTitle: (school) => `Talk at ${school}`,

  invitation: {
    soon: (from, until) => `You can choose from ${from} until ${until}.`,
    now: (until) => `You can choose until ${until}. Choose early for the most times.`,
    button: "Choose a time",
    personal: "This link is only for your family. Do not forward this e-mail.",
  },
  confirmed: {
    button: "See your talk",
  },
  moved: {
    swapped:
      "You said that you can come at this time. Another family needed your old time. Can you not come after all? Open the talk and choose Move or Cancel.",
    notYou: "Was this not you? Please contact the school.",
    otherTeacher: (teacher) => `Please note: you will now talk to ${teacher}.`,
    wasWith: (moment, teacher) => `${moment}, with ${teacher}`,
    sameTime: (teacher) => `with ${teacher}, at the same time`,
    otherLength: (minutes) => `Please note: the talk now takes ${minutes}.`,
  },
  bySchool: {
    "booking-confirmed": "The school booked this talk for you.",
    "booking-moved": "The school moved this talk.",
    "booking-cancelled": "The school cancelled this talk.",
  },
  reminder: { button: "See your talks" },
  sms: {
    at: (moments) => `${moments}.`,
    choose: (until) => `You can choose until ${until}, with the code in your letter.`,
    minutes: (count) => `${count} min`,
    was: (moment) => `It was ${moment}.`,
    otherTeacher: "With another teacher.",
    swapped: "You said that this suits you.",
    swap: (now, other) => `Your time is ${now}. Can you come ${other}? Nothing changes unless you say yes.`,
    heldNoMore: (moment) => `${moment} is no longer free.`,
    stillOnList: "You stay on the list.",
    otherHeld: "Another time is free for you.",
    listOver: "A talk with this teacher is no longer possible. You are no longer on the list.",
    noReply: "You cannot reply.",
    answer: (until) => `Do not reply to this SMS. Answer here until ${until}:`,
    take: (until) => `Choose it by ${until}:`,
    another: "Choose another time:",
  },
  somebody: "parent or guardian",
  swap: {
    becomes: "New time",
    nothing: "If you do not say yes, nothing changes.",
    until: (moment) => `You can answer until ${moment}.`,
    button: "Answer",
  },
  offered: {
    button: "Choose this time",
    until: (moment) => `We keep the time for you until ${moment}. After that it goes to another family.`,
  },
  waiting: {
    held: "We kept this time for you. That is no longer possible: the school changed its plans.",
    stays: "You stay on the waiting list. If another time comes free, we send you a message.",
    other: "Another time is free for you. You can find it with your talks.",
    over: "A talk with this teacher is no longer possible. You are no longer on the waiting list. Do you still want a talk? Call or e-mail the school.",
    button: "See your talks",
  },
  cancelled: {
    button: "Choose another time",
    until: (moment) => `You can choose another time until ${moment}.`,
    personal: "This link is only for your family. Do not forward this e-mail.",
  },
  parentLink: {
    button: "Sign in",
    until: (time) => `The link works once, until ${time}.`,
    notYou: "Was this not you? Then you do not have to do anything. Do not forward this e-mail.",
  },
  staffSetup: {
    subject: (school) => `Your account at ${school}`,
    lead: (school) => `You now have an account for the parent-teacher talks of ${school}.`,
    todo: "Now choose how you want to sign in.",
    button: "Set up your account",
  },
  staffRecovery: {
    subject: (school) => `Sign in again at ${school}`,
    lead: "You asked for a link to choose again how you sign in.",
    button: "Set up again",
  },
  staffLink: {
    until: (moment) => `The link works once, until ${moment}.`,
    notYou: "Was this not you? Please tell the administrator of your school.",
  },
}
