import { Elysia } from "elysia"
import {
  discardImport,
  importOf,
  lastImports,
  type RosterImport,
  rememberColumns,
} from "../../db/rosters/imports.ts"
import { undoOutlook } from "../../db/rosters/roster-undo.ts"
import { comparisonOf } from "../../db/rosters/rosters.ts"
import { settingsOf } from "../../db/school/settings.ts"
import { actorOf, type Office } from "../../domain/access/access.ts"
import type { ImportId } from "../../domain/ids.ts"
import { readMapping } from "../../domain/rosters/roster-columns.ts"
import { type CommitRefusal, type UndoRefusal, undoUntil } from "../../domain/rosters/roster-import.ts"
import { Import, ImportPage, type ImportScreen } from "../../views/staff/roster-import.tsx"
import { ColumnsPage } from "../../views/staff/roster-import-columns.tsx"
import { UploadPage, type UploadScreen } from "../../views/staff/roster-upload.tsx"
import { form, idOf, many, sentFile, text, ticked, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, go, missing, show } from "../htmx.ts"
import { fileLimit } from "../safety.ts"
import { leafOf, reviewScreen } from "./roster-review.ts"

type Desk = Visit<Office>

/** A school reads in its pupils: a file, what it would change, and a person who says yes. */
export const rosterImport = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/inlezen", ({ visit }) => show(visit, upload(visit)), { planner: true })
    .post(
      "/:school/team/inlezen",
      async ({ visit }) => {
        const file = await sentFile(visit.request, "file")
        if (file === null) return show(visit, upload(visit, "noFile"), 422)
        if (file.size > fileLimit) return show(visit, upload(visit, "tooLarge"), 422)
        const bytes = await file.arrayBuffer()
        const id = await parts.imports.receive(visit.db, actorOf(visit.visitor), bytes, visit.now)
        return go(visit, visit.to.import(id))
      },
      // The body is only looked at behind the door, and never touches a disk.
      { planner: true, parse: "none" },
    )
    .get(
      "/:school/team/inlezen/:id",
      ({ visit, params, query }) => {
        const found = importFor(visit, params.id)
        if (found.state === "mapping" && parts.imports.columnsOf(visit.db, found.id))
          return go(visit, visit.to.importColumns(found.id))
        return show(visit, screenOf(parts, visit, found, query))
      },
      { planner: true },
    )
    .post(
      "/:school/team/inlezen/:id",
      async ({ visit, params }) => {
        const { db, visitor, now } = visit
        const { id, state } = importFor(visit, params.id)
        if (state === "refused")
          await parts.imports.readAgain(db, actorOf(visitor), id, { anotherSchool: true }, now)
        return go(visit, visit.to.import(id))
      },
      { planner: true },
    )
    .get(
      "/:school/team/inlezen/:id/kolommen",
      ({ visit, params }) => {
        const { id, report } = importFor(visit, params.id)
        const guess = parts.imports.columnsOf(visit.db, id)
        if (!guess) return go(visit, visit.to.import(id))
        const problems = report.problems.filter(({ code }) => code === "F10")
        return show(visit, {
          page: () => ColumnsPage({ frame: visit.frame, screen: { id, guess, problems } }),
        })
      },
      { planner: true },
    )
    .post(
      "/:school/team/inlezen/:id/kolommen",
      async ({ visit, params, body }) => {
        const { db, visitor, now, to } = visit
        const found = importFor(visit, params.id)
        const { id, report, state } = found
        const mapping = readMapping(body)
        if (report.signature === null || !["mapping", "review", "refused"].includes(state))
          return go(visit, to.import(id))
        await rememberColumns(db, visitor, report.signature, mapping, now)
        const how = { mapping, anotherSchool: report.anotherSchool }
        if (await parts.imports.readAgain(db, actorOf(visitor), id, how, now)) return go(visit, to.import(id))
        return show(visit, imported(visit, { ...gone(id), gone: "remembered" }), 409)
      },
      {
        planner: true,
        body: form({ delimiter: text(3), headingRow: whole, encoding: text(20), column: many(200, 40) }),
      },
    )
    .post(
      "/:school/team/inlezen/:id/bevestig",
      async ({ visit, params, body }) => {
        const { db, visitor, now, to } = visit
        const { id } = importFor(visit, params.id)
        const wish = {
          seen: body.seen,
          leaving: { pupils: body.pupilsLeave, teachers: body.teachersLeave },
          wholeFile: body.wholeFile,
          bringBack: body.bringBack,
          overrule: body.overrule,
        }
        const outcome = await parts.imports.commit(db, actorOf(visitor), id, wish, now)
        if (!outcome) return missing()
        const found = importFor(visit, params.id)
        if (!outcome.ok)
          return show(visit, screenOf(parts, visit, found, {}, { commit: outcome.refusal }), 409)
        parts.imports.forget(db, id)
        return done(visit, screenOf(parts, visit, found), to.import(id))
      },
      {
        provenPlanner: true,
        body: form({
          seen: text(40),
          pupilsLeave: ticked,
          teachersLeave: ticked,
          wholeFile: ticked,
          bringBack: ticked,
          overrule: ticked,
        }),
      },
    )
    .post(
      "/:school/team/inlezen/:id/terug",
      async ({ visit, params }) => {
        const { db, visitor, now, to } = visit
        const { id } = importFor(visit, params.id)
        const outcome = await parts.imports.undo(db, actorOf(visitor), id, now)
        if (!outcome) return missing()
        const found = importFor(visit, params.id)
        if (!outcome.ok) return show(visit, screenOf(parts, visit, found, {}, { undo: outcome.refusal }), 409)
        return done(visit, screenOf(parts, visit, found), to.import(id))
      },
      { provenPlanner: true },
    )
    .post(
      "/:school/team/inlezen/:id/weg",
      async ({ visit, params }) => {
        const { id } = importFor(visit, params.id)
        await discardImport(visit.db, visit.visitor, id, visit.now)
        parts.imports.forget(visit.db, id)
        return go(visit, visit.to.import(id))
      },
      { planner: true },
    )

