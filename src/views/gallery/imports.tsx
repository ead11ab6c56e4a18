import type { ImportId } from "../../domain/ids.ts"
import type { ColumnMeaning } from "../../domain/rosters/roster-columns.ts"
import type { Tally } from "../../domain/rosters/roster-import.ts"
import type { ReviewLine } from "../../domain/rosters/roster-lists.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { ImportPage, type ImportScreen, type RefusedScreen } from "../staff/roster-import.tsx"
import { ColumnsPage, type ColumnsScreen } from "../staff/roster-import-columns.tsx"
import type { CommittedScreen } from "../staff/roster-import-done.tsx"
import type { ReviewScreen } from "../staff/roster-import-screen.ts"
import { UploadPage, type UploadScreen } from "../staff/roster-upload.tsx"
import { moment, type Stage, type States } from "./stage.ts"

const id = 1 as ImportId
const most = 20 * 1024 * 1024

const upload =
  (known: Partial<UploadScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <UploadPage
      frame={administrator}
      screen={{ factor: "birth-date", wrong: null, most, earlier: [], ...known }}
    />
  )
const arrived =
  (screen: ImportScreen) =>
  ({ administrator }: Stage): Markup => <ImportPage frame={administrator} screen={screen} />

const refused = (known: Partial<RefusedScreen>) =>
  arrived({
    id,
    state: "refused",
    problems: [],
    stop: null,
    gone: null,
    mayReadAnyway: false,
    most,
    ...known,
  })

const none = { new: 0, changed: 0, left: 0, same: 0 }
const first: Tally = {
  pupils: { ...none, new: 280 },
  groups: { ...none, new: 12 },
  teachers: { ...none, new: 14 },
}
const later: Tally = {
  pupils: { new: 3, changed: 2, left: 2, same: 273 },
  groups: { ...none, same: 12 },
  teachers: { ...none, new: 1, same: 13 },
}
const line = (name: string, group: string, known: Partial<ReviewLine> = {}): ReviewLine => ({
  name,
  group,
  talks: 0,
  what: [],
  ...known,
})
const list = (name: ReviewScreen["lists"][number]["name"], lines: ReviewLine[], open = false) => ({
  name,
  total: lines.length,
  lines,
  open,
  previous: null,
  next: null,
})

const review = (known: Partial<ReviewScreen> = {}) =>
  arrived({
    id,
    state: "review",
    found: { pupils: 281, groups: 12, teachers: 14 },
    guardiansOnly: false,
    tally: later,
    erased: [],
    nothing: false,
    homes: { total: 201, made: 2, doubtful: 1, changed: true },
    lists: [
      list("pupils-left", [line("Bakker, Mila", "4A", { talks: 1 }), line("Smit, Jip", "8")], true),
      list("pupils-new", [
        line("Aydin, Elif", "1A"),
        line("Berg, Zoë van der", "3"),
        line("Kok, Bram", "6B"),
      ]),
      list(
        "pupils-changed",
        [
          line("Vries, Sem de", "4A", { what: [{ of: "group", was: "4B", is: "4A" }] }),
          line("Yilmaz, Defne", "4A", { what: [{ of: "address" }] }),
        ],
        true,
      ),
      list("teachers-new", [line("Prins, Olaf", "5")]),
    ],
    problems: [
      { code: "W08", variant: "no-guardian-email", count: 22 },
      { code: "E01", variant: "no-name", line: 41 },
    ],
    names: [],
    dropped: { bsn: 280, country: 280 },
    anotherSchool: false,
    leftWithTalks: 1,
    sweeping: null,
    fingerprint: "",
    mayMapColumns: false,
    refusal: null,
    ...known,
  })

const headings = ["Leerlingnr", "Roepnaam", "Tussenv.", "Achternaam", "Groep", "BSN", "E-mail ouder 1"]
const meanings: ColumnMeaning[] = [
  "pupil.key",
  "pupil.first",
  "pupil.prefix",
  "pupil.last",
  "pupil.class",
  "ignore",
  "guardian1.email",
]
const columns =
  (known: Partial<ColumnsScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <ColumnsPage
      frame={administrator}
      screen={{
        id,
        guess: {
          mapping: { delimiter: ";", headingRow: 0, encoding: "utf-8", columns: meanings },
          headings,
          signature: "",
          preview: [
            ["1001", "Sem", "de", "Vries", "4A", "", "familie.devries@post.example"],
            ["1002", "Defne", "", "Yilmaz", "4A", "", "yilmaz@post.example"],
          ],
          dropped: headings.map((heading) => heading === "BSN"),
        },
        problems: [],
        ...known,
      }}
    />
  )

const committed = (known: Partial<CommittedScreen> = {}) =>
  arrived({
    id,
    state: "committed",
    applied: first,
    homes: { total: 201, made: 201, doubtful: 15, changed: true },
    undoUntil: moment("2026-11-04 10:00"),
    staying: { pupils: 0, households: 0 },
    refusal: null,
    ...known,
  })

export const importStates: States = {
  bestand: upload(),
  "bestand-eerder": upload({
    earlier: [
      { id, at: moment("2026-11-03 10:00"), state: "review", pupils: 281 },
      { id, at: moment("2026-09-01 08:30"), state: "committed", pupils: 280 },
    ],
  }),
  "bestand-geen": upload({ wrong: "noFile" }),
  "bestand-te-groot": upload({ wrong: "tooLarge" }),
  lezen: arrived({ id, state: "reading", step: "comparing" }),
  "geweigerd-excel": refused({ problems: [{ code: "F02", variant: "excel" }] }),
  "geweigerd-regels": refused({
    problems: [
      { code: "F04", line: 128, column: "12" },
      { code: "E01", variant: "no-name", line: 41, column: "C" },
    ],
  }),
  "geweigerd-andere-school": refused({ problems: [{ code: "F07" }], mayReadAnyway: true }),
  "geweigerd-te-traag": refused({ stop: "too-slow" }),
  "geweigerd-vergeten": refused({ gone: "remembered" }),
  kolommen: columns(),
  "kolommen-fout": columns({ problems: [{ code: "F10", variant: "no-name" }] }),
  wijzigingen: review(),
  "wijzigingen-eerste-keer": review({
    tally: first,
    lists: [list("pupils-new", [line("Aydin, Elif", "1A"), line("Bakker, Mila", "4A")])],
    leftWithTalks: 0,
    problems: [],
  }),
  "wijzigingen-geen": review({ nothing: true, lists: [], problems: [], dropped: {}, leftWithTalks: 0 }),
  "wijzigingen-halve-school": review({
    sweeping: { left: 80, present: 280 },
    refusal: { kind: "whole-file-unsaid", leaving: 80, present: 280 },
  }),
  "wijzigingen-gewist": review({ erased: ["Sem de Vries", "Defne Yilmaz"] }),
  "wijzigingen-intussen-anders": review({ refusal: { kind: "roster-changed-meanwhile" } }),
  ingelezen: committed(),
  "ingelezen-zonder-vragen": committed({
    applied: later,
    homes: { total: 201, made: 2, doubtful: 0, changed: true },
    undoUntil: null,
  }),
  "ingelezen-niet-terug": committed({ refusal: { kind: "talks-booked", count: 12 } }),
  "ingelezen-met-de-hand-gewijzigd": committed({ staying: { pupils: 3, households: 1 } }),
  teruggezet: arrived({ id, state: "undone", stayed: null }),
  "teruggezet-behalve": arrived({ id, state: "undone", stayed: { pupils: 3, households: 1 } }),
  weggegooid: arrived({ id, state: "discarded" }),
}
