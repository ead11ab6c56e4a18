import { Elysia } from "elysia"
import { guards, type Parts } from "../guards.ts"

export const booking = (parts: Parts) => new Elysia().use(guards(parts))
