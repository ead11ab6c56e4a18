import { Elysia } from "elysia"
import { type LogbookSearch, logbookPage, staffInLogbook } from "../../db/privacy/logbook-reading.ts"
import { topics } from "../../domain/privacy/logbook.ts"
import { Logbook, LogbookPage, type LogbookScreen } from "../../views/staff/logbook.tsx"
import { oneOf, text, whole } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"

/** The school's own logbook, to read and to look in. */
export const logbook = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/team/logboek",
    ({ visit, query }) => {
      const { db, frame, visitor } = visit
      const wish = {
        who: text(20)(query["wie"]),
        topic: oneOf(...topics)(query["wat"]),
        from: dayIn(query["van"]),
        until: dayIn(query["tot"]),
      }
      const search = { ...wish, ...whoIn(wish.who), page: whole(query["pagina"]) ?? 1 }
      const screen: LogbookScreen = {
        list: logbookPage(db, visitor, search),
        staff: staffInLogbook(db, visitor),
        who: search.actor ? wish.who : "",
        topic: wish.topic,
        from: wish.from?.toString() ?? "",
        until: wish.until?.toString() ?? "",
      }
      return show(visit, {
        page: () => LogbookPage({ frame, screen }),
        fragment: () => Logbook({ frame, screen }),
      })
    },
    { administrator: true },
  )

const kindOf = oneOf("parent", "staff", "operator", "system")

/** "staff-3": one person; "parent": everybody of that kind. */
function whoIn(written: string): Pick<LogbookSearch, "actor" | "actorId"> {
  const [kind, id] = written.split("-")
  return { actor: kindOf(kind), actorId: whole(id) }
}

function dayIn(raw: unknown): Temporal.PlainDate | null {
  const written = text(10)(raw)
  try {
    return /^\d{4}-\d\d-\d\d$/.test(written) ? Temporal.PlainDate.from(written) : null
  } catch {
    return null
  }
}
