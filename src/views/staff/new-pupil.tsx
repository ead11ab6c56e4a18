import type { HouseholdLine } from "../../domain/households/household-lines.ts"
import type { PupilRefusal } from "../../domain/people/pupil-care.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { childrenOf } from "./household-parts.tsx"
import type { PupilScreen } from "./pupil.tsx"
import { PupilFields, type TypedPupil } from "./pupil-fields.tsx"

export type NewPupilScreen = Pick<PupilScreen, "groups" | "factor"> & {
  typed: TypedPupil
  household: HouseholdLine | null
  refused: PupilRefusal["kind"] | null
}

/** A pupil whom no file knows yet. */
export function NewPupilPage({ frame, screen }: { frame: Frame; screen: NewPupilScreen }) {
  const words = frame.words.pupils
  const { household, refused } = screen
  const children = household ? childrenOf(household.children, frame.language) : ""
  return (
    <StaffPage frame={frame} title={words.newTitle} here="people" failed={refused !== null}>
      <PageHead
        back={{
          to: household ? frame.to.household(household.id) : frame.to.people(),
          name: household ? children : frame.words.layout.staff.people,
        }}
        title={words.newTitle}
        lead={words.newLead}
      />
      {refused ? (
        <Notice kind="wrong" focus>
          <p>{words.refusal[refused]}</p>
        </Notice>
      ) : null}
      <form class="card narrow" method="post" action={frame.to.newPupil()} novalidate>
        {household ? <input type="hidden" name="household" value={String(household.id)} /> : null}
        <p class="hint">{household ? words.newInHousehold(children) : words.newPlaced}</p>
        <PupilFields
          frame={frame}
          typed={screen.typed}
          groups={screen.groups}
          factor={screen.factor}
          refused={refused}
          known={{ factor: false, home: false }}
          secret={false}
        />
        <div class="actions">
          <button type="submit">{words.add}</button>
        </div>
      </form>
    </StaffPage>
  )
}
