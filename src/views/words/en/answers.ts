import type { Words } from "../nl.ts"

const families = (count: number) => (count === 1 ? "1 family" : `${count} families`)

export const answers: Words["answers"] = {
  title: "Who has not chosen yet?",
  lead: "For each child and each family. Whom the teacher wishes to see comes first.",
  remind: (count) => `Remind ${families(count)} by e-mail`,
  reminded: (count) =>
    count === 0
      ? "Everybody was reminded today already. Nothing was sent."
      : `${families(count)} will get a reminder now.`,
  letters: (count) => `Make letters for ${families(count)} without e-mail`,
  filterAnswers: "Which answers",
  filterGroups: "Which group",
  count: {
    open: (count) => `Not chosen yet (${count})`,
    chosen: (count) => `Chosen (${count})`,
    declined: (count) => `Needs no talk (${count})`,
    "not-needed": (count) => `Not needed, says teacher (${count})`,
  },
  all: "Everything",
  toTimetable: "See the timetable",
  everyGroup: "All groups",
  group: (name, open) => `${name} (${open})`,
  none: {
    open: "Everybody has answered",
    chosen: "Nobody has chosen yet",
    declined: "Nobody said that they need no talk",
    "not-needed": "Of no pupil it says that a talk is not needed",
    all: "There are no pupils in this round",
  },
  pupil: "Pupil",
  groupHead: "Group",
  answer: "Answer",
  of: {
    open: "not chosen yet",
    chosen: "chosen",
    declined: "needs no talk",
    "not-needed": "not needed",
  },
  wanted: "teacher wishes to see",
  plan: "Plan",
  planOf: (pupil) => `Plan: ${pupil}, in the timetable`,
  road: "Reached",
  by: { email: "by e-mail", letter: "by letter", nothing: "is not invited" },
  notInvited: "not invited yet",
  remindedOn: (day) => `reminded on ${day}`,
}
