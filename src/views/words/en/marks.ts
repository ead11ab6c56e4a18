import type { Words } from "../nl.ts"

export const marks: Words["marks"] = {
  title: "Whom do you wish to see?",
  titleOf: (teacher) => `Whom does ${teacher} wish to see?`,
  lead: "Parents read this with their child. Whom you wish to see may choose early if the school arranged it so.",
  leadLength: "Does a talk take longer? Choose its length: parents then only see times at which it fits.",
  none: "This teacher has no pupils in this round",
  pupil: "Pupil",
  group: "Group",
  talk: "Talk",
  talkOf: (pupil) => `Talk about ${pupil}`,
  talked: "has a time",
  length: "Length",
  lengthOf: (pupil) => `Length of the talk about ${pupil}`,
  noMark: "Parents decide",
  mark: { wanted: "I wish to see them", "not-needed": "No talk needed" },
  rest: "Set the rest to “No talk needed”",
  kept: "Saved",
  keptBut: "Saved, except for this:",
  noRoom: (pupil, moment) =>
    `${pupil}, ${moment}: this talk stands already, and the time after it is not free. Have it moved first.`,
  marked: (pupils, wanted, notNeeded) =>
    `${pupils === 1 ? "1 pupil" : `${pupils} pupils`}: ${wanted} to see, ${notNeeded} no talk needed.`,
  times: (count) => (count === 1 ? "1 time" : `${count} times`),
  expected: (expected, asked, times) =>
    [
      `${expected === 1 ? "1 talk is" : `${expected} talks are`} left`,
      ...(asked === "" ? [] : [`which take ${asked}`]),
      ...(times === "" ? [] : [`and there are ${times}`]),
    ].join(", ") + ".",
  agendaMarks: "Whom do you wish to see?",
  agendaTimes: "When are you not there?",
  own: {
    title: "When are you not there?",
    lead: "Tick the times at which you cannot. Parents then cannot choose them.",
    draft:
      "The school is still preparing this round. If it changes the times, it still counts when you are not there.",
    together: (names) => `These are the times of ${names} together. What you close is closed for all of you.`,
    none: "You have no times left in this round",
    taken: "chosen",
    kept: "Saved. Parents see it at once.",
    keptDraft: "Saved. What you ticked cannot be chosen later.",
    moved:
      "The school has just moved times of yours. What you ticked was not saved. See how it is now, and choose again.",
    chosen: (moments) =>
      `Somebody has just chosen: ${moments}. Nothing has changed. Check it, and talk to the school if you cannot.`,
  },
}
