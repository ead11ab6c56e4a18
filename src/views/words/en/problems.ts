import type { Words } from "../nl.ts"

export const problems: Words["problems"] = {
  missingTitle: "This page does not exist",
  missing: "The link may be old, or this page belongs to someone else.",
  brokenTitle: "Something went wrong on our side",
  broken: "What you had already chosen is safe. Please try again in a minute.",
  reference: (reference) => `Still going wrong? Give the school this number: ${reference}.`,
  unavailableTitle: "This school cannot be reached right now",
  unavailable: "We are working on it. Please try again later.",
  leftTitle: "This school no longer uses Tienminuten",
  left: "All of this school was erased here. Do you have a question? Please ask the school itself.",
  leftProof: "The certificate of erasing",
  notUnderstoodTitle: "This request was not understood",
  notUnderstood: "Go back and try again.",
  toFront: "To the start",
  offline: "No connection. Nothing has changed. Please try again.",
}
