import type { messageTexts as nl } from "../nl/message-texts.ts"

/** Our words in messages to parents who read English. */
export const messageTexts: typeof nl = {
  email: {
    invitation: {
      subject: "Choose a time: {ronde}",
      opening: "You are welcome at {school} for {ronde}.",
      closing: "",
    },
    "invitation-reminder": {
      subject: "Not yet chosen: {ronde}",
      opening: "You have not chosen all your times yet for {ronde} at {school}.",
      closing: "",
    },
    "booking-confirmed": {
      subject: "Your talk: {dag}, {tijd}",
      opening: "Your talk is booked.",
      closing: "You can also move or cancel it there.",
    },
    "booking-moved": {
      subject: "Your talk is now {dag}, {tijd}",
      opening: "Your talk has moved.",
      closing: "",
    },
    "booking-cancelled": {
      subject: "Cancelled: your talk of {dag}, {tijd}",
      opening: "Your talk is cancelled. It will not take place.",
      closing: "",
    },
    reminder: {
      subject: "Reminder: your talk on {dag}",
      opening: "You have a talk with {school} soon.",
      closing: "Can you not come after all? Please let us know.",
    },
    "time-offered": {
      subject: "A time is free: {dag}, {tijd}",
      opening: "A time with {leraar} has come free. You are on the waiting list for it.",
      closing: "",
    },
    "waiting-changed": {
      subject: "About your place on the waiting list",
      opening: "Your place on the waiting list for a talk with {leraar} has changed.",
      closing: "",
    },
    "swap-asked": {
      subject: "Would you like to swap? Your talk on {dag}, {tijd}",
      opening: "Another family asks whether you would swap times.",
      closing: "",
    },
    "swap-over": {
      subject: "No swap: your talk stays {dag}, {tijd}",
      opening: "The swap did not work out. Your talk stays as it was.",
      closing: "",
    },
    "parent-link": {
      subject: "Your link to sign in at {school}",
      opening: "You asked for a link to sign in at {school}.",
      closing: "",
    },
  },
  sms: {
    "invitation-reminder": "{school}: not all times chosen yet.",
    "booking-confirmed": "{school}: your talk is booked.",
    "booking-moved": "{school}: your talk has moved.",
    "booking-cancelled": "{school}: your talk is cancelled.",
    reminder: "{school}: a reminder of your talk.",
    "time-offered": "{school}: a time is free for you.",
    "waiting-changed": "{school}: about the waiting list.",
    "swap-asked": "{school}: another family would like to swap.",
    "swap-over": "{school}: the swap did not work out. Your talk stays.",
  },
  bySchool: {
    email: {
      "booking-confirmed": {
        subject: "Your talk: {dag}, {tijd}",
        opening: "The school booked a talk for you.",
        closing: "",
      },
      "booking-moved": {
        subject: "Your talk has changed: {dag}, {tijd}",
        opening: "The school moved your talk.",
        closing: "Can you not come then? Please let us know.",
      },
      "same-time": {
        subject: "Your talk of {dag}, {tijd}, goes ahead",
        opening: "Your talk goes ahead, with another teacher.",
        closing: "",
      },
      longer: {
        subject: "Your talk is longer: {dag}, {tijd}",
        opening: "Your talk is longer than it was. It begins at the same time.",
        closing: "Can you not come then? Please let us know.",
      },
      shorter: {
        subject: "Your talk is shorter: {dag}, {tijd}",
        opening: "Your talk is shorter than it was. It begins at the same time.",
        closing: "Can you not come then? Please let us know.",
      },
      "booking-cancelled": {
        subject: "Cancelled: your talk of {dag}, {tijd}",
        opening: "The school cancelled your talk. It will not take place.",
        closing: "",
      },
    },
    sms: {
      "booking-confirmed": "{school} booked a talk for you.",
      "booking-moved": "{school} moved your talk.",
      "same-time": "{school}: your talk goes ahead.",
      longer: "{school}: your talk is longer than it was.",
      shorter: "{school}: your talk is shorter than it was.",
      "booking-cancelled": "{school} cancelled your talk.",
    },
  },
  otherPlace: {
    subject: {
      school: "Your talk of {dag}, {tijd}, is at school now",
      online: "Your talk of {dag}, {tijd}, is online now",
      phone: "Your talk of {dag}, {tijd}, is by phone now",
    },
    opening: {
      school: "Your talk is at school now. The time stays the same.",
      online: "Your talk is online now. The time stays the same.",
      phone: "Your talk is by phone now. The time stays the same.",
    },
    bySchool: {
      opening: "The school changed the place of your talk.",
      closing: "Can you not come then? Please let us know.",
    },
    sms: {
      school: "{school}: your talk is at school now.",
      online: "{school}: your talk is online now.",
      phone: "{school}: your talk is by phone now.",
    },
  },
}
