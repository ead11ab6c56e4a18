import type { Agenda } from "../../domain/agenda.ts"
import type { RoundId, SlotId } from "../../domain/ids.ts"
import { AgendaPage } from "../teacher/agenda.tsx"
import { evenings, round } from "./round.ts"
import { moment, type States } from "./stage.ts"

const children = ["Lotte de Vries", "Daan de Vries", "Mila Bakker", "Yusuf El Amrani", "Fleur van den Heuvel"]

const agenda = (filled: number): Agenda => ({
  round: round.id,
  title: round.title,
  phase: "open",
  opensAt: round.opensAt,
  room: "11",
  slots: evenings
    .flatMap((date) =>
      Array.from({ length: 9 }, (_, at) => moment(`${date} 18:30`).add({ minutes: 10 * at })),
    )
    .map((startsAt, at) => ({
      id: (200 + at) as SlotId,
      startsAt,
      endsAt: startsAt.add({ minutes: 10 }),
      blocked: at === 4,
      talk:
        at % 4 < filled && at !== 4
          ? { child: children[at % 5] ?? "", group: "6B", home: at % 5 === 2 ? "Bakker" : null }
          : null,
    })),
})

const announced: Agenda = {
  ...agenda(0),
  round: 2 as RoundId,
  title: "Rapportgesprekken",
  phase: "announced",
  room: "",
}

export const teacherStates: States = {
  "mijn-gesprekken": ({ teacher }) => <AgendaPage frame={teacher} screen={{ rounds: [agenda(2)] }} />,
  "mijn-gesprekken-nog-leeg": ({ teacher }) => (
    <AgendaPage frame={teacher} screen={{ rounds: [announced] }} />
  ),
  "mijn-gesprekken-twee-rondes": ({ teacher }) => (
    <AgendaPage frame={teacher} screen={{ rounds: [agenda(4), announced] }} />
  ),
  "mijn-gesprekken-geen-ronde": ({ teacher }) => <AgendaPage frame={teacher} screen={{ rounds: [] }} />,
  "mijn-gesprekken-geen-leraar": ({ teacher }) => <AgendaPage frame={teacher} screen={{ rounds: null }} />,
  "mijn-gesprekken-beheerder": ({ administrator }) => (
    <AgendaPage frame={administrator} screen={{ rounds: null }} />
  ),
}
