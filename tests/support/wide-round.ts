import type { Db } from "../../src/db/open.ts"

/** The day after the evening that all tests are about. */
export const nextDay = "2026-11-13"

/** The round has nine teachers, so that the last of them is on a second page, and times on two days: six a teacher and day. */
export function widen(db: Db): void {
  const { client } = db
  client.run("INSERT INTO round_days (round_id, date, starts, ends) VALUES (1, ?, '19:00', '20:00')", [
    nextDay,
  ])
  for (let at = 3; at <= 9; at++) {
    client.run("INSERT INTO teachers (id, first, last) VALUES (?, 'Juf', ?)", [at, `Zee ${at}`])
    client.run("INSERT INTO round_teachers (round_id, teacher_id) VALUES (1, ?)", [at])
    client.run(
      "INSERT INTO presences (round_id, teacher_id, day_id, starts, ends) VALUES (1, ?, 1, '19:00', '20:00')",
      [at],
    )
    timesOn(db, at, "2026-11-12")
  }
  for (let at = 1; at <= 9; at++) {
    client.run(
      "INSERT INTO presences (round_id, teacher_id, day_id, starts, ends) VALUES (1, ?, 2, '19:00', '20:00')",
      [at],
    )
    timesOn(db, at, nextDay)
  }
}

const timesOn = ({ client }: Db, teacher: number, date: string) => {
  for (let at = 0; at < 6; at++) {
    const startsAt = Temporal.Instant.from(`${date}T18:00:00Z`).add({ minutes: 10 * at })
    client.run("INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (1, ?, ?, ?)", [
      teacher,
      startsAt.toString(),
      startsAt.add({ minutes: 10 }).toString(),
    ])
  }
}
