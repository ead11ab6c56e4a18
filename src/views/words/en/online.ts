import type { Words } from "../nl.ts"

const times = (count: number) => (count === 1 ? "1 time" : `${count} times`)

export const online: Words["online"] = {
  place: { school: "At school", online: "Online", phone: "By phone" },
  mailed: {
    online: "Online, through the page of your talk",
    phone: "By phone: the teacher calls you",
  },
  talk: {
    online: "Online, through this page",
    phone: (teacher) => `By phone: ${teacher} calls you`,
    join: "Go to the video call",
    joinHow: "Please wait a moment: the teacher lets you in.",
    from: (time) => `From ${time} there is a button here to the video call.`,
    soon: "The teacher still has to make the link. You will find it on this page.",
    early: (time) => `The video call opens at ${time}`,
    earlyHow: "Then there is a button on the page of your talk.",
    over: "This talk is over",
    overHow: "The link no longer works.",
    none: "There is no link yet",
    noneHow: "The teacher still has to make the link. Does your talk begin soon? Call the school.",
    notOnline: "This talk is not online",
    notOnlineHow: "The page of your talk says where it is.",
    back: "To your talk",
    change: "Would you prefer another place?",
    legend: "Where do you want the talk?",
    choose: "Save my choice",
    chosen: "Your choice is saved",
    hints: {
      school: "You come to school.",
      online: "You talk on your phone, tablet or computer.",
      phone: "The teacher calls you.",
    },
  },
  refusal: {
    "place-not-offered": "This place is not possible. Choose one of the places below.",
    "place-too-late": "It is too late to choose. Call or e-mail the school.",
    "link-missing": "Paste a link.",
    "link-unreadable": "This is no link. Copy the whole link, from https on.",
    "link-unknown":
      "We do not know this link. It can be Google Meet, Teams, Whereby, Zoom, or the school’s own Jitsi.",
    "link-without-room": "This link leads to no call. Copy the link of the call itself.",
    "host-unreadable": "This is no address. Write it like this: talk.school.nl",
  },
  title: "Online talks",
  lead: "Parents enter your talk through our page: from a quarter of an hour before until the end. The link itself is not in any e-mail.",
  open: "Online talks",
  off: "In this round no talks are online",
  offHow: "The school can switch that on.",
  mine: "My times",
  noneMine: "You have no more times in this round.",
  ready: (ready, slots) => `${ready} of ${times(slots)} with a link`,
  column: {
    time: "Time",
    who: "Talk",
    place: "Place",
    link: "Link",
  },
  free: "free",
  noLink: "none",
  hasLink: "ready",
  making: "being made",
  paste: {
    title: "Paste a link",
    how: "Do you always use the same room? Paste its link here: of Meet, Teams, Whereby, Zoom, or the school’s own Jitsi. Switch the waiting room on in that room.",
    link: "Link",
    for: "For",
    all: "All my times",
    do: "Save the link",
    done: (count) =>
      count === 0
        ? "These times already had a link from your account."
        : `The link is now with ${times(count)}.`,
    drop: "Take my pasted links away",
    dropped: "The pasted links are gone. Parents no longer see them.",
  },
  colleagues: {
    title: "Who made links?",
    how: "Is something wrong? Ask who made the links: only they can change them.",
    provider: { google: "Google account", microsoft: "Microsoft account", pasted: "pasted link" },
    of: (name) => `of ${name}`,
  },
  school: {
    title: "Where can talks be?",
    how: "Parents choose one of these places for each talk. Without a choice it is the first.",
    legend: "Places in this round",
    saved: (talks) =>
      talks === 0
        ? "The places are saved."
        : `The places are saved. ${talks === 1 ? "1 talk is" : `${talks} talks are`} held elsewhere now: parents are told within ten minutes. Not what you meant? Put it back now.`,
    jitsi: "Jitsi of the school",
    jitsiHint: "Only when the school has its own Jitsi. For example talk.school.nl",
    jitsiSaved: "The address is saved.",
  },
  guide: {
    title: "Guide for schools",
    client: "Number of the application.",
    open: "Guide for schools (in Dutch)",
    office: "What must be arranged for online talks, at Google and Microsoft too, is here:",
    forIt: (name) => `For your IT administrator: what must be switched on at ${name} (in Dutch)`,
  },
  providers: { google: "Google", microsoft: "Microsoft" },
  lacking: (count, title) =>
    `${count === 1 ? "1 online talk" : `${count} online talks`} of ${title} ${count === 1 ? "has" : "have"} no link yet.`,
  toLinks: "Make links",
  todo: (count, title) =>
    `${count === 1 ? "1 video link" : `${count} video links`} of ${title} still ${count === 1 ? "has" : "have"} to be moved or cleaned up in your account.`,
  run: {
    title: "Links from your own account",
    linked: (name, email) => `Linked: ${name}, ${email}.`,
    other: "Other account, or unlink",
    link: "Link your account",
    linkHow: "With your own Google or Microsoft school account we make a separate link for every time.",
    make: "Make links for my talks",
    again: "Try again",
    how: (count, name) =>
      `We put ${times(count)} into your ${name} account, each with its own link. No name of a child will be in it.`,
    making: (ready, slots) => `${ready} of ${slots} links ready`,
    clearing: (left) => `Cleaning up: ${left === 1 ? "1 link" : `${left} links`} left.`,
    close: "You may close this page. When you come back, we continue.",
    wait: (seconds) => `One moment: we continue in ${seconds === 1 ? "1 second" : `${seconds} seconds`}.`,
    goOn: "Continue",
    all: (count) =>
      `${count === 1 ? "Your time has" : `All your ${count} times have`} a link. There is nothing left to do.`,
    clear: "Clean up this round",
    clearHow: (name) =>
      `All appointments of this round are removed from your ${name} account. Parents can then no longer enter online.`,
    clearDo: "Clean up everything",
    over: "These talks are over. Clean up the links.",
    nothing: "You have no more times in this round.",
    done: "Everything is up to date.",
  },
  account: {
    title: "Your account for online talks",
    lead: "You link your account in this browser. When you sign out, the link is gone. Your video links keep working.",
    anyProvider: "your account",
    linkedNow: "Your account is linked.",
    unlinkedNow: "Your account is unlinked. The video links that exist keep working.",
    toRound: "Bring them up to date",
    linkedTitle: "Linked in this browser",
    everywhere: (name) => `Withdraw the consent at ${name} too, in every browser`,
    elsewhere: "To withdraw your consent altogether, go to Microsoft itself: myapps.microsoft.com.",
    unlink: "Unlink",
    offers: "Link a school account",
    link: (name) => `Link ${name}`,
    noneReady:
      "Linking is not possible here yet: whoever runs Tienminuten has to set up Google or Microsoft first.",
    orPaste: "No school account? Paste a link of Meet, Teams, Whereby, Zoom or Jitsi with your talks.",
    rounds: "To your talks",
    whatTitle: "What we do",
    what: [
      "We make appointments with a video link in your account, and fetch only their number and link.",
      "We read no other appointments in your calendar.",
      "Your sign-in is only in a cookie in this browser, encrypted. Not with us.",
      "Number, owner and link are kept encrypted. Parents only see the link of their own talk.",
      "Colleagues see that your account was used, so that they can reach you.",
    ],
    forAdministrators: "For the school’s IT administrator: allow this application.",
    administratorsLink: (name) => `To the administration of ${name}`,
    clientId: "Number of the application:",
    trouble: {
      denied: {
        title: "You did not consent",
        how: (name) =>
          `Nothing was linked. Do you want it after all? Link ${name} again and choose Allow. Are you not allowed to? Ask your IT administrator.`,
      },
      unticked: {
        title: "One tick is missing",
        how: () =>
          "Without the tick for the calendar we cannot make links. Link again and leave the tick where it is.",
      },
      "admin-needed": {
        title: "Your IT administrator has to consent first",
        how: (name) =>
          `The school does not allow this application at ${name} yet. Send your IT administrator the first link below, and the number.`,
      },
      "personal-account": {
        title: "This is not a school account",
        how: (name) =>
          `These links cannot be made with a personal account. Link again and choose your ${name} school account.`,
      },
      "code-used": { title: "This answer was used before", how: () => "Nothing was linked. Begin again." },
      revoked: {
        title: "Your account is no longer linked",
        how: () =>
          "You signed in again, or the consent was withdrawn elsewhere. Link your account again. Your video links keep working.",
      },
      clock: {
        title: "Our clock is wrong",
        how: (name) =>
          `The time here and at ${name} differs too much. That is our mistake. Tell whoever runs Tienminuten.`,
      },
      unreachable: {
        title: "No answer",
        how: (name) => `We got no answer from ${name}. Try again in a few minutes.`,
      },
      unclear: {
        title: "That did not work",
        how: (name) =>
          `We got an answer from ${name} that we do not understand. Try again. Does it fail again? Ask your IT administrator.`,
      },
      "not-set-up": {
        title: "Linking is not possible here yet",
        how: (name) =>
          `Whoever runs Tienminuten has to set up ${name} properly first. Until then you can paste a link.`,
      },
      "wrong-state": {
        title: "This answer belongs to another question",
        how: () => "Nothing was linked. Begin again, in one tab.",
      },
      "other-browser": {
        title: "This answer does not belong to this browser",
        how: () => "Linking began elsewhere, or long ago. Nothing was linked. Begin again here.",
      },
      "too-late": { title: "It took too long", how: () => "You have ten minutes to link. Begin again." },
      "too-large": {
        title: "This does not fit in your browser",
        how: (name) =>
          `The sign-in of ${name} is too large for a cookie. Nothing was linked. Paste a link, or tell your IT administrator.`,
      },
    },
  },
  clock: {
    left: (minutes) => (minutes === 1 ? "1 minute left" : `${minutes} minutes left`),
    oneMore: "One more minute",
    soon: (minutes) => (minutes === 1 ? "In 1 minute" : `In ${minutes} minutes`),
    now: (child, until) => `${child}, until ${until}.`,
    next: (time, child) => `Next, at ${time}: ${child}.`,
    noNext: "Nobody comes after this.",
    freeAfter: "It is free after this: a minute more is fine.",
  },
  failure: {
    "not-allowed": "Your school does not allow this account",
    "no-meet": "Meet is switched off for this account",
    "no-licence": "This account has no Teams licence",
    "admin-needed": "Your IT administrator has to consent first",
    relink: "Link your account again",
    "slow-down": "One moment, it continues shortly",
    gone: "The appointment was removed from your account",
    unreachable: "No connection, we are trying again",
    unclear: "No clear answer, we are trying again",
  },
}
