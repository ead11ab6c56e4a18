import type { Words } from "../nl.ts"

export const parent: Words["parent"] = {}
