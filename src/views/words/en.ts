import { agenda } from "./en/agenda.ts"
import { answers } from "./en/answers.ts"
import { door } from "./en/door.ts"
import { evening } from "./en/evening.ts"
import { feed } from "./en/feed.ts"
import { figures } from "./en/figures.ts"
import { households } from "./en/households.ts"
import { imports } from "./en/imports.ts"
import { layout } from "./en/layout.ts"
import { leaving } from "./en/leaving.ts"
import { lists } from "./en/lists.ts"
import { logbook } from "./en/logbook.ts"
import { marks } from "./en/marks.ts"
import { messageTexts } from "./en/message-texts.ts"
import { messages } from "./en/messages.ts"
import { online } from "./en/online.ts"
import { papers } from "./en/papers.ts"
import { parent } from "./en/parent.ts"
import { parts } from "./en/parts.ts"
import { post } from "./en/post.ts"
import { problems } from "./en/problems.ts"
import { pupils } from "./en/pupils.ts"
import { records } from "./en/records.ts"
import { rounds } from "./en/rounds.ts"
import { school } from "./en/school.ts"
import { status } from "./en/status.ts"
import { team } from "./en/team.ts"
import { timetable } from "./en/timetable.ts"
import { upheaval } from "./en/upheaval.ts"
import { window } from "./en/window.ts"
import type { Words } from "./nl.ts"

export const en: Words = {
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
  online,
  papers,
  messageTexts,
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
