import type { Words } from "../nl.ts"

export const agenda: Words["agenda"] = {
  title: "My talks",
  lead: "Who comes to you, and when.",
  notYet: (moment) => `Parents can choose from ${moment}.`,
  taken: (taken, slots) => `${taken} of ${slots} times chosen`,
  time: "Time",
  child: "Child",
  group: "Group",
  free: "free",
  blocked: "blocked",
  home: (names) => `parent: ${names}`,
  print: "Print",
  none: "You have no talks now",
  noneHow: "As soon as the school opens a round with you in it, your times are here.",
  noTeacher: "Your account does not belong to a teacher",
  noTeacherHow: "So there are no talks here. Are you a teacher? Ask the administrator to link you.",
  noTeacherAdministrator: "The talks of all teachers are with the rounds.",
  toRounds: "To the rounds",
}