function importFor(visit: Desk, written: string): RosterImport {
  return importOf(visit.db, visit.visitor, idOf<ImportId>(written)) ?? missing()
}

function upload({ db, visitor, frame }: Desk, wrong: UploadScreen["wrong"] = null) {
  const earlier = lastImports(db, visitor).map(({ id, receivedAt, state, report }) => ({
    id,
    at: receivedAt,
    state,
    pupils: report.found?.pupils ?? null,
  }))
  const screen = { factor: settingsOf(db).factor, wrong, most: fileLimit, earlier }
  return { page: () => UploadPage({ frame, screen }) }
}

const imported = ({ frame }: Desk, screen: ImportScreen) => ({
  page: () => ImportPage({ frame, screen }),
  fragment: () => Import({ frame, screen }),
})

const gone = (id: ImportId): Extract<ImportScreen, { state: "refused" }> => ({
  id,
  state: "refused",
  problems: [],
  stop: null,
  gone: "gone",
  mayReadAnyway: false,
  most: fileLimit,
})

function screenOf(
  { imports }: Parts,
  visit: Desk,
  found: RosterImport,
  query: Record<string, string> = {},
  refused: { commit?: CommitRefusal; undo?: UndoRefusal } = {},
) {
  const { db, visitor, to, now } = visit
  const { id, state, report } = found
  if (state === "reading") {
    const step = imports.stepOf(db, id)
    // Nobody is reading it any more: the server was started anew meanwhile.
    return imported(visit, step ? { id, state, step } : { ...gone(id), stop: "interrupted", gone: null })
  }
  if (state === "undone") return imported(visit, { id, state, stayed: report.stayed ?? null })
  if (state === "discarded") return imported(visit, { id, state })
  if (state === "committed" && report.applied)
    return imported(visit, {
      id,
      state,
      applied: report.applied,
      homes: report.homes,
      undoUntil: undoUntil(found.committedAt, now),
      staying: undoOutlook(db, visitor, id),
      refusal: refused.undo ?? null,
    })
  const comparison = state === "review" ? comparisonOf(db, visitor, id, now) : null
  if (comparison) {
    const more = { mayMapColumns: imports.columnsOf(db, id) !== null, refusal: refused.commit ?? null }
    const screen = reviewScreen(found, comparison, to.import(id), leafOf(query), more)
    return imported(visit, { id, state: "review", ...screen })
  }
  if (state !== "refused") return imported(visit, gone(id))
  const { problems, stop } = report
  const mayReadAnyway = problems.some(({ code }) => code === "F07") && imports.holds(db, id)
  return imported(visit, { ...gone(id), problems, stop, gone: null, mayReadAnyway })
}
