import { Elysia } from "elysia"
import { logoOf, lookOf } from "../../db/school/looks.ts"
import { tonesOf } from "../../domain/school/colour.ts"
import { coloursMark } from "../../domain/school/look.ts"
import { coloursSheet } from "../../views/colours.ts"
import { guards, type Parts, type Visit } from "../guards.ts"

// A school's own colours and logo, as files of ours beside its pages: no style and no script ever stands in a page. What is in the
// address changes when they do, so browsers keep them for a year; an address of before gets what there is now, and keeps nothing.

/** Public: everybody who sees the school's pages sees these. */
export const look = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/kleuren.css",
      ({ visit }) => {
        const look = lookOf(visit.db)
        const { main, second } = look
        const sheet = main === null ? "" : coloursSheet(tonesOf(main, second))
        return file(visit, sheet, "text/css; charset=utf-8", coloursMark(look) ?? "0")
      },
      { anyone: true },
    )
    .get(
      "/:school/logo",
      ({ visit }) => {
        const logo = logoOf(visit.db)
        return logo ? file(visit, logo.bytes, logo.type, logo.hash) : new Response("", { status: 404 })
      },
      { anyone: true },
    )

function file(
  { request }: Visit,
  content: string | Uint8Array<ArrayBuffer>,
  type: string,
  mark: string,
): Response {
  const tag = `"${mark}"`
  const isNow = new URL(request.url).search === `?${mark}`
  const headers = {
    "Content-Type": type,
    ETag: tag,
    "Cache-Control": isNow ? "public, max-age=31536000, immutable" : "no-cache",
    "X-Content-Type-Options": "nosniff",
  }
  const same = request.headers.get("If-None-Match") === tag
  return new Response(same ? null : content, { status: same ? 304 : 200, headers })
}
