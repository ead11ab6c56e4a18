import { mostWishes } from "../../../domain/proposal.ts"
import type { Words } from "../nl.ts"

const talks = (count: number) => (count === 1 ? "1 talk" : `${count} talks`)

export const parent: Words["parent"] = {
  keptUntil: (day) => `We keep these appointments up to and including ${day}. Then we erase them.`,
  home: {
    title: "Your talks",
    lead: "Choose the talks that you want to see.",
    none: "There are no talks now",
    noneHow: "The school tells you when you can choose a time.",
    from: (moment) => `You can choose from ${moment}.`,
    until: (moment) => `You can choose until ${moment}.`,
    closed: "Choosing is over.",
    chosen: (count) => (count === 0 ? "Nothing chosen yet" : `${talks(count)} chosen`),
  },
  round: {
    announced: (moment) => `You can choose a time from ${moment}.`,
    announcedHow: "Come back to this page then. Who chooses first has the widest choice.",
    open: (moment) => `Choose a time for each talk. You can do so until ${moment}.`,
    opening: {
      you: "You may choose before others.",
      rule: {
        siblings: (first, others) =>
          `Families with several children choose from ${first}. All others choose from ${others}.`,
        wanted: (first, others) =>
          `Parents whom the teacher wishes to see choose from ${first}. All others choose from ${others}.`,
        both: (first, others) =>
          `Families with several children, and parents whom the teacher wishes to see, choose from ${first}. All others choose from ${others}.`,
      },
    },
    mark: {
      wanted: (teacher) => `${teacher} would like to talk with you.`,
      "not-needed": (teacher) =>
        `${teacher} thinks that a talk is not needed now. Would you like one all the same? Then you can choose a time.`,
    },
    noneNeeded: "You need not choose a talk. You may.",
    nothingToDo: "There is nothing left to do.",
    closed: (moment) => `You could choose until ${moment}.`,
    changeUntil: (moment) => `You can move or cancel a talk until ${moment}.`,
    changeOver: "Talks can no longer be moved or cancelled. Call or mail the school if you cannot come.",
    past: "These talks are over.",
    progress: (chosen, wanted) => `${chosen} of ${wanted} ${wanted === 1 ? "talk" : "talks"} chosen`,
    most: (count) => `You choose at most ${talks(count)} for each child.`,
    complete: (count) => (count === 1 ? "Your talk is chosen" : "All talks are chosen"),
    group: (name) => `group ${name}`,
    noTeachers: "There are no talks about this child in this round.",
    noneChosen: "You chose no talk here.",
    noneChosenHow: "Would you still like a talk? Call or mail the school.",
    enough: (child) => `You have chosen all talks about ${child}.`,
    show: "See the times",
    showOf: (teacher, child) => `See the times of ${teacher}, for ${child}`,
    free: (count) => (count === 1 ? "1 time left" : `${count} times left`),
    cancelled: "The talk is cancelled",
    cancelledHow: "The time is free again. You can choose another time below.",
    cancelledOver: "The time is free again for another family.",
  },
  waiting: {
    how: "When a time comes free, we keep it for you and send you a message.",
    join: "Put us on the waiting list",
    onList: "You are on the waiting list.",
    place: (place) =>
      place === 1
        ? "You are the first to be offered a time."
        : `You are number ${place}. We send a message when there is a time for you.`,
    leave: "Take us off the waiting list",
    offered: "A time has come free for you",
    heldUntil: (day, time, until) =>
      `You can come on ${day} at ${time}. We keep this time for you until ${until}.`,
    take: (time) => `Choose ${time}`,
    pass: "We cannot come then, we keep waiting",
    refusal: {
      "round-not-open": "The waiting list is not open now.",
      "not-your-teacher": "This teacher does not teach your child.",
      "already-booked": "You already have a talk with this teacher.",
      "enough-talks": "You have enough talks for this child.",
      "times-free": "There are free times again. You can choose one below.",
    },
  },
  declining: {
    do: (child) => `We need no talk about ${child}`,
    said: (child) => `You said that you need no talk about ${child}.`,
    undo: "A talk after all",
    refusal: {
      "round-not-open": "This is not possible now. You see above when it is or was.",
      "has-talk": "You already have a talk about this child. Cancel it first.",
    },
  },
  time: (time, teacher, room, child) =>
    [time, teacher, room, `for ${child}`].filter((part) => part !== null).join(", "),
  times: {
    none: "No times are left.",
    noneMove: "No other times are free.",
    clash: "You already have a talk then: all free times coincide with another talk of yours.",
    gone: "just chosen by somebody else",
    nearest: "These times are closest:",
  },
  talk: {
    title: "Your talk",
    booked: "Chosen",
    bookedNews: {
      email: "You will get a confirmation by e-mail.",
      sms: "You will get a confirmation by SMS.",
      both: "You will get a confirmation by e-mail or SMS.",
    },
    moved: "The talk has moved",
    movedNews: {
      email: "You will get a new confirmation by e-mail.",
      sms: "You will get a new confirmation by SMS.",
      both: "You will get a new confirmation by e-mail or SMS.",
    },
    lead: "Your talk is booked.",
    leadPast: "This talk is over.",
    about: "About",
    with: "With",
    when: "When",
    where: "Where",
    from: (starts, ends) => `${starts} to ${ends}`,
    at: (moment) => moment,
    move: "Move",
    moveOf: (child, teacher) => `Move: the talk about ${child} with ${teacher}`,
    cancel: "Cancel",
    cancelOf: (child, teacher) => `Cancel: the talk about ${child} with ${teacher}`,
    more: "View or add to calendar",
    moreOf: (child, teacher) => `View or add to calendar: the talk about ${child} with ${teacher}`,
    change: "Can't you come?",
    calendar: "Add to your calendar",
    print: "Print",
    all: "To all talks",
  },
  together: {
    title: "All talks in one go",
    short: "Find times for all talks",
    shortHow: "They will follow one another. You can also choose yourself, below.",
    how: "We look for times that follow one another.",
    which: "Which talks?",
    talk: (child, teacher) => `${child} with ${teacher}`,
    when: "Which days can you come?",
    from: "From",
    until: "Until",
    noMatter: "Any time",
    search: "Find times",
    proposal: (count) => (count === 1 ? "This time fits" : `These ${count} times fit`),
    heldUntil: (time) => `We hold them for you until ${time}.`,
    longer: "Hold longer",
    take: (count) => (count === 1 ? "Choose this time" : `Choose these ${count} times`),
    others: "Or rather like this?",
    possible: "This fits",
    see: "Look at these times",
    otherwise: "Another day or time",
    none: "These talks do not fit together",
    noneHow: "Choose more hours or fewer talks. You can also choose a time for each talk yourself.",
    byHand: "Choose myself",
    ask: {
      "no-talk": () => "Choose at least one talk.",
      "too-many": () => `Choose at most ${mostWishes} talks at a time.`,
      "too-many-of-child": (most) => `You choose at most ${talks(most)} for each child.`,
    },
  },
  move: {
    title: "Choose another time",
    now: (child, teacher, moment) => `The talk about ${child} with ${teacher} is now on ${moment}.`,
    how: "Choose a new time. The old time becomes free.",
    keep: "Back, do not move",
  },
  cancel: {
    title: "Cancel a talk",
    sure: (child, teacher, moment) =>
      `Do you want to cancel the talk about ${child} with ${teacher} on ${moment}?`,
    how: "The time becomes free for another family.",
    do: "Cancel this talk",
    keep: "Back, do not cancel",
  },
  refusal: {
    "round-not-open": {
      title: () => "You cannot choose now",
      how: "You can see above when it is, or was, possible.",
    },
    "not-your-teacher": {
      title: () => "You cannot choose this talk",
      how: "This teacher does not teach your child. Choose a time from this page.",
    },
    "slot-past": { title: (time) => `${time} has passed`, how: "Choose another time." },
    "already-booked": {
      title: () => "You already have a talk here",
      how: "Do you want another time? Then choose Move.",
    },
    "enough-talks": {
      title: () => "You already have enough talks for this child",
      how: "Do you want another talk? Then cancel one first.",
    },
    "household-busy": { title: (time) => `You already have a talk at ${time}`, how: "Choose another time." },
    "slot-blocked": { title: (time) => `${time} is no longer possible`, how: "Choose another time." },
    "slot-taken": {
      title: () => "Someone was just ahead of you",
      how: "Someone else has just chosen this time. Choose another time.",
    },
    "too-late": {
      title: () => "Talks can no longer be moved or cancelled",
      how: "Call or mail the school if you cannot come.",
    },
  },
}
