import { Elysia } from "elysia"
import { hallBehind } from "../../db/evenings/hall-screens.ts"
import { dayIn } from "../../domain/evenings/evening.ts"
import { partNow } from "../../domain/evenings/hall.ts"
import { byName, sortName } from "../../domain/people/people.ts"
import { nameTogether } from "../../domain/talks/pair.ts"
import { Hall, HallClosed, HallClosedPage, HallPage, type HallScreen } from "../../views/door/hall.tsx"
import { guards, type Parts, type Visit } from "../guards.ts"
import { show } from "../htmx.ts"

/** The screen in the hall: the address is its key, and there is nobody on it who comes. */
export const hall = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/scherm/:token",
    ({ visit, params }) => {
      const screen = screenOf(visit, params.token)
      return screen
        ? show(visit, {
            page: () => <HallPage frame={visit.frame} screen={screen} />,
            fragment: () => <Hall frame={visit.frame} screen={screen} />,
          })
        : show(
            visit,
            {
              page: () => <HallClosedPage frame={visit.frame} />,
              fragment: () => <HallClosed frame={visit.frame} />,
            },
            404,
          )
    },
    { anyone: true },
  )

function screenOf(visit: Visit, token: string): HallScreen | null {
  const found = hallBehind(visit.db, token, visit.now)
  if (!found) return null
  const { title, day, isToday } = found
  const isLater = day !== null && Temporal.PlainDate.compare(day, dayIn(visit.now)) > 0
  const sorted = found.teachers.toSorted((one, other) => byName(sortName(one.name), sortName(other.name)))
  const { shown, part, parts } = partNow(sorted, visit.now)
  return {
    title,
    day,
    when: isToday ? "today" : isLater ? "later" : "past",
    now: visit.now,
    lines: shown.map((line) => ({ ...line, name: nameTogether(line.name, line.along) })),
    part,
    parts,
    address: visit.to.hall(token),
  }
}
