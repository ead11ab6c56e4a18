import { agenda } from "./nl/agenda.ts"
import { answers } from "./nl/answers.ts"
import { door } from "./nl/door.ts"
import { evening } from "./nl/evening.ts"
import { feed } from "./nl/feed.ts"
import { figures } from "./nl/figures.ts"
import { households } from "./nl/households.ts"
import { imports } from "./nl/imports.ts"
import { layout } from "./nl/layout.ts"
import { leaving } from "./nl/leaving.ts"
import { lists } from "./nl/lists.ts"
import { logbook } from "./nl/logbook.ts"
import { marks } from "./nl/marks.ts"
import { messageTexts } from "./nl/message-texts.ts"
import { messages } from "./nl/messages.ts"
import { online } from "./nl/online.ts"
import { papers } from "./nl/papers.ts"
import { parent } from "./nl/parent.ts"
import { parts } from "./nl/parts.ts"
import { post } from "./nl/post.ts"
import { problems } from "./nl/problems.ts"
import { pupils } from "./nl/pupils.ts"
import { records } from "./nl/records.ts"
import { rounds } from "./nl/rounds.ts"
import { school } from "./nl/school.ts"
import { status } from "./nl/status.ts"
import { team } from "./nl/team.ts"
import { timetable } from "./nl/timetable.ts"
import { upheaval } from "./nl/upheaval.ts"
import { window } from "./nl/window.ts"

/** Every sentence of the product, in the language it was written in. Parents are "u", staff are "je". */
export const nl = {
  agenda,
  answers,
  layout,
  parts,
  door,
  evening,
  feed,
  figures,
  households,
  imports,
  lists,
  leaving,
  logbook,
  marks,
  messages,
  messageTexts,
  online,
  papers,
  parent,
  post,
  problems,
  records,
  pupils,
  rounds,
  school,
  status,
  team,
  window,
  timetable,
  upheaval,
}

/** What every language must say. */
export type Words = typeof nl
