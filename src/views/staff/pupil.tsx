import type { HouseholdLine } from "../../domain/households/household-lines.ts"
import type { GroupId } from "../../domain/ids.ts"
import { fullName } from "../../domain/people/people.ts"
import type { PupilRefusal, PupilSheet } from "../../domain/people/pupil-care.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import { fullDayOf, listOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Meanwhile, Seen } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import type { Words } from "../words/nl.ts"
import { type Change, changesSaid } from "./household-parts.tsx"
import { PupilFields, type TypedPupil } from "./pupil-fields.tsx"
import { PupilSeats } from "./pupil-seats.tsx"

export type PupilScreen = {
  pupil: PupilSheet
  groups: readonly { id: GroupId; name: string }[]
  factor: SignInFactor
  said:
    | { done: keyof Words["pupils"]["done"] }
    | { refused: PupilRefusal["kind"]; changes?: readonly Change[] }
    | null
  /** What was typed in a form that was refused. */
  typed: TypedPupil | null
  /** Looking for a household to sit in too. */
  search: string
  found: readonly HouseholdLine[]
}
type Props = { frame: Frame; screen: PupilScreen }

/** One pupil: what is kept, where they live, and what the office can put right. */
export function PupilPage({ frame, screen }: Props) {
  const failed = screen.said !== null && "refused" in screen.said
  return (
    <StaffPage frame={frame} title={fullName(screen.pupil.name)} here="people" failed={failed}>
      <PupilPart frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The part that changes. */
export function PupilPart({ frame, screen }: Props) {
  const words = frame.words.pupils
  const { pupil } = screen
  return (
    <div class="households" id="pupil">
      <PageHead
        back={{ to: frame.to.people(), name: frame.words.layout.staff.people }}
        title={fullName(pupil.name)}
        lead={pupil.leftAt ? words.leadLeft(fullDayOf(pupil.leftAt, frame.language)) : words.lead}
      />
      <Said frame={frame} screen={screen} />
      <div class="columns wide">
        <Correcting frame={frame} screen={screen} />
        <div class="households">
          {pupil.leftAt ? null : <PupilSeats frame={frame} screen={screen} />}
          {pupil.leftAt ? null : <SecretAddress frame={frame} pupil={pupil} />}
          <Leaving frame={frame} pupil={pupil} />
          {frame.visitor?.role === "administrator" ? (
            <p>
              <a class="line" href={frame.to.record({ kind: "pupil", id: pupil.id })}>
                {frame.words.records.title}
              </a>
            </p>
          ) : null}
        </div>
      </div>
    </div>
  )
}

function Said({ frame, screen }: Props) {
  const words = frame.words.pupils
  const { said, typed } = screen
  if (said === null) return null
  if ("refused" in said && said.refused === "changed-meanwhile")
    return (
      <Meanwhile
        frame={frame}
        done={changesSaid(frame, said.changes ?? [])}
        now={typed ? changedUnder(frame, screen, typed) : []}
      />
    )
  return (
    <Notice kind={"done" in said ? "done" : "wrong"} focus>
      <p>{"done" in said ? words.done[said.done] : words.refusal[said.refused]}</p>
    </Notice>
  )
}

/** What stands there now where something else was typed. */
function changedUnder({ words }: Frame, { pupil, groups }: PupilScreen, typed: TypedPupil) {
  const name = groups.find((each) => String(each.id) === typed.group)?.name ?? ""
  return [
    { label: words.pupils.first, value: pupil.name.first, other: typed.first },
    { label: words.pupils.prefix, value: pupil.name.prefix, other: typed.prefix },
    { label: words.pupils.last, value: pupil.name.last, other: typed.last },
    { label: words.pupils.group, value: pupil.groupName ?? "", other: name },
  ].filter(({ value, other }) => value !== other)
}

const asTyped = ({ name, group }: PupilSheet): TypedPupil => ({
  ...name,
  group: group === null ? "" : String(group),
  factor: "",
  postcode: "",
  house: "",
})

function Correcting({ frame, screen }: Props) {
  const words = frame.words.pupils
  const { pupil, said } = screen
  const marks = pupil.byHand.map((part) => words.part[part])
  return (
    <section class="card" aria-labelledby="data">
      <h2 id="data">{words.data}</h2>
      {marks.length > 0 ? <p class="hint">{words.marks(listOf(marks, frame.language))}</p> : null}
      <DeedForm action={frame.to.pupil(pupil.id)} part="pupil" class="stack">
        <Seen version={pupil.version} />
        <PupilFields
          frame={frame}
          typed={screen.typed ?? asTyped(pupil)}
          groups={screen.groups}
          factor={screen.factor}
          refused={said && "refused" in said ? said.refused : null}
          known={{ factor: pupil.factorKnown, home: pupil.homeKnown }}
          secret={pupil.secret}
        />
        <div class="actions">
          <button type="submit">{words.save}</button>
        </div>
      </DeedForm>
    </section>
  )
}

function SecretAddress({ frame, pupil }: { frame: Frame; pupil: PupilSheet }) {
  const words = frame.words.pupils
  return (
    <section class="card" aria-labelledby="secret">
      <h2 id="secret">{words.secret}</h2>
      <p>{pupil.secret ? words.secretOn : words.secretOff}</p>
      <DeedForm action={frame.to.pupilAddress(pupil.id)} part="pupil" class="actions">
        <Seen version={pupil.version} />
        <button class="second" type="submit" name="secret" value={pupil.secret ? "no" : "yes"}>
          {pupil.secret ? words.unprotect : words.protect}
        </button>
      </DeedForm>
    </section>
  )
}

function Leaving({ frame, pupil }: { frame: Frame; pupil: PupilSheet }) {
  const words = frame.words.pupils
  const isLeft = pupil.leftAt !== null
  return (
    <section class="card" aria-labelledby="leave">
      <h2 id="leave">{words.leave}</h2>
      <p>{isLeft ? words.back2 : words.leaveLead}</p>
      {!isLeft && pupil.talks > 0 ? <p>{words.leaveTalks(pupil.talks)}</p> : null}
      <DeedForm action={frame.to.pupilLeft(pupil.id)} part="pupil" class="actions">
        <Seen version={pupil.version} />
        <button class={isLeft ? "second" : "danger"} type="submit" name="left" value={isLeft ? "no" : "yes"}>
          {isLeft ? words.markBack : words.markLeft}
        </button>
      </DeedForm>
    </section>
  )
}
