import type { Words } from "../nl.ts"

const of = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`)

export const records: Words["records"] = {
  title: "Access and erasing",
  lead: "Find a pupil, family or parent. See what we keep, give access, or erase it all for good.",
  search: "Name",
  searchHint: "Part of the first name or surname will do. Who left the school is here too.",
  find: "Find",
  nobody: "Nobody found",
  nobodyHow: "Try a smaller part of the name.",
  left: "left school",
  nameless: "Parent without a name",
  empty: "Family without children",
  proofs: "Certificates of erasing",
  proofsLead: "Of all that you erased, with the day on which the backups are clean too.",
  kind: { pupil: "Pupil", household: "Family", guardian: "Parent" },
  back: "Access and erasing",
  keptLead: {
    pupil: "This is what we keep of this pupil.",
    household: "This is what we keep of this family.",
    guardian: "This is what we keep of this parent.",
  },
  kept: "What we keep",
  count: {
    pupils: (n) => of(n, "pupil", "pupils"),
    guardians: (n) => of(n, "parent", "parents"),
    households: (n) => of(n, "family", "families"),
    seats: (n) => of(n, "seat in a family", "seats in a family"),
    groups: (n) => of(n, "lesson group", "lesson groups"),
    talks: (n) => of(n, "talk", "talks"),
    invitations: (n) => of(n, "invitation", "invitations"),
    messages: (n) => of(n, "message", "messages"),
    "ways-in": (n) => of(n, "way in", "ways in"),
    questions: (n) => of(n, "question or decision about a family", "questions and decisions about a family"),
    copies: (n) => of(n, "file or copy", "files and copies"),
    other: (n) => of(n, "other record", "other records"),
  },
  about: {
    pupils: "Name, group and number at the school, to plan talks.",
    guardians:
      "Surname, e-mail address and phone number, when the school gave them. For invitations and messages.",
    households: "Who chooses talks together, and in which language we write.",
    seats: "Which child belongs to which family.",
    groups: "Lesson groups besides their own class.",
    talks: "Which time with which teacher was chosen.",
    invitations: "That there is a code and a link for a round. We do not keep the code itself.",
    messages: "Which messages were sent or wait, without their text.",
    "ways-in": "Who is signed in now, and devices that signed in before.",
    questions: "Doubt about who belongs together, and what the school decided.",
    copies: "Files that wait, and copies to go back within a day. They hold more people.",
    other: "What else belongs to this person.",
  },
  toCome: "Talks to come",
  noTalks: "There are no more talks to come.",
  talk: (child, teacher) => `${child} with ${teacher}`,
  access: {
    title: "Give access",
    lead: "Does somebody ask what we know of them? Make an overview and hand it over yourself. We send nothing.",
    twoHomes:
      "This child has two families. Does one parent ask for access? Then choose the family of that parent.",
    pdf: "Overview as PDF",
    json: "Overview as JSON",
    paper: (name) => `What we keep of ${name}`,
    paperLead: (school, day) =>
      `${school} made this overview on ${day}. It is all that Tienminuten keeps of you for this school.`,
    rights: "Is something wrong, or should it be erased? Ask the school.",
    sealed: "keyed imprint, nobody can read it back",
    logbook: "Logbook",
    logbookAbout: "What happened, without the names of others.",
    actor: {
      parent: "A parent of this family",
      staff: "A member of the school's staff",
      operator: "The operator of Tienminuten",
      system: "Tienminuten",
    },
    someone: "(not named here)",
    nothing: "Nothing.",
  },
  column: {},
  erase: {
    title: "Erase for good",
    lead: "This cannot be taken back, not even by us.",
    what: (counts) => `You erase ${counts}.`,
    alsoHouseholds: (n) =>
      n === 1
        ? "The family is then left without children and is erased too."
        : `${n} families are then left without children and are erased too.`,
    alsoPupils: (n) =>
      n === 1
        ? "1 child has no other family and is erased too."
        : `${n} children have no other family and are erased too.`,
    stays: {
      pupil: "The family and the other children stay.",
      household: "A child that has another family stays there.",
      guardian: "The family keeps its children and talks, and gets a new code.",
    },
    freed: (n) => (n === 1 ? "1 time is free again." : `${n} times are free again.`),
    told: (n) =>
      n === 1
        ? "For 1 talk the family is told that it is off."
        : `For ${n} talks the family is told that they are off.`,
    files: (n) => (n === 1 ? "A file that waits is thrown away." : `${n} files that wait are thrown away.`),
    undo: "The last reading-in can then no longer be taken back.",
    backups: (day) => `From ${day} on the backups are clean too.`,
    sure: "I am sure that this must go",
    deed: (n) => `Erase ${n} records for good`,
    source:
      "Is this child still in your administration? Take it out there as well, or the next file holds it again.",
    refusal: {
      "not-sure": "First tick the box when you are sure. Nothing was erased.",
      "changed-meanwhile": "Something changed meanwhile. Nothing was erased. Look again at what goes.",
    },
  },
  proof: {
    title: "Certificate of erasing",
    done: "Erased. This is the certificate.",
    number: "Number",
    school: "School",
    erased: "Erased",
    at: "When",
    scrubbed: "File made anew",
    soon: "within an hour of the erasing",
    clean: "Backups clean",
    cleanFrom: (day) => `from ${day}`,
    pdf: "Keep as PDF",
    check: "Check this certificate",
    noName: "It holds no name: that is on purpose.",
    how: "It can be checked by its number, or by the code below. We signed it digitally (Ed25519).",
    code: "Code",
    address: (address) => `Check it: ${address}`,
  },
  check: {
    title: "Check a certificate",
    lead: "Give the number of a certificate, or paste the whole code.",
    field: "Number or code",
    go: "Check",
    right: "This certificate is genuine.",
    rightHow: "It was signed by Tienminuten and not altered.",
    wrong: "We do not know this certificate.",
    wrongHow: "See whether the number is right, or paste the code again.",
    key: "Check it yourself? This is the public key.",
  },
  keptUntil: {
    title: "How long it is kept",
    round: (day) => `The talks of this round are erased after ${day}.`,
    erased: (day) => `The talks of this round were erased on ${day}: they had been kept long enough.`,
  },
}
