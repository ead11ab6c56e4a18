import { Elysia } from "elysia"
import { guards, type Parts } from "../guards.ts"

export const chooseSlot = (parts: Parts) => new Elysia().use(guards(parts))
