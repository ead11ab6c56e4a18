import { describe, expect, it } from "bun:test"
import type { RosterChanges } from "../../../src/domain/rosters/roster-changes.ts"
import {
  type Confirmation,
  decideCommit,
  decideUndo,
  tallyOf,
  type UndoFacts,
} from "../../../src/domain/rosters/roster-import.ts"

const none = { new: [], changed: [], left: [], same: 0 }
const changes = (left: number, present = 10): RosterChanges => ({
  locations: none,
  groups: none,
  pupils: { ...none, left: Array.from({ length: left }, () => ({}) as never) },
  teachers: none,
  who: [],
  byHand: [],
  marks: [],
  present,
  problems: [],
})

describe("bringing in a file", () => {
  const facts = { changes: changes(1), fingerprint: "seen", hashedWith: "none", factor: "none" } as const
  const wish: Confirmation = { seen: "seen", leaving: { pupils: true, teachers: true }, wholeFile: false }

  it("is done as it was shown", () => {
    expect(decideCommit(facts, wish).ok).toBe(true)
    expect(decideCommit({ ...facts, fingerprint: "other" }, wish)).toMatchObject({
      refusal: { kind: "roster-changed-meanwhile" },
    })
  })

  it("is refused when parents sign in with another fact by now", () => {
    expect(decideCommit({ ...facts, factor: "postcode" }, wish)).toMatchObject({
      refusal: { kind: "factor-changed" },
    })
  })

  it("lets a fifth of the school leave only when somebody says that the file is whole", () => {
    const sweeping = { ...facts, changes: changes(3) }
    expect(decideCommit(sweeping, wish)).toMatchObject({
      refusal: { kind: "whole-file-unsaid", leaving: 3, present: 10 },
    })
    expect(decideCommit(sweeping, { ...wish, wholeFile: true }).ok).toBe(true)
    expect(decideCommit(sweeping, { ...wish, leaving: { pupils: false, teachers: true } }).ok).toBe(true)
  })

  it("counts nobody as gone who was asked to stay", () => {
    expect(tallyOf(changes(3), { pupils: false, teachers: false }).pupils.left).toBe(0)
    expect(tallyOf(changes(3)).pupils.left).toBe(3)
  })
})

describe("taking an import back", () => {
  const committedAt = Temporal.Instant.from("2026-11-03T09:00:00Z")
  const facts: UndoFacts = { state: "committed", committedAt, newer: false, talks: 0 }
  const after = (hours: number) => committedAt.add({ minutes: hours * 60 })
  const why = (more: Partial<UndoFacts>, hours = 1) => {
    const decision = decideUndo({ ...facts, ...more }, after(hours))
    return decision.ok ? null : decision.refusal
  }

  it("can be done for a day", () => {
    expect(why({}, 23)).toBeNull()
    expect(why({}, 24)).toEqual({ kind: "too-late" })
  })

  it("is refused once a talk was booked with somebody new", () => {
    expect(why({ talks: 2 })).toEqual({ kind: "talks-booked", count: 2 })
  })

  it("starts with the newest, and with one that was brought in", () => {
    expect(why({ newer: true })).toEqual({ kind: "newer-import" })
    expect(why({ state: "undone" })).toEqual({ kind: "not-committed" })
  })
})
