import type { Words } from "../nl.ts"

export const parts: Words["parts"] = {
  back: "Back",
  cancel: "Cancel",
  save: "Save",
  somethingWrong: "Something went wrong",
  minutes: (count) => (count === 1 ? "1 minute" : `${count} minutes`),
  room: (room) => (/^\p{L}{3}/u.test(room) ? room : `room ${room}`),
  pages: {
    name: "Pages",
    shown: (from, until, total) => `${from} to ${until} of ${total}`,
    previous: "Previous",
    next: "Next",
  },
  meanwhile: {
    title: "Somebody else was just before you",
    done: "This changed meanwhile:",
    now: "Now it says:",
    again:
      "Your change is not saved yet. What you filled in is still there. Is it still right? Then do it again.",
    same: "Something was changed meanwhile, but what you filled in is there already. There is nothing to do.",
    empty: "nothing filled in",
  },
}
