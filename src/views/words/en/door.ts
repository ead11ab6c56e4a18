import type { Words } from "../nl.ts"

export const door: Words["door"] = {
  frontTitle: "Parent-teacher talks",
  frontLead: "Choose your school. Then you pick a time for the talk.",
}
