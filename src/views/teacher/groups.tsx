import { answered, type FamilyAnswer, type MentorRound } from "../../domain/people/mentor-groups.ts"
import { fullName } from "../../domain/people/people.ts"
import { momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Empty } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { NoTeacher } from "./agenda.tsx"

/** A mentor's own groups; null when the account is no teacher's. */
export type GroupsScreen = { rounds: readonly MentorRound[] | null }

/** Which families of a mentor's groups have chosen, when they come and to whom. */
export function GroupsPage({ frame, screen }: { frame: Frame; screen: GroupsScreen }) {
  const words = frame.words.agenda
  return (
    <StaffPage frame={frame} title={words.groupsTitle} here="groups">
      <PageHead title={words.groupsTitle} lead={screen.rounds?.length ? words.groupsLead : null} />
      {screen.rounds === null ? <NoTeacher frame={frame} /> : null}
      {screen.rounds?.length === 0 ? (
        <Empty title={words.groupsNone}>
          <p>{words.groupsNoneHow}</p>
        </Empty>
      ) : null}
      {screen.rounds?.map((each) => (
        <section class="agenda" aria-labelledby={`r${each.round}`}>
          <h2 id={`r${each.round}`}>{each.title}</h2>
          {each.groups.map(({ name, families }) => (
            <GroupTable frame={frame} name={name} families={families} />
          ))}
        </section>
      ))}
    </StaffPage>
  )
}

function GroupTable(props: { frame: Frame; name: string; families: readonly FamilyAnswer[] }) {
  const { frame, name, families } = props
  const words = frame.words.agenda
  return (
    <div class="card">
      <table>
        <caption>
          {words.groupName(name)}{" "}
          <span class="hint">{words.chosen(answered(families), families.length)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.child}</th>
            <th scope="col">{words.talks}</th>
          </tr>
        </thead>
        <tbody>
          {families.map((family) => (
            <tr class={family.talks.length > 0 ? undefined : "quiet"}>
              <th scope="row">
                {fullName(family.name)}
                {family.home ? <span class="hint"> {words.home(family.home)}</span> : null}
              </th>
              <td>
                <Answer frame={frame} family={family} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Answer({ frame, family }: { frame: Frame; family: FamilyAnswer }) {
  const words = frame.words.agenda
  if (family.talks.length === 0) return <>{family.invited ? words.notChosen : words.notInvited}</>
  return (
    <ul class="rows">
      {family.talks.map((talk) => (
        <li>
          {momentOf(talk.startsAt, frame.language)}, {talk.teacher}
        </li>
      ))}
    </ul>
  )
}
