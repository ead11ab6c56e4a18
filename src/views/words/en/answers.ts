import type { Words } from "../nl.ts"

const families = (count: number) => (count === 1 ? "1 family" : `${count} families`)

export const answers: Words["answers"] = {
  title: "Who has not chosen yet?",
  lead: "For each child and each family. Whom the teacher wishes to see comes first.",
  remind: ({ email, sms }) => {
    if (sms === 0) return `Remind ${families(email)} by e-mail`
    if (email === 0) return `Remind ${families(sms)} by SMS`
    return `Remind ${families(email)} by e-mail and ${sms} by SMS`
  },
  smsLater: "It is night: SMS leaves at 8:00.",
  reminded: ({ email, sms }, isNight) => {
    if (email + sms === 0) return "There is nobody to remind now. Nothing was sent."
    const get = (count: number) => `${families(count)} ${count === 1 ? "gets" : "get"}`
    const byMail = email === 0 ? [] : [`${get(email)} an e-mail now.`]
    const bySms = sms === 0 ? [] : [`${get(sms)} an SMS ${isNight ? "at 8:00" : "now"}.`]
    return [...byMail, ...bySms].join(" ")
  },
  resting: (count) =>
    `${families(count)} ${count === 1 ? "has" : "have"} had a message in the last 24 hours.`,
  letters: (count) => (count === 1 ? "Make a letter for 1 family" : `Make letters for ${families(count)}`),
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
  waits: "on the waiting list",
  plan: "Plan",
  planOf: (pupil) => `Plan: ${pupil}, in the timetable`,
  road: "Reached",
  by: { email: "by e-mail", sms: "by SMS", letter: "by letter", nothing: "is not invited" },
  notInvited: "not invited yet",
  remindedOn: (day) => `reminded on ${day}`,
}
