import { type AnyElysia, Elysia } from "elysia"
import { assets } from "./routes/assets.ts"
import { check } from "./routes/check.tsx"
import { dev } from "./routes/dev.tsx"
import { accessibility } from "./routes/door/accessibility.tsx"
import { feed } from "./routes/door/feed.ts"
import { hall } from "./routes/door/hall.tsx"
import { invitation } from "./routes/door/invitation.tsx"
import { link } from "./routes/door/link.tsx"
import { look } from "./routes/door/look.ts"
import { privacy } from "./routes/door/privacy.tsx"
import { session } from "./routes/door/session.tsx"
import { signIn } from "./routes/door/sign-in.tsx"
import { front } from "./routes/front.tsx"
import { galleryRooms } from "./routes/gallery.tsx"
import type { Parts } from "./routes/guards.ts"
import { guide } from "./routes/guide.tsx"
import { mailReport } from "./routes/mail-report.ts"
import { booking } from "./routes/parent/booking.tsx"
import { calendarFeed } from "./routes/parent/calendar-feed.tsx"
import { chooseSlot } from "./routes/parent/choose-slot.tsx"
import { declining } from "./routes/parent/declining.tsx"
import { running } from "./routes/parent/evening.ts"
import { live } from "./routes/parent/live.ts"
import { note } from "./routes/parent/note.tsx"
import { swap } from "./routes/parent/swap.tsx"
import { talkPlace } from "./routes/parent/talk-place.tsx"
import { together } from "./routes/parent/together.tsx"
import { waiting } from "./routes/parent/waiting.tsx"
import { problems, type Tell } from "./routes/problems.tsx"
import { requestLog } from "./routes/request-log.ts"
import { safety } from "./routes/safety.ts"
import { smsReport } from "./routes/sms-report.ts"
import { account } from "./routes/staff/account.tsx"
import { answers } from "./routes/staff/answers.tsx"
import { certificate } from "./routes/staff/certificate.tsx"
import { staffColleague } from "./routes/staff/colleague.tsx"
import { staffColleagues } from "./routes/staff/colleagues.tsx"
import { dayMove } from "./routes/staff/day-move.tsx"
import { roundEvening } from "./routes/staff/evening.tsx"
import { figures } from "./routes/staff/figures.tsx"
import { households } from "./routes/staff/households.tsx"
import { leaving } from "./routes/staff/leaving.tsx"
import { letters } from "./routes/staff/letters.tsx"
import { lists } from "./routes/staff/lists.tsx"
import { logbook } from "./routes/staff/logbook.tsx"
import { looks } from "./routes/staff/looks.tsx"
import { messages } from "./routes/staff/messages.tsx"
import { operatorWindow } from "./routes/staff/operator-window.tsx"
import { people } from "./routes/staff/people.tsx"
import { privacyPapers } from "./routes/staff/privacy-papers.tsx"
import { prove } from "./routes/staff/prove.tsx"
import { pupil } from "./routes/staff/pupil.tsx"
import { records } from "./routes/staff/records.tsx"
import { rosterImport } from "./routes/staff/roster-import.tsx"
import { round } from "./routes/staff/round.tsx"
import { roundChange } from "./routes/staff/round-change.tsx"
import { roundTeachers } from "./routes/staff/round-teachers.tsx"
import { rounds } from "./routes/staff/rounds.tsx"
import { schoolDetails } from "./routes/staff/school-details.tsx"
import { settings } from "./routes/staff/settings.tsx"
import { staffSignIn } from "./routes/staff/sign-in.tsx"
import { signInFactor } from "./routes/staff/sign-in-factor.tsx"
import { smallSettings } from "./routes/staff/small-settings.tsx"
import { start } from "./routes/staff/start.tsx"
import { teacherAway } from "./routes/staff/teacher-away.tsx"
import { timetable } from "./routes/staff/timetable.tsx"
import { upheavalUndo } from "./routes/staff/upheaval-undo.ts"
import { welcome } from "./routes/staff/welcome.tsx"
import { agenda } from "./routes/teacher/agenda.tsx"
import { teacherFeed } from "./routes/teacher/calendar-feed.tsx"
import { myGroups } from "./routes/teacher/groups.tsx"
import { marks } from "./routes/teacher/marks.tsx"
import { ownTimes } from "./routes/teacher/own-times.tsx"
import { today } from "./routes/teacher/today.tsx"
import { video } from "./routes/teacher/video.tsx"
import { videoAccount } from "./routes/teacher/video-account.tsx"
import { videoRun } from "./routes/teacher/video-run.tsx"

/** Puts the routes together. Tests start here, with a world of their own. */
export const createApp = (parts: Parts, tell: Tell = () => undefined): AnyElysia =>
  // Nobody asks for the type of all routes together, and it grows too deep to count.
  (new Elysia({ precompile: true }) as AnyElysia)
    .use(parts.log ? requestLog(parts.log) : [])
    .use(safety(parts.origin))
    .use(problems(tell, parts.origin).as("global"))
    .use(assets)
    .use(dev(parts))
    .use(galleryRooms(parts))
    .use(front(parts))
    .use(check(parts))
    .use(guide(parts))
    .use(signIn(parts))
    .use(session(parts))
    .use(invitation(parts))
    .use(link(parts))
    .use(look(parts))
    .use(privacy(parts))
    .use(accessibility(parts))
    .use(chooseSlot(parts))
    .use(live(parts))
    .use(running(parts))
    .use(hall(parts))
    .use(feed(parts))
    .use(calendarFeed(parts))
    .use(teacherFeed(parts))
    .use(note(parts))
    .use(together(parts))
    .use(booking(parts))
    .use(talkPlace(parts))
    .use(agenda(parts))
    .use(today(parts))
    .use(roundEvening(parts))
    .use(figures(parts))
    .use(declining(parts))
    .use(waiting(parts))
    .use(swap(parts))
    .use(answers(parts))
    .use(marks(parts))
    .use(ownTimes(parts))
    .use(myGroups(parts))
    .use(smsReport(parts))
    .use(mailReport(parts))
    .use(video(parts))
    .use(videoAccount(parts))
    .use(videoRun(parts))
    .use(staffSignIn(parts))
    .use(welcome(parts))
    .use(prove(parts))
    .use(account(parts))
    .use(start(parts))
    .use(people(parts))
    .use(pupil(parts))
    .use(rosterImport(parts))
    .use(households(parts))
    .use(rounds(parts))
    .use(round(parts))
    .use(roundChange(parts))
    .use(roundTeachers(parts))
    .use(timetable(parts))
    .use(teacherAway(parts))
    .use(dayMove(parts))
    .use(upheavalUndo(parts))
    .use(letters(parts))
    .use(messages(parts))
    .use(lists(parts))
    .use(settings(parts))
    .use(schoolDetails(parts))
    .use(looks(parts))
    .use(smallSettings(parts))
    .use(logbook(parts))
    .use(records(parts))
    .use(certificate(parts))
    .use(operatorWindow(parts))
    .use(leaving(parts))
    .use(signInFactor(parts))
    .use(staffColleagues(parts))
    .use(privacyPapers(parts))
    .use(staffColleague(parts))
