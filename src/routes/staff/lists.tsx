import { Elysia } from "elysia"
import { noteExport, pupilsToKeep, talksToKeep, unansweredToKeep } from "../../db/rounds/exports.ts"
import { papersOfRound } from "../../db/rounds/round-papers.ts"
import { findRound } from "../../db/rounds/round-setup.ts"
import type { Administrator, Office, Proven } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { type ListKind, listKinds, type Sheet, sheetFiles } from "../../domain/rounds/sheet.ts"
import { csvOf, xlsxOf } from "../../integrations/spreadsheet.ts"
import { pupilSheet, talkSheet } from "../../views/exports.ts"
import { ListsPage } from "../../views/staff/lists.tsx"
import {
  DayListsPage,
  DoorSignsPage,
  HallListPage,
  type RoundPapers,
} from "../../views/staff/round-papers.tsx"
import { form, idOf, oneOf, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { missing, show } from "../htmx.ts"

/** Paper to hang up, and lists to keep as a file. */
export const lists = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/lijsten",
      ({ visit, params }) => {
        const { frame, visitor } = visit
        const { id, title } = findRound(visit.db, idOf<RoundId>(params.round)) ?? missing()
        const screen = { id, title, mayKeep: visitor.role === "administrator" }
        return show(visit, { page: () => <ListsPage frame={frame} screen={screen} /> })
      },
      { planner: true },
    )
    .get(
      "/:school/team/rondes/:round/deurbordjes",
      ({ visit, params, query }) => {
        const screen = papers(visit, params.round)
        const named = query["namen"] === "ja"
        return show(visit, {
          page: () => <DoorSignsPage frame={visit.frame} screen={screen} named={named} />,
        })
      },
      { planner: true },
    )
    .get(
      "/:school/team/rondes/:round/hal",
      ({ visit, params }) => {
        const screen = papers(visit, params.round)
        return show(visit, { page: () => <HallListPage frame={visit.frame} screen={screen} /> })
      },
      { planner: true },
    )
    .get(
      "/:school/team/rondes/:round/daglijsten",
      ({ visit, params }) => {
        const screen = papers(visit, params.round)
        return show(visit, { page: () => <DayListsPage frame={visit.frame} screen={screen} /> })
      },
      { planner: true },
    )
    .post(
      "/:school/team/lijsten/:list",
      async ({ visit, params, body }) => {
        const list = listOf(params.list) ?? missing()
        const sheet = sheetOf(visit, list, idOf<RoundId>(body.round))
        await noteExport(visit.db, visit.visitor, { list, rows: sheet.rows.length }, visit.now)
        const kind = body.file ?? "csv"
        const { type, bytes } = kind === "xlsx" ? await xlsxOf(sheet) : csvOf(sheet)
        return new Response(bytes, {
          headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${list}.${kind}"` },
        })
      },
      { provenAdministrator: true, body: form({ round: text(15), file: oneOf(...sheetFiles) }) },
    )

const listOf = oneOf(...listKinds)

const papers = ({ db, visitor }: Visit<Office>, written: string): RoundPapers => {
  const { round, days } = papersOfRound(db, visitor, idOf<RoundId>(written)) ?? missing()
  return { id: round.id, title: round.title, days }
}

function sheetOf(visit: Visit<Proven<Administrator>>, list: ListKind, id: RoundId): Sheet {
  const { db, visitor, frame } = visit
  const words = frame.words.lists
  if (list === "pupils") return pupilSheet(words, words.list.pupils, pupilsToKeep(db, visitor))
  const round = findRound(db, id) ?? missing()
  return list === "talks"
    ? talkSheet(words, words.list.talks, talksToKeep(db, visitor, round.id))
    : pupilSheet(words, words.list.unanswered, unansweredToKeep(db, visitor, round.id))
}
