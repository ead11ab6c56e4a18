import type { Words } from "../nl.ts"

export const privacy: Words["door"]["privacy"] = {
  title: "Your data",
  lead: (school) => `Here you can read which data ${school} uses for the parent-teacher talks.`,
  whoTitle: "Who is responsible?",
  who: (school) => `${school} decides about these data. Tienminuten keeps them for the school.`,

  whatTitle: "Which data?",
  ofChild: "About your child",
  kind: {
    "pupil-name": "First name and surname.",
    "pupil-group": "Group or class, and the teachers.",
    "pupil-home": "Postcode and house number. We make them unreadable.",
    "pupil-factor": "",
    "pupil-number": "The number in the pupil administration.",
    "pupil-protected": "Whether the address is secret.",
    "pupil-left": "When your child left the school.",
    "waiting-file": "What was in the school’s last file, until a day after it was read in.",
    erased: "That something was erased. We make it unreadable.",
    "guardian-name": "Surname.",
    "guardian-email": "E-mail address, if the school gave it.",
    "guardian-phone": "Phone number, if the school gave it.",
    household: "Which children belong to you, and your language.",
    talk: "Your talks: with whom, where and when.",
    "talk-note": "What you wrote to the teacher.",
    "calendar-feed": "The address for your calendar, if you switch it on. We make it unreadable.",
    invitation: "The code from the letter. We make it unreadable.",
    "parent-visit": "That you are signed in, until you sign out.",
    device: "A mark of your device. We make it unreadable.",
    ticket: "A link or code to sign in once. We make it unreadable.",
    message: "Which messages we sent you.",
  },
  childFactor: {
    none: "",
    "birth-date": "The date of birth, to sign in. We make it unreadable.",
    "pupil-number": "The pupil number, to sign in. We make it unreadable.",
    postcode: "The last four characters of the postcode, to sign in. We make them unreadable.",
    bsn4: "The last four digits of the BSN, to sign in. We make them unreadable.",
  },
  ofYou: "About you",
  yourVisits: "When you signed in or changed something. Your name is not with it.",
  unreadable: "Unreadable means: we can see whether something is right. We cannot read it back.",
  notKept: {
    plain: "We keep no BSN, no marks and no data about care or health.",
    bsn4: "We never keep the whole BSN. Nor do we keep marks, or data about care or health.",
  },

  whyTitle: "What for?",
  whySignIn: "To let you sign in.",
  whyHome: "To put children of one address together. Then you sign in once for all your children.",
  whyMail: {
    mail: "To send you messages about your talks by e-mail.",
    sms: "To send you messages about your talks by e-mail and SMS.",
  },

  fromTitle: "Where do they come from?",
  from: "From the school. It gives us a file from its pupil administration.",

  longTitle: "How long?",
  long: "As long as the school uses Tienminuten. When the school stops, we erase everything.",
  longBackups: (days) => `After ${days} days they are gone from the backups too.`,
  longRounds: (days) => `Your talks are erased ${days} days after the last talk of the round.`,
  longMessages: (days) => `Which messages we sent: until ${days} days after the talks.`,
  longErase: "The school can also erase data earlier.",

  whereTitle: "Where are they?",
  where: (place, backup) => `In a data centre in ${place}. The backup is in ${backup}.`,
  safe: "The connection is secured. There are no trackers or advertisements on these pages.",

  readTitle: "Who can see them?",
  readSchool: "Staff of the school.",
  readUs: "Administrators of Tienminuten, only when the school allows it.",
  readOthers: "Nobody else, unless the school explicitly agrees.",
  readHomes: "Does your child live at two addresses? Then one address sees nothing of the other.",

  cookiesTitle: "Which cookies?",
  cookiesLead: "A cookie is a bit of text that your browser keeps. We use four.",
  cookies: {
    session: "You stay signed in.",
    device: "We recognise this device. Then others cannot slow down your sign-in.",
    language: "The language that you chose.",
    wanted: "The page where you were, for after signing in.",
  },
  sessionLasts: (minutes, hours) =>
    `Until you sign out, do nothing for ${minutes} minutes, or after ${hours} hours`,
  days: (days) => `${days} days`,
  year: "1 year",
  minutes: (minutes) => `${minutes} minutes`,

  rightsTitle: "What can you ask?",
  rights: "You may see your data, have them corrected or have them erased. Ask the school:",
  complaint: "Not satisfied? You can complain to the Dutch Data Protection Authority.",
}

export const accessibility: Words["door"]["accessibility"] = {
  title: "Accessibility",
  lead: "Everybody must be able to choose a talk. That is why we build these pages like this:",
  standard: "We follow the European rules: WCAG 2.2, levels A and AA.",
  keyboard: "Everything works with a keyboard alone, and without JavaScript.",
  zoom: "You can enlarge to 400 percent. The colours follow your device.",
  time: (minutes) => `After ${minutes} minutes we ask whether you are still there. You can stay signed in.`,
  testedTitle: "How was this tested?",
  tested: "A program tests every page with every change. An independent review has not been done yet.",
  brokenTitle: "Does something not work?",
  broken: "Tell the school. They help you, and pass it on to us:",
  dated: "This text is from November 2026.",
}
