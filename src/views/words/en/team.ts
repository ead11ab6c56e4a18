import type { Words } from "../nl.ts"

export const team: Words["team"] = {}
