import type { upheaval as nl } from "../nl/upheaval.ts"

const talks = (count: number) => (count === 1 ? "1 talk" : `${count} talks`)
const families = (count: number) => (count === 1 ? "1 family" : `${count} families`)

export const upheaval: typeof nl = {
  away: {
    link: "cannot be there",
    title: (teacher) => `${teacher} cannot be there`,
    lead: "Choose what happens to the talks. You first see what that means. Nothing changes yet.",
    carries: (teacher, others) =>
      `${teacher} holds these talks together with ${others}. Give them to who is there: then they go on at the same time, and parents read with whom.`,
    goesOn: (others) => `The talks go on with ${others}`,
    along: (teacher, others) =>
      `${teacher} holds them together with ${others}. You need not move anything, and parents get no message. Should parents only see ${others}? Then take ${teacher} out of this round: remove all ticks.`,
    toTeachers: "To the teachers of this round",
    when: "Which talks?",
    ofDay: (day, count) => `${day}: ${talks(count)}`,
    whole: (count) => `Everything still to come: ${talks(count)}`,
    how: "What happens to them?",
    ways: {
      cancel: "They are cancelled",
      substitute: "Another teacher takes them over",
      later: "They go to another moment",
    },
    hints: {
      cancel: "The families choose another time. They have a week, also when choosing has closed.",
      substitute: "At the same times. You will see where that teacher is taken.",
      later: "With the same teacher and in the same order, one after the other.",
    },
    who: "Who takes them over?",
    nobody: "Choose a teacher",
    date: "To which day?",
    from: "From what time?",
    look: "See what will happen",
    ahead: "This will happen",
    cancelled: (count) => `${talks(count)} will be cancelled.`,
    substituted: (count, other) => `${talks(count)} will go to ${other}, at the same time.`,
    moved: (count, from, until) => `${talks(count)} will go to ${from} until ${until}.`,
    none: "Not one talk can go there.",
    noTalks: "There are no talks.",
    told: (count) => `${families(count)} will be told.`,
    chooseAgain: "The message holds a link to choose another time.",
    without: (count) =>
      `There is no other time to choose now for ${families(count)}. First make time on another day, or call them.`,
    moreTime: "Change the times of teachers",
    moreDays: "Add a day",
    closing: (count) => (count === 1 ? "1 free time will close." : `${count} free times will close.`),
    unreachable: (children) => `No e-mail or SMS reaches the parents of ${children}. Call them yourself.`,
    stuckTitle: (count) => `${talks(count)} cannot go along and will stay`,
    stuck: {
      "teacher-busy": "the teacher is taken then",
      "family-busy": "the family has another talk then",
      "already-booked": "the child already has a talk with that teacher",
      "no-room": "no longer fits on that day",
      past: "that moment is past",
    },
    each: (count) => `See ${count === 1 ? "the talk" : `all ${talks(count)}`}`,
    becomes: (was, is) => `${was} becomes ${is}`,
    wait: (minutes) =>
      minutes === 0
        ? "There is no time to lose: the message leaves at once. It cannot be undone."
        : `The message waits ${minutes === 1 ? "1 minute" : `${minutes} minutes`}. Until then you can undo everything.`,
    noReason: "It does not say why the teacher is not there.",
    press: {
      cancel: (count) => (count === 0 ? "Close these times" : `Cancel ${talks(count)}`),
      substitute: (count, other) => `Give ${talks(count)} to ${other}`,
      later: (count) => `Move ${talks(count)}`,
    },
    problem: {
      "changed-meanwhile": "Something changed just now. Below is how it is. Is this still right?",
      "nothing-to-do": "There is nothing to change. Choose something else.",
      "round-not-open": "That cannot be done in this round now.",
      "who-missing": "Choose who takes the talks over.",
      "date-missing": "Fill in a date, for example 12-11-2026.",
      "from-missing": "Fill in a time, for example 19:00.",
      "date-past": "That moment is past. Choose one that is still to come.",
      "clock-changes": "The clock changes in that night. Choose a time from 3:00.",
    },
  },
  day: {
    link: "Move this day",
    title: (day) => `Move ${day}`,
    lead: "All teachers and all talks go along, at the same times. Nothing changes yet.",
    date: "To which day?",
    look: "See what will happen",
    moves: (count, from, to) =>
      count === 0 ? `The times of ${from} will go to ${to}.` : `${talks(count)} of ${from} will go to ${to}.`,
    press: (to) => `Move to ${to}`,
    refusal: {
      "date-missing": () => "Fill in a date, for example 12-11-2026.",
      "date-past": () => "That day is past. Choose one that is still to come.",
      "same-date": () => "That is the same day.",
      "day-begun": () => "The talks of this day have begun.",
      "clock-changes": () => "The clock changes in that night. There can be no talk between 2:00 and 3:00.",
      "days-overlap": () => "This round already has talks on that day at the same time.",
      "opens-after": () => "Parents can only choose after that day. First change from when they can.",
      "teacher-elsewhere": (who) => `${who} already has other times then.`,
      "families-elsewhere": (who) => `There is another talk about ${who} then. Move that first.`,
      "round-not-open": () => "That cannot be done in this round now.",
      "changed-meanwhile": () => "Something changed just now. Below is how it is. Is this still right?",
    },
  },
  done: {
    "one-cancelled": "Cancelled.",
    "one-moved": "Moved.",
    "one-swapped": "Swapped.",
    cancelled: (count, teacher) => `Cancelled: ${talks(count)} of ${teacher}.`,
    substituted: (count, teacher, other) => `${other} takes over ${talks(count)} of ${teacher}.`,
    moved: (count, teacher) => `Moved: ${talks(count)} of ${teacher}.`,
    "day-moved": (count, from, to) => `Moved: ${from} to ${to}, with ${talks(count)}.`,
    leaves: (count, time) =>
      count === 0
        ? `You can undo this until ${time}.`
        : `The message to ${families(count)} leaves at ${time}.`,
    erased: "This cannot be undone any more: the data of this child or family were erased.",
    undo: "Undo",
    left: (count, time) =>
      count === 0
        ? `You could undo this until ${time}.`
        : `The message to ${families(count)} left at ${time}.`,
    smsAt: (time) => `SMS leaves at ${time}.`,
    undone: "This was undone.",
    allBack: (count) =>
      count === 0
        ? "The times are as before."
        : `${count === 1 ? "The talk is" : `All ${talks(count)} are`} as before. The waiting message is gone.`,
    someBack: (back, all) => `${back} of ${talks(all)} are as before. Could not go back:`,
    noneBack: "This could not be taken back:",
    notBack: {
      taken: "that time is another family’s now, or closed",
      "chosen-again": "the family already chose another time",
      "family-busy": "the family has another talk then by now",
      changed: "this talk was changed again afterwards",
      past: "that time is past",
    },
  },
  undoRefusal: {
    told: "This cannot be undone any more: the messages have left. Move or swap talks in the timetable.",
    "not-the-last": "First undo what was done after it.",
    "undone-before": "This was undone before.",
    "changed-meanwhile": "A colleague changed this day afterwards. It cannot be undone any more.",
    "families-elsewhere": "A family has another talk at the old time by now. It cannot be undone.",
    "teacher-elsewhere": "A teacher has other times at the old time by now. It cannot be undone.",
    "date-past": "The old time is past. It cannot be undone any more.",
  },
}
