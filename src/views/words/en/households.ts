import type { Words } from "../nl.ts"

export const households: Words["households"] = {}
