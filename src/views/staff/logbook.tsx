import type { Page } from "../../domain/households/household-lines.ts"
import { fullName, surname } from "../../domain/people/people.ts"
import { type Act, type Topic, topics } from "../../domain/privacy/logbook.ts"
import type { LogbookLine, Named } from "../../domain/privacy/logbook-line.ts"
import { withQuery } from "../../paths.ts"
import { count, fullDayOf, momentOf, timeOfDay } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Field } from "../parts/field.tsx"
import { Empty } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Paging } from "../parts/paging.tsx"
import { childrenOf } from "./household-parts.tsx"

export type LogbookScreen = {
  list: Page<LogbookLine>
  staff: readonly { id: number; name: string }[]
  /** As chosen in the form: "staff", "staff-3", "parent" … */
  who: string
  topic: Topic | null
  from: string
  until: string
}
type Props = { frame: Frame; screen: LogbookScreen }

/** What happened at this school, in sentences. */
export function LogbookPage({ frame, screen }: Props) {
  const words = frame.words.logbook
  return (
    <StaffPage frame={frame} title={words.title} here="settings">
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      >
        <p class="hint">{words.how}</p>
      </PageHead>
      <Logbook frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The part that changes: the lines and what they are narrowed by. */
export function Logbook({ frame, screen }: Props) {
  const words = frame.words.logbook
  const { list, who, topic, from, until } = screen
  const here = frame.to.logbook()
  const address = (pagina: number) => withQuery(here, { wie: who, wat: topic, van: from, tot: until, pagina })
  const narrowed = who !== "" || topic !== null || from !== "" || until !== ""
  const days = Map.groupBy(list.rows, (line) => fullDayOf(line.at, frame.language))
  return (
    <div class="households" id="logbook">
      <Narrow frame={frame} screen={screen} />
      {narrowed ? (
        <p role="status">
          {words.found(count(list.total, frame.language))}{" "}
          <a class="quiet" href={here}>
            {words.all}
          </a>
        </p>
      ) : null}
      {list.total === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHow}</p>
        </Empty>
      ) : null}
      {[...days].map(([day, lines]) => (
        <section class="card">
          <h2>{day}</h2>
          <ol class="events">
            {lines.map((line) => (
              <li>
                <time datetime={line.at.toString()}>{timeOfDay(line.at)}</time>
                <span>{sentenceOf(line, frame)}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {list.pages > 1 ? <Paging frame={frame} list={list} address={address} /> : null}
    </div>
  )
}

function Narrow({ frame, screen }: Props) {
  const words = frame.words.logbook
  const choice = (value: string, label: string, chosen: string) => (
    <option value={value} selected={value === chosen}>
      {label}
    </option>
  )
  return (
    <DeedForm action={frame.to.logbook()} method="get" part="logbook" class="search">
      <div class="field">
        <label for="f-wie">{words.who}</label>
        <select id="f-wie" name="wie">
          {choice("", words.everybody, screen.who)}
          {(["parent", "staff", "operator", "system"] as const).map((kind) =>
            choice(kind, words.actors[kind], screen.who),
          )}
          {screen.staff.map(({ id, name }) => choice(`staff-${id}`, name, screen.who))}
        </select>
      </div>
      <div class="field">
        <label for="f-wat">{words.what}</label>
        <select id="f-wat" name="wat">
          {choice("", words.everything, screen.topic ?? "")}
          {topics.map((topic) => choice(topic, words.topic[topic], screen.topic ?? ""))}
        </select>
      </div>
      <Field name="van" label={words.from} type="date" value={screen.from} />
      <Field name="tot" label={words.until} type="date" value={screen.until} />
      <button type="submit">{words.show}</button>
    </DeedForm>
  )
}

/** "Mevrouw de Wit nodigde Tim Bos uit." */
function sentenceOf(line: LogbookLine, frame: Frame): string {
  const words = frame.words.logbook
  const say = (word: string) => {
    if (word in line.names) return written(line.names[word] ?? null, word, frame)
    const value = line.about[word]
    return typeof value === "number" ? count(value, frame.language) : String(value ?? words.erased)
  }
  const known = words.act as Record<string, ((it: typeof say) => string) | undefined>
  const deed = known[line.act as Act]?.(say) ?? words.unknown(line.act)
  return `${actorOf(line, frame)} ${deed}.`
}

function actorOf({ actor, actorName }: LogbookLine, frame: Frame): string {
  const words = frame.words.logbook
  if (actor === "operator" || actor === "system") return words.actor[actor]
  if (actorName === null) return actor === "parent" ? words.actor.erasedParent : words.actor.erasedStaff
  const name = written(actorName, actor === "parent" ? "household" : "staff", frame)
  return name.charAt(0).toLocaleUpperCase(frame.language) + name.slice(1)
}

const families = new Set(["household", "other", "made", "from", "to"])

function written(name: Named | null, word: string, { words: all, language }: Frame): string {
  const words = all.logbook
  if (name === null)
    return families.has(word)
      ? words.household(words.erased)
      : word === "guardian"
        ? words.guardian(words.erased)
        : words.erased
  if (name.kind === "text") return name.text
  if (name.kind === "slot") return words.slot(momentOf(name.at, language), fullName(name.teacher))
  if (word === "guardian") return words.guardian(name.of.map(surname).join(""))
  const children = name.of.map((each, at) => ({ id: at as never, name: each, group: null }))
  return families.has(word) ? words.household(childrenOf(children, language)) : childrenOf(children, language)
}
