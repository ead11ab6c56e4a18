import type { SlotId } from "../../domain/ids.ts"
import { oneRoom } from "../../domain/rounds/rooms.ts"
import type { SwapQuestion } from "../../domain/talks/swap.ts"
import { BookingPage, type TalkScreen } from "../parent/booking.tsx"
import { RoundPage } from "../parent/choose-slot.tsx"
import { AlsoPage, type AlsoScreen, type SwapScreen } from "../parent/swap.tsx"
import { moving, one } from "./parent.tsx"
import { choicesFor, deVries, family, freeSlots, talk } from "./round.ts"
import { moment, type Stage, type States } from "./stage.ts"

// Changing places with another family, as parents see it.

const sem = talk(1, 2, 1, "2026-11-10 19:00")
const question = (by: SwapQuestion["by"], other = "2026-11-10 19:40"): SwapQuestion => ({
  by,
  own: sem.startsAt,
  other: moment(other),
  slot: 9 as SlotId,
  until: moment("2026-11-04 10:00"),
})

const talking =
  (swap: Partial<SwapScreen>, known: Partial<TalkScreen> = {}) =>
  ({ parent }: Stage) => (
    <BookingPage
      frame={parent}
      screen={one({ swap: { question: null, mayTick: true, ticked: [], said: null, ...swap }, ...known })}
    />
  )

const times = freeSlots(1, 3).map(({ id, startsAt }, at) => ({ slot: id, startsAt, ticked: at % 5 === 1 }))
const ticking =
  (known: Partial<AlsoScreen> = {}) =>
  ({ parent }: Stage) => (
    <AlsoPage
      frame={parent}
      screen={{
        talk: sem,
        who: { child: "Sem", teacher: "Noor Willems", rooms: oneRoom("6") },
        times,
        refusal: null,
        ...known,
      }}
    />
  )

const asked = { ...family(deVries(sem, null, null)), asked: new Set([sem.id]) }

export const swapStates: States = {
  aanvinken: ticking(),
  "niets-aan-te-vinken": ticking({ times: [] }),
  "geen-mailadres": ticking({ refusal: { kind: "nobody-to-tell" } }),
  aangevinkt: talking({
    ticked: [moment("2026-11-10 19:20"), moment("2026-11-12 18:30")],
    said: "kept",
  }),
  gevraagd: talking({ question: question("them") }),
  "gevraagd-andere-dag": talking({ question: question("them", "2026-11-12 18:30") }),
  "zelf-gevraagd": talking({ question: question("us") }),
  niet: talking({ said: "stays" }),
  voorbij: talking({ said: { kind: "question-over" } }),
  kiezen: moving({
    taken: { atOnce: freeSlots(1, 3).slice(0, 2), onAsking: freeSlots(1, 3).slice(4, 9) },
  }),
  "kan-niet": moving({ notSwapped: { kind: "cannot-swap" } }),
  "in-overzicht": ({ parent }) => (
    <RoundPage
      frame={parent}
      screen={{
        family: asked,
        phase: "open",
        isOffering: true,
        away: new Set(),
        isAhead: false,
        changeable: new Set([sem.id]),
        choices: choicesFor(asked),
        opened: "all",
        told: null,
        off: [],
        toldBy: "email",
        today: null,
      }}
    />
  ),
}
