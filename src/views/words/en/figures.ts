import type { Words } from "../nl.ts"

export const figures: Words["figures"] = {
  title: "Figures",
  lead: (title) => `What ${title} came to, in numbers. It holds no names of parents or children.`,
  small: (few) =>
    `Counts below ${few} are not shown exactly: they might point at somebody. Sometimes another number is left out for that reason.`,
  print: "Print",
  erased: (day) => `The talks of this round were erased on ${day}. So there are no figures any more.`,
  kept: "The figures come from the talks themselves. When those are erased, the figures are gone too. Print them if you want to keep them.",
  none: "No talks were chosen yet",
  noneHow: "As soon as parents choose, you see here how full it gets.",

  tiles: {
    talks: (count) => `${count === "1" ? "talk" : "talks"} chosen`,
    full: "of the times taken",
    came: "of the talks for which it was noted: parents came",
    minutes: "needed to choose (half were faster)",
  },
  share: (percent) => `${percent}%`,
  minutes: (count) => (count === "1" ? "1 minute" : `${count} minutes`),

  teachers: "By teacher",
  teacher: "Teacher",
  taken: "Chosen",
  takenOf: (talks, slots) => `${talks} of ${slots}`,
  full: "How full",
  longer: "A longer talk counts for all the times that it takes.",
  came: "Came",
  stayedAway: "Did not come",

  groups: "By group",
  group: "Group",
  pupils: "Pupils",
  withTalk: "With a talk",
  withoutTalk: "Without a talk",
  talks: "Talks",
  reached: "Share with a talk",
  all: "Together",

  times: "How long parents took to choose",
  timesHow: "From signing in to the last talk chosen, for each family that chose by itself.",
  families: "Families",
  took: "Time",
  timesFew: (few) => `This is shown when at least ${few} families have chosen by themselves.`,
  step: {
    upTo: (most) => `up to ${most} minutes`,
    from: (least, most) => `${least} to ${most} minutes`,
    over: "longer, or once more later",
  },

  shown: {
    few: (few) => `fewer than ${few}`,
    over: (count) => `more than ${count}`,
    hidden: "not shown",
  },
}
