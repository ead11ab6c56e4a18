import type { Words } from "../nl.ts"

const talks = (count: number) => (count === 1 ? "1 talk" : `${count} talks`)
const times = (count: number) => (count === 1 ? "1 time" : `${count} times`)
const households = (count: number) => (count === 1 ? "1 family" : `${count} families`)
const get = (count: number) => `${households(count)} ${count === 1 ? "gets" : "get"}`
const minutes = (count: number) => (count === 1 ? "1 minute" : `${count} minutes`)
const letters = (count: number) => (count === 1 ? "1 letter" : `${count} letters`)
const pupils = (count: number) => (count === 1 ? "1 pupil" : `${count} pupils`)

export const rounds: Words["rounds"] = {
  title: "Rounds",
  lead: "A round is one occasion with talks, such as the autumn talks.",
  new: "New round",
  empty: {
    title: "Make your first round",
    how: "You choose the days and the groups. We turn them into times. Then parents choose for themselves.",
    noPupils: "Read in the pupils first. After that you make a round here.",
    toImport: "Read in pupils",
  },
  phase: { draft: "Draft", announced: "Not open yet", open: "Open", closed: "Closed", past: "Over" },
  season: { autumn: "Herfstgesprekken", spring: "Voorjaarsgesprekken" },
  taken: (taken, slots) => `${taken} of ${slots} times chosen`,
  nextOf: {
    draft: "Not published yet. Parents do not see this round.",
    announced: (at) => `Parents can choose from ${at}.`,
    open: (until) => `Parents can choose until ${until}.`,
    closed: (at) => `Parents could choose until ${at}.`,
    past: "The talks have taken place.",
  },

  step: (at, title) => `Step ${at} of 3: ${title}`,
  steps: { plan: "details", teachers: "teachers", check: "check" },

  form: {
    newTitle: "New round",
    changeTitle: (title) => `Change ${title}`,
    newLead: "We filled in something to start with. Change what should be different.",
    changeLead: "Parents see at once what you change here.",
    when: "When are the talks?",
    name: "Name of the round",
    nameHint: "Parents see this name.",
    day: (at) => `Day ${at}`,
    date: "Date",
    starts: "From",
    ends: "Until",
    pause: "Pause on this day",
    pauseStarts: "Pause from",
    pauseEnds: "Pause until",
    addDay: "Add a day",
    removeDay: "Remove",
    removeDayOf: (at) => `Remove day ${at}`,
    length: "Minutes per talk",
    changing: "Minutes between two talks",
    changingHint: "To change over. 0 is fine.",
    walking: "Minutes parents need from one teacher to the next",
    walkingHint: "We allow for that when parents choose all talks in one go.",
    fixedLength: (length, changing) =>
      changing === 0
        ? `A talk takes ${minutes(length)}. That is fixed now the round is published.`
        : `A talk takes ${minutes(length)}, with ${minutes(changing)} in between. That is fixed now the round is published.`,
    whom: "For which groups?",
    groups: "Groups",
    lessonGroups: (count) => `Lesson groups (${count})`,
    inRound: (groups) => `In this round: ${groups}.`,
    addGroups: "Add groups",
    pupils,
    talks: "How many talks per child?",
    talksOf: (count) => (count === 1 ? "1 talk" : `At most ${count} talks`),
    talksEach: "One with each teacher",
    rest: "A rest for teachers",
    restHint: "Only when a teacher has so many talks in a row. Empty: no rest.",
    restAfter: "After how many talks",
    restMinutes: "Minutes of rest",
    fixedRest: (after, rest) => `After ${talks(after)} in a row a teacher rests ${minutes(rest)}.`,
    early: "Let families choose early",
    earlyWho: "Who may choose early?",
    earlyHint: "Parents read this rule on their page. Nothing ticked: everybody begins at once.",
    earlySiblings: "Families with several children in this round",
    earlyWanted: "Parents whom a teacher wishes to see",
    earlyAt: "They choose from",
    window: "When can parents choose?",
    opens: "Parents can choose from",
    closes: "Parents can choose until",
    change: "Moving and cancelling is possible until",
    changeHint: "After that parents call the school.",
    swaps: "Families may swap times",
    swapsHint:
      "They do so through us: nobody reads with whom. A talk only goes to a time that its own family agreed to.",
    swapsOn: "yes",
    swapsOff: "no",
    dateOf: (what) => `${what}: date`,
    timeOf: (what) => `${what}: time`,
    at: "at",
    make: "On to the teachers",
    save: "Save",
    cancel: "Do not save",
  },
  refusal: {
    "title-missing": "Give the round a name.",
    "no-day": "Fill in at least one day.",
    "too-many-days": "A round has at most 10 days.",
    "date-missing": "Fill in a date, for example 12-11-2026.",
    "date-past": "This day is over. Choose a day to come.",
    "hours-missing": "Fill in from when until when.",
    "ends-before-start": "The end must be later than the start.",
    "clock-changes": "The clock changes in this night. There can be no talk between 2:00 and 3:00.",
    "days-overlap": "This day overlaps with another day in the list.",
    "pause-odd": "Fill in the start and the end of the pause, or leave both empty.",
    "pause-outside": "The pause must lie between the start and the end.",
    "length-odd": "Fill in a number of minutes from 1 to 240.",
    "length-does-not-fit": "Such a long talk does not fit on every day. Choose fewer minutes or longer days.",
    "changing-odd": "Fill in a number of minutes from 0 to 60.",
    "talks-odd": "Choose how many talks a child may have.",
    "no-group": "Choose at least one group.",
    "rest-odd": "Fill in both: after how many talks, and how many minutes. Or leave both empty.",
    "early-missing": "Fill in from when on they may choose early.",
    "early-after-opening": "Choosing early must begin before everybody chooses.",
    "opens-missing": "Fill in when parents may start to choose.",
    "opens-after-first-talk": "Parents must be able to choose before the first talk.",
    "closes-missing": "Fill in until when parents may choose.",
    "closes-before-opening": "Choosing must close later than it opens.",
    "closes-past": "The moment at which choosing closes is over.",
    "closes-after-last-talk": "Choosing now closes after the last talk. Choose an earlier moment.",
    "change-missing": "Fill in until when parents may move or cancel.",
    "change-after-first-talk": "Moving and cancelling must stop before the first talk.",
  },
  presence: {
    "times-missing": "Fill in both times.",
    "ends-before-start": "The end must be later than the start.",
    "clock-changes": "The clock changes in this night. There can be no talk between 2:00 and 3:00.",
    "outside-day": "Stay within the times of this day.",
    "too-short": "No talk fits in here.",
    "not-there": "Those who hold talks together both take part. Tick a day for the other one.",
    "with-another": "That colleague holds the talks with somebody else already. Choose that person.",
    "with-self": "Choose a colleague.",
  },
  conflict: { away: "is not there" },
  talksInTheWay: (teacher, at) =>
    `${teacher} already has a talk on ${at}. It would be lost. Keep that time, or move the talk first.`,
  awayInstead: (teacher) => `Is ${teacher} unable to be there? See to all talks at once`,
  elsewhere: (teacher, at) => `${teacher} already has times in another round on ${at}. Choose another time.`,
  ownTalks: (teacher, own) => {
    const what = [
      ...(own.talks > 0 ? [own.talks === 1 ? "1 talk" : `${own.talks} talks`] : []),
      ...(own.waiting > 0
        ? [own.waiting === 1 ? "1 family that waits" : `${own.waiting} families that wait`]
        : []),
      ...(own.held > 0
        ? [own.held === 1 ? "1 time that is being chosen" : `${own.held} times that are being chosen`]
        : []),
    ]
    return `${teacher} already has something of their own in this round: ${what.join(" and ")}. Choose it the other way round, with the colleague. Or move this first.`
  },
  over: "This round is over. You cannot change it any more.",

  teachers: {
    title: "Teachers",
    lead: "Who is there when, and in which room? Remove the tick if someone is not there.",
    teacher: "Teacher",
    room: "Room",
    with: "Together with",
    withOf: (teacher) => `With whom ${teacher} holds the talks`,
    withName: (teacher) => `together with ${teacher}`,
    alone: "alone",
    withNear: "Of the same group",
    withFar: "Other teachers",
    timesOf: (teacher) => `The times and the room of ${teacher} count.`,
    staysWith: (carrier, talks) =>
      talks === 1
        ? `Together they have 1 talk. If you choose something else here, it stays with ${carrier}.`
        : `Together they have ${talks} talks. If you choose something else here, they stay with ${carrier}.`,
    together: "Do two teachers hold their talks together?",
    togetherHow:
      "Choose the other one with one of them. Parents then see one row with both names and choose one time. Both teachers have the talk in their list.",
    togetherNow:
      "Talks that are there already stay, also when you choose ‘alone’ again. Parents get no message: who is there stands on their page and in the reminder.",
    there: "Present",
    from: "from",
    until: "until",
    none: "These groups have no teachers yet.",
    noneHow: "Read in a file that has the teachers with their groups. Or choose other groups.",
    others: (count) => `Other teachers (${count})`,
    othersHint: "They have no group in this round. Parents can only choose teachers of their own child.",
    roomOf: (teacher) => `Room of ${teacher}`,
    roomPerDay: "Differs by day",
    roomOnDay: (teacher, day) => `Room of ${teacher} on ${day}`,
    thereOf: (teacher, day) => `${teacher} is there on ${day}`,
    fromOf: (teacher, day) => `${teacher}, ${day}, from`,
    untilOf: (teacher, day) => `${teacher}, ${day}, until`,
    save: "Save",
    saveNext: "Save and continue",
  },

  overview: {
    left: (most) =>
      `At the end of a day ${most === 1 ? "1 minute is" : `up to ${minutes(most)} are`} left: no further talk fits in there.`,
    dates: (title, days, length) => `${title} on ${days}. A talk takes ${minutes(length)}.`,
    day: (day, from, until) => `${day} from ${from} until ${until}`,
    window: (from, until) => `Parents choose from ${from} until ${until}.`,
    change: (until) => `Moving and cancelling is possible until ${until}.`,
    noSwaps: "Families do not swap times among themselves.",
    early: (who, from) => `${who} choose from ${from}.`,
    earlyFor: {
      siblings: "Families with several children",
      wanted: "Parents whom a teacher wishes to see",
      both: "Families with several children and parents whom a teacher wishes to see",
    },
    groups: (count) => (count === 1 ? "1 group" : `${count} groups`),
    lead: {
      draft: "Check the round. Parents only see it once you publish it.",
      announced: (at) => `The round is ready. Parents can choose from ${at}.`,
      open: (until) => `Parents can choose now, until ${until}.`,
      closed: "Parents can no longer choose. The talks are still to come.",
      past: "The talks have taken place.",
    },
    doubtsTitle: (count) => `First look at ${count === 1 ? "1 doubt" : `${count} doubts`} about families`,
    doubts: "Every family gets one code of its own. So families must be right before you publish.",
    toDoubts: "Check families",
    noTeacherTitle: "Groups without a teacher",
    noTeacher: (groups) => `Parents of group ${groups} cannot choose anything. Add a teacher.`,
    notChosen: (teachers) => `${teachers}: no pupils in this round. No parent can choose these times.`,
    notChosenTitle: "Teachers without pupils",
    noTeachers: "There is no teacher with times yet. You cannot publish without times.",
    publish: "Publish the round",
    publishHint: (count) =>
      `All times are made, and ${get(count)} a code of their own. Nothing goes to parents yet.`,
    published: "The round is published. Now invite the parents.",
    publishRefusal: {
      "already-published": "This round is already published.",
      "no-slots": "There are no times yet. First say which teachers are there.",
      "first-talk-past": "The first day is over. Choose new days.",
      "closes-past": "The moment until which parents can choose is over. Change it.",
    },
    changeDetails: "Change details",
    ways: {
      title: "In this round",
      answers: { name: "Who has not chosen yet?", about: "Remind, or plan a talk." },
      timetable: { name: "Timetable", about: "All teachers side by side. Move, swap, cancel." },
      papers: { name: "Paper and lists", about: "Door signs, day lists and files." },
      evening: {
        name: "The evening itself",
        about: "Who is here, who runs late, and the screen in the hall.",
      },
      figures: { name: "Figures", about: "How full it was, and who came." },
    },
    changeTeachers: "Change teachers",
    discardOpen: "Throw this draft away",
    discardSure: "The round and all times of teachers disappear. This cannot be undone.",
    discard: "Throw it away now",
    numbers: {
      households: (count) => (count === 1 ? "family takes part" : "families take part"),
      taken: (count) => (count === 1 ? "time chosen" : "times chosen"),
      free: (count) => (count === 1 ? "time free" : "times free"),
    },
    teacher: "Teacher",
    room: "Room",
    slots: "Times",
    hours: "From – until",
    pupils: "Pupils",
    takenOf: "Chosen",
    inviting: "Inviting",
    mailed: (mailed, all) =>
      mailed === all
        ? all === 1
          ? "The only family with an e-mail address was mailed."
          : `All ${households(all)} with an e-mail address were mailed.`
        : `${mailed} of ${households(all)} with an e-mail address mailed.`,
    noMail: "No family has an e-mail address.",
    byLetter: (count) =>
      count === 1
        ? "1 family cannot be reached by e-mail."
        : `${count} families cannot be reached by e-mail.`,
    handOut: "Hand out a letter.",
    printed: (count, all) => `Letters made for ${count} of ${all}.`,
    send: (count) => `Mail ${households(count)}`,
    unanswered: (count) => (count === 1 ? "1 family has not chosen" : `${households(count)} have not chosen`),
    letters: "Make letters",
    sent: (count) =>
      count === 0 ? "Everyone had been mailed. Nothing was sent." : `${get(count)} an e-mail now.`,
    inviteRefusal: {
      "not-published": "Publish the round first.",
      "round-closed": "Parents can no longer choose. Inviting makes no sense any more.",
    },
    post: "Messages",
    queued: (count) => `${count} waiting`,
    sentCount: (count) => `${count} sent`,
    failed: (count) => `${count} not delivered`,
    failedHint: "Families whose e-mail did not arrive are among the letters.",
  },

  copy: {
    this: "Make a copy of this round",
    last: "Copy the last round",
    lead: "Check the dates. You can leave the rest as it is.",
    how: (title, weeks) =>
      `Everything is as in ${title}, with the same rooms and presence, ${weeks === 1 ? "1 week" : `${weeks} weeks`} later and on the same days of the week.`,
    week: "Rather another week?",
    weekHint: "Choose a day in the week in which the talks begin. All dates move along.",
    move: "Move everything",
  },
  room: {
    title: "Is there enough time?",
    lead: "For each teacher: how many times are chosen and how many families still have to choose. This page keeps up by itself.",
    leadDraft: "For each teacher: how many times there will be, and for how many pupils.",
    times,
    standing: (taken, slots, waiting) =>
      `${taken} of ${slots}${waiting === 0 ? ", everybody has chosen" : `, ${waiting} still to choose`}`,
    stood: (taken, slots) => `${taken} of ${slots}`,
    listed: (count) => `${count} on the waiting list`,
    tooFew: (count) => `${count} too few`,
    short: (teacher, count, slots) => `${teacher}: ${pupils(count)}, ${times(slots)}.`,
    shortTalks: (teacher, count, wanted, slots) =>
      `${teacher}: ${pupils(count)}, about ${talks(wanted)}, ${times(slots)}.`,
    shortNow: (teacher, waiting, needs, free) =>
      `${teacher}: ${talks(waiting)} still to choose${needs === waiting ? "" : ` (${times(needs)} in all)`}, ${free === 0 ? "no time left" : `${times(free)} left`}.`,
    shortTitle: (count) =>
      count === 1 ? "One teacher has too few times" : `${count} teachers have too few times`,
    shortMore: (count) =>
      count === 1 ? "1 more teacher: see the list." : `${count} more teachers: see the list.`,
    advice: "Make more times, or let the teacher choose who should come.",
    letChoose: (teacher) => `Who should come to ${teacher}?`,
    marksOf: (teacher, count) => `${pupils(count)} of ${teacher}: who should come?`,
    moreTimes: "Change teachers' times",
    moreDays: "Add a day or hours",
  },

  letters: {
    title: "Letters",
    lead: "For every family one A4 with its own code. Every family gets it through its youngest child.",
    careful: "With a code someone can choose for that family. Do not leave the letters lying around.",
    which: "Which families?",
    withoutMail: (count) => `Only without e-mail (${count})`,
    open: (count) => `Not chosen yet, without e-mail or SMS (${count})`,
    all: (count) => `All families (${count})`,
    group: "Which group?",
    every: "All groups",
    groupOf: (name, withoutMail, all) => `${name} (${withoutMail} without e-mail, ${all} in all)`,
    make: "Make the letters",
    printed: (count) =>
      `Letters were already made for ${households(count)}. Making them again gives the same codes.`,
    ready: (count) => `${letters(count)} ready to print`,
    readyHint: "You only see the codes now. Close this page when you are done.",
    none: "There are no families that need such a letter.",
    print: "Print the letters",
    closed: "The talks have taken place. Letters can no longer be made.",
  },

  letter: {
    to: (names) => `To the parents/guardians of ${names}`,
    title: (title) => `${title}: choose your own time`,
    when: (days) => `The talks are on ${days}.`,
    window: (from, until) => `You can choose from ${from} until ${until}.`,
    scan: "Scan this with your phone",
    qr: "QR code to sign in",
    or: "Or on a computer go to",
    code: "Type this code there",
    keep: "This code is only for your family. Keep the letter until after the talk.",
    help: (phone) => `Not working? Call the school: ${phone}.`,
    other: (address) =>
      `English: scan the QR code or go to ${address} and type the code. Then choose a time.`,
  },
}
