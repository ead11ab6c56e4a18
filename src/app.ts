import { Elysia } from "elysia"
import { assets } from "./routes/assets.ts"
import { dev } from "./routes/dev.tsx"
import { invitation } from "./routes/door/invitation.tsx"
import { privacy } from "./routes/door/privacy.tsx"
import { signIn } from "./routes/door/sign-in.tsx"
import { front } from "./routes/front.tsx"
import type { Parts } from "./routes/guards.ts"
import { booking } from "./routes/parent/booking.tsx"
import { chooseSlot } from "./routes/parent/choose-slot.tsx"
import { problems, type Tell } from "./routes/problems.tsx"
import { requestLog } from "./routes/request-log.ts"
import { safety } from "./routes/safety.ts"
import { households } from "./routes/staff/households.tsx"
import { letters } from "./routes/staff/letters.tsx"
import { people } from "./routes/staff/people.tsx"
import { rosterImport } from "./routes/staff/roster-import.tsx"
import { round } from "./routes/staff/round.tsx"
import { rounds } from "./routes/staff/rounds.tsx"
import { settings } from "./routes/staff/settings.tsx"
import { staffSignIn } from "./routes/staff/sign-in.tsx"
import { start } from "./routes/staff/start.tsx"
import { agenda } from "./routes/teacher/agenda.tsx"

/** Puts the routes together. Tests start here, with a world of their own. */
export const createApp = (parts: Parts, tell: Tell = () => undefined) =>
  new Elysia({ precompile: true })
    .use(parts.log ? requestLog(parts.log) : [])
    .use(safety(parts.origin))
    .use(problems(tell).as("global"))
    .use(assets)
    .use(dev(parts))
    .use(front(parts))
    .use(signIn(parts))
    .use(invitation(parts))
    .use(privacy(parts))
    .use(chooseSlot(parts))
    .use(booking(parts))
    .use(agenda(parts))
    .use(staffSignIn(parts))
    .use(start(parts))
    .use(people(parts))
    .use(rosterImport(parts))
    .use(households(parts))
    .use(rounds(parts))
    .use(round(parts))
    .use(letters(parts))
    .use(settings(parts))
