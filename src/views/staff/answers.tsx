import type { GroupId } from "../../domain/ids.ts"
import { type Answer, type AnswerFilter, answers, type FamilyAnswer } from "../../domain/rounds/answers.ts"
import type { Reminded, Reminding } from "../../domain/rounds/reminding.ts"
import type { InviteRefusal, Phase, Round } from "../../domain/rounds/round.ts"
import { shortDayOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { sends } from "../parts/htmx.ts"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type AnswersScreen = {
  round: Round
  phase: Phase
  counts: Record<Answer, number>
  groups: readonly { id: GroupId; name: string; open: number }[]
  shown: readonly FamilyAnswer[]
  filter: AnswerFilter
  /** How many families can be reminded now, by each road; how many heard within a day (of the group that is shown); and whether SMS waits for the morning. */
  reminding: Record<Exclude<keyof Reminding, "onPaper">, number> & { isNight: boolean }
  said: { kind: "reminded"; reminded: Reminded } | { kind: "not"; refusal: InviteRefusal } | null
}
type Props = { frame: Frame; screen: AnswersScreen }

/** Who has answered to a round and who has not, by group, with the way to remind and to plan them. */
export function AnswersPage({ frame, screen }: Props) {
  const words = frame.words.answers
  return (
    <StaffPage
      frame={frame}
      title={`${words.title} ${screen.round.title}`}
      here="rounds"
      failed={screen.said?.kind === "not"}
    >
      <PageHead
        back={{ to: frame.to.staffRound(screen.round.id), name: screen.round.title }}
        title={words.title}
        lead={words.lead}
      />
      <Answers frame={frame} screen={screen} />
    </StaffPage>
  )
}

export function Answers({ frame, screen }: Props) {
  const words = frame.words.answers
  return (
    <section id="answers" class="answers">
      {screen.said?.kind === "reminded" ? (
        <Notice kind="done" focus>
          <p>{words.reminded(screen.said.reminded, screen.reminding.isNight)}</p>
        </Notice>
      ) : null}
      {screen.said?.kind === "not" ? (
        <Notice kind="wrong" focus>
          <p>{frame.words.rounds.overview.inviteRefusal[screen.said.refusal.kind]}</p>
        </Notice>
      ) : null}
      {screen.phase === "open" ? <Remind frame={frame} screen={screen} /> : null}
      <Filters frame={frame} screen={screen} />
      {screen.shown.length === 0 ? (
        <Empty title={words.none[screen.filter.answer ?? "all"]}>
          {screen.filter.answer === "open" ? (
            <a class="button second" href={frame.to.timetable(screen.round.id)}>
              {words.toTimetable}
            </a>
          ) : null}
        </Empty>
      ) : (
        <AnswerTable frame={frame} screen={screen} />
      )}
    </section>
  )
}

/** A message to who has e-mail or a mobile phone, a letter for the others, and nothing to who just heard. */
function Remind({ frame, screen }: Props) {
  const words = frame.words.answers
  const { reminding, round, filter } = screen
  const { email, sms, resting, isNight } = reminding
  // Letters are made for the whole school at once, in the order of the groups that take them home.
  const letter = filter.group === null ? reminding.letter : 0
  return (
    <>
      {email + sms + letter > 0 ? (
        <div class="actions">
          {email + sms > 0 ? (
            <form {...sends(frame.to.remindInvited(round.id), "#answers")}>
              <input type="hidden" name="group" value={filter.group === null ? "" : String(filter.group)} />
              <button type="submit">{words.remind(reminding)}</button>
            </form>
          ) : null}
          {letter > 0 ? (
            <a class="button second" href={frame.to.openLetters(round.id)}>
              {words.letters(letter)}
            </a>
          ) : null}
        </div>
      ) : null}
      {sms > 0 && isNight ? <p class="hint">{words.smsLater}</p> : null}
      {resting > 0 ? <p class="hint">{words.resting(resting)}</p> : null}
    </>
  )
}

/** Plain links: one answer or all of them, one group or all. */
function Filters({ frame, screen }: Props) {
  const words = frame.words.answers
  const { filter, round } = screen
  const link = (to: AnswerFilter, label: string, isHere: boolean) => (
    <a class="quiet" href={frame.to.answers(round.id, to)} aria-current={isHere ? "true" : undefined}>
      {label}
    </a>
  )
  return (
    <>
      <nav class="orders" aria-label={words.filterAnswers}>
        {answers.map((answer) =>
          link({ ...filter, answer }, words.count[answer](screen.counts[answer]), filter.answer === answer),
        )}
        {link({ ...filter, answer: null }, words.all, filter.answer === null)}
      </nav>
      {screen.groups.length > 1 ? (
        <nav class="orders" aria-label={words.filterGroups}>
          {link({ ...filter, group: null }, words.everyGroup, filter.group === null)}
          {screen.groups.map(({ id, name, open }) =>
            link({ ...filter, group: id }, words.group(name, open), filter.group === id),
          )}
        </nav>
      ) : null}
    </>
  )
}

function AnswerTable({ frame, screen }: Props) {
  const words = frame.words.answers
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{words.pupil}</th>
          <th scope="col">{words.groupHead}</th>
          <th scope="col">{words.answer}</th>
          <th scope="col">{words.road}</th>
        </tr>
      </thead>
      <tbody>
        {screen.shown.map((each) => (
          <tr>
            <th scope="row">
              {each.name}
              {each.home ? <span class="hint">{frame.words.agenda.home(each.home)}</span> : null}
            </th>
            <td data-label={words.groupHead}>{each.group?.name ?? "–"}</td>
            <td data-label={words.answer}>
              <div class="answers-of">
                <span class={each.answer === "open" ? "tag careful" : "tag"}>{words.of[each.answer]}</span>{" "}
                {each.wanted ? <span class="tag">{words.wanted}</span> : null}{" "}
                {each.waits ? <span class="tag">{words.waits}</span> : null}{" "}
                {each.answer === "open" && screen.phase !== "past" ? (
                  <a
                    href={frame.to.timetable(screen.round.id, { child: `${each.household}-${each.pupil}` })}
                    aria-label={words.planOf(each.name)}
                  >
                    {words.plan}
                  </a>
                ) : null}
              </div>
            </td>
            <td data-label={words.road}>{roadOf(frame, each)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** "per e-mail, herinnerd op do 5 nov" */
function roadOf({ words: { answers: words }, language }: Frame, each: FamilyAnswer): string {
  const parts = [words.by[each.road]]
  if (each.road !== "nothing" && !each.invited) parts.push(words.notInvited)
  if (each.remindedAt) parts.push(words.remindedOn(shortDayOf(each.remindedAt, language)))
  return parts.join(", ")
}
