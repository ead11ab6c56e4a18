import type { Words } from "../nl.ts"

export const rounds: Words["rounds"] = {}
