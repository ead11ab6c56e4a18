import type { StaffId } from "../../domain/ids.ts"
import type { Colleague } from "../../domain/staff/staff.ts"
import type { Frame } from "../layout.tsx"

/** Everybody of the staff, and what each may do. */
export function Colleagues({
  frame,
  screen,
}: {
  frame: Frame
  screen: { colleagues: Colleague[]; self: StaffId }
}) {
  const words = frame.words.team.settings
  return (
    <section class="stack fill">
      <div class="head">
        <div>
          <h2>{words.colleagues}</h2>
          <p class="hint">{words.colleaguesLead}</p>
        </div>
        <a class="button second" href={frame.to.newColleague()}>
          {words.invite}
        </a>
      </div>
      <ul class="card people">
        {screen.colleagues.map((each) => (
          <li>
            <div>
              <p>
                <strong>{each.name}</strong> <span class="tag">{words.role[each.role]}</span>
                {each.id === screen.self ? <span class="hint"> {words.you}</span> : null}
              </p>
              <p class="hint">{each.email}</p>
            </div>
            <p class={`tag ${each.ready ? "good" : each.unreached ? "bad" : "careful"}`}>
              {each.ready ? words.ready : each.unreached ? words.unreached : words.waiting}
            </p>
            <a class="quiet" href={frame.to.colleague(each.id)} aria-label={words.look(each.name)}>
              {words.change}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
