import type { Words } from "../nl.ts"

export const feed: Words["feed"] = {
  name: (school) => `Talks ${school}`,
  talk: (group) => (group === "" ? "Parent talk" : `Parent talk, group ${group}`),
  off: (title) => `Cancelled: ${title}`,
  elsewhere: { online: "Online", phone: "By phone" },
  title: "Talks in your calendar",
  titleStaff: "Talks in your calendar",
  lead: "Your calendar then stays up to date: when a talk changes or is cancelled, it changes there too.",
  leadStaff:
    "Your calendar then stays up to date: when a talk changes or is cancelled, it changes there too.",
  isOff: "It is off now.",
  on: "Switch on",
  address: "This is your own address",
  addressStaff: "This is your own address",
  open: "Add to my calendar",
  how: "Or copy the address. In your calendar choose ‘subscribe’ or ‘add by URL’ and paste it there.",
  howStaff: "Or copy the address. In your calendar choose ‘subscribe’ or ‘add by URL’ and paste it there.",
  names: "There are no names of children in it.",
  careful: "Anyone with this address can see when you have talks. So do not share it.",
  carefulStaff: "Anyone with this address can see when you have talks. So do not share it.",
  renew: "New address",
  renewHow: "With a new address the old one stops working.",
  close: "Switch off",
  way: "Talks in your calendar",
  wayStaff: "In your calendar",
}
