/** Long work at a provider, in steps: each takes a few tasks, carries them out with a token that lives as long, and keeps what came of it. */

import { calendarOf, forgetCalendar, keepCalendar } from "./db/online/video-calendars.ts"
import { keepAllDropped, keepOutcome, type TakenTask, takeTasks } from "./db/online/video-meetings.ts"
import { accountHash, type MeetingOwner, runOf } from "./db/online/video-plan.ts"
import type { Db } from "./db/open.ts"
import type { Staff } from "./domain/access/access.ts"
import type { RoundId } from "./domain/ids.ts"
import type { Accounts, LinkedAccount, LinkTrouble } from "./domain/online/linked-account.ts"
import { isMeetingLink } from "./domain/online/pasted-link.ts"
import type { MeetingRooms, RoomOutcome, RoomTrouble } from "./domain/online/room-task.ts"
import type { AccountProvider } from "./domain/online/video-meeting.ts"
import { accept, type Result, refuse } from "./domain/result.ts"

/** The providers of this service; null: not set up. */
export type VideoParts = {
  accounts: Record<AccountProvider, Accounts | null>
  rooms: Record<AccountProvider, MeetingRooms>
}

export const ownerOf = (db: Db, account: LinkedAccount): MeetingOwner => ({
  provider: account.provider,
  account: accountHash(db, account.provider, account.subject),
  email: account.email,
})

type Wish = { round: RoundId; making: boolean }

/**
 * One step. Gives the refresh token to keep from now on, or why the account cannot be used. What was asked of the provider and not
 * answered is asked again later, under the same key: it is then the same meeting.
 */
export async function runStep(
  { accounts, rooms }: VideoParts,
  db: Db,
  staff: Staff,
  account: LinkedAccount,
  wish: Wish,
  clock: () => Temporal.Instant,
  signal: AbortSignal,
): Promise<Result<string, LinkTrouble>> {
  const refreshed = await (accounts[account.provider]?.refresh(account.refreshToken) ??
    refuse("not-set-up" as const))
  if (!refreshed.ok) return refreshed
  const { access, refreshToken } = refreshed.value
  const owner = ownerOf(db, account)
  const room = rooms[account.provider]
  const step: Step = { db, staff, owner, room, access, clock, signal, round: wish.round }
  if (await dropAtOnce(step)) return accept(refreshToken)
  const tasks = await takeTasks(db, staff, owner, { ...wish, most: room.atOnce }, clock())
  if (tasks.length > 0) await carryOut(step, tasks)
  return accept(refreshToken)
}

type Step = {
  db: Db
  staff: Staff
  owner: MeetingOwner
  room: MeetingRooms
  access: string
  clock: () => Temporal.Instant
  signal: AbortSignal
  round: RoundId
}

async function carryOut(step: Step, tasks: readonly TakenTask[]): Promise<void> {
  const { db, staff, owner, room, access, signal, clock, round } = step
  const keep = (task: TakenTask, outcome: RoomOutcome) =>
    keepOutcome(db, staff, owner, task, checked(outcome), clock())
  const calendar = await calendarFor(step)
  if (!calendar.ok) {
    const { refusal } = calendar
    await Promise.all(
      tasks.map((task) => keep(task, { slot: task.slot, ok: false, renew: false, ...refusal })),
    )
    return
  }
  const wished = tasks.map((task) => ({ ...task, key: keyOf(step, task) }))
  const outcomes = await room.carryOut(access, calendar.value, wished, signal)
  await Promise.all(
    tasks.map((task) => {
      const outcome = outcomes.find(({ slot }) => slot === task.slot)
      return outcome ? keep(task, outcome) : undefined
    }),
  )
  if (outcomes.some((each) => !each.ok && each.failure === "gone" && !each.renew))
    await forgetCalendar(db, owner, round)
}

/** Parents are sent to rooms that we know and to no other: a strange link is no link. */
const checked = (outcome: RoomOutcome): RoomOutcome =>
  outcome.ok && outcome.link !== null && !isMeetingLink(outcome.link, null)
    ? { slot: outcome.slot, ok: false, failure: "unclear", waitSeconds: 60, renew: false }
    : outcome

/** The calendar that meetings stand in, made at the first of them; null where none is needed. */
async function calendarFor(step: Step): Promise<Result<string | null, RoomTrouble>> {
  const { db, staff, owner, room, access, signal, clock, round } = step
  if (room.openCalendar === null) return accept(null)
  const known = await calendarOf(db, owner, round)
  if (known !== null) return accept(known)
  // Asked twice, a provider makes two: tabs that come together wait for the first.
  const which = `${db.school.id}/${round}/${owner.account}`
  const open = async () => {
    const opened = await room.openCalendar?.(access, signal)
    if (!opened?.ok) return opened ?? accept(null)
    return accept(await keepCalendar(db, staff, owner, round, opened.value, clock()))
  }
  const opening = openings.get(which) ?? open().finally(() => openings.delete(which))
  openings.set(which, opening)
  return opening
}

const openings = new Map<string, Promise<Result<string | null, RoomTrouble>>>()

/** Everything of a round at once, where the provider can: one calendar goes, and all that is in it. Gives whether it did. */
async function dropAtOnce(step: Step): Promise<boolean> {
  const { db, staff, owner, room, access, signal, clock, round } = step
  const run = runOf(db, staff, owner, round, clock())
  if (!run.clearing || run.begun || room.dropCalendar === null || run.waitSeconds !== null) return false
  const calendar = await calendarOf(db, owner, round)
  if (calendar === null) return false
  const dropped = await room.dropCalendar(access, calendar, signal)
  if (dropped.ok) await keepAllDropped(db, owner, round, clock())
  return dropped.ok
}

/**
 * Our own id of a meeting, in the letters that Google allows (base32hex, small): made again from the same slot and generation, and
 * telling nothing of them.
 */
const keyOf = ({ db, round }: Step, { slot, generation }: TakenTask): string => {
  const bytes = db.keys.derive("video-event", `${round}|${slot}|${generation}`, 20)
  return `tm${BigInt(`0x${bytes.toString("hex")}`)
    .toString(32)
    .padStart(32, "0")}`
}
