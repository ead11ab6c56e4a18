import { Elysia } from "elysia"
import { guards, type Parts } from "../guards.ts"

export const people = (parts: Parts) => new Elysia().use(guards(parts))
