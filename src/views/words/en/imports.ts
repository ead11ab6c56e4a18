import type { Words } from "../nl.ts"

export const imports: Words["imports"] = {}
