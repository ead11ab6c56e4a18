import type { Words } from "../nl.ts"

export const messages: Words["messages"] = {}
