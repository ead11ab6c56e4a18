import { setMarks } from "../../src/db/talks/marks.ts"
import type { BookingId, PupilId, SlotId } from "../../src/domain/ids.ts"
import type { World } from "./app.ts"
import { deWit } from "./rounds.ts"
import { cast, slotOf } from "./school.ts"
import { round } from "./talks.ts"

export const noor = cast.teachers.noor
const tim = cast.teachers.tim

/** The time of juf Noor that begins so many minutes after seven. */
export const at = (minutes: number) => slotOf("noor", minutes / 10) as SlotId

type Row = { starts: string; ends: string; pupil: number | null }

/** Longer talks in the world of this moment. */
export function longTalks(world: () => World) {
  /** The office says that the talk about this child takes so many times in a row; it was one until now. */
  const longer = (pupil: number, takes: number, was = 1) => {
    const teacher = pupil === cast.pupils.lotte ? tim : noor
    const mark = { pupil: pupil as PupilId, was: { mark: null, takes: was }, mark: null, takes }
    return setMarks(world().school, deWit, { round, teacher, marks: [mark] }, world().clock.now)
  }

  /** The times of a teacher as "0-20 defne", in minutes after seven; those without a talk as "40-50". */
  const times = (teacher: number = noor): string[] =>
    world()
      .school.client.query<Row, [number]>(
        "SELECT s.starts_at AS starts, s.ends_at AS ends, b.pupil_id AS pupil FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id WHERE s.teacher_id = ? ORDER BY s.starts_at",
      )
      .all(teacher)
      .map(({ starts, ends, pupil }) => {
        const minutes = (text: string) => (Date.parse(text) - Date.parse("2026-11-12T18:00:00Z")) / 60_000
        return [`${minutes(starts)}-${minutes(ends)}`, ...(pupil === null ? [] : [nameOf(pupil)])].join(" ")
      })
  /** Only those with a talk. */
  const talks = (teacher?: number) => times(teacher).filter((time) => time.includes(" "))

  const talkOf = (pupil: number) =>
    (world()
      .school.client.query<{ id: number }, [number]>("SELECT id FROM bookings WHERE pupil_id = ?")
      .get(pupil)?.id ?? 0) as BookingId

  return { longer, times, talks, talkOf }
}

const nameOf = (pupil: number) => Object.entries(cast.pupils).find(([, id]) => id === pupil)?.[0] ?? ""
