import type { HouseholdLine } from "../../domain/households/household-lines.ts"
import { sightOf } from "../../domain/households/household-sight.ts"
import { listOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Field } from "../parts/field.tsx"
import { Seen } from "../parts/meanwhile.tsx"
import { childrenOf, guardianName } from "./household-parts.tsx"
import type { PupilScreen } from "./pupil.tsx"

type Props = { frame: Frame; screen: PupilScreen }

/** Where a pupil lives: one household, or two that see nothing of each other. */
export function PupilSeats({ frame, screen }: Props) {
  const words = frame.words.pupils
  const { pupil } = screen
  return (
    <section class="card" aria-labelledby="seats">
      <h2 id="seats">{words.households}</h2>
      <p class="hint">{words.householdsLead}</p>
      <ul class="rows">
        {pupil.households.map((line) => (
          <li>
            <HouseholdWords frame={frame} screen={screen} line={line} />
            <div class="actions">
              <a class="button second" href={frame.to.household(line.id)}>
                {words.look}
              </a>
              {pupil.households.length > 1 ? (
                <DeedForm action={frame.to.pupilSeat(pupil.id)} part="pupil">
                  <input type="hidden" name="household" value={String(line.id)} />
                  <Seen version={sightOf(pupil.households)} />
                  <button class="quiet" type="submit" name="seat" value="remove">
                    {words.remove}
                  </button>
                </DeedForm>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <Adding frame={frame} screen={screen} />
    </section>
  )
}

/** A household by its grown-ups, and the other children in it. */
function HouseholdWords({ frame, screen, line }: Props & { line: HouseholdLine }) {
  const { language, words } = frame
  const adults = line.guardians.map((each) => guardianName(each, words.households))
  const others = line.children.filter((child) => child.id !== screen.pupil.id)
  return (
    <p>
      <strong>{adults.length > 0 ? listOf(adults, language) : words.households.noGuardians}</strong>
      {others.length > 0 ? (
        <span class="hint"> {words.pupils.withChildren(childrenOf(others, language))}</span>
      ) : null}
    </p>
  )
}

function Adding({ frame, screen }: Props) {
  const words = frame.words.pupils
  const { pupil, search, found } = screen
  const others = found.filter((line) => pupil.households.every((own) => own.id !== line.id))
  return (
    <details id="seat" open={search !== ""}>
      <summary>{words.addSeat}</summary>
      <div class="stack">
        <p>{words.addSeatLead}</p>
        <DeedForm action={frame.to.pupil(pupil.id)} method="get" part="pupil" anchor="seat" class="search">
          <Field name="zoek" label={words.search} type="search" value={search} />
          <button class="second" type="submit">
            {words.find}
          </button>
        </DeedForm>
        {search !== "" && others.length === 0 ? <p role="status">{words.nothing}</p> : null}
        <ul class="rows">
          {others.map((line) => (
            <li>
              <HouseholdWords frame={frame} screen={screen} line={line} />
              <DeedForm action={frame.to.pupilSeat(pupil.id)} part="pupil" class="actions">
                <input type="hidden" name="household" value={String(line.id)} />
                <Seen version={sightOf([line, ...pupil.households])} />
                <button class="second" type="submit" name="seat" value="add">
                  {words.put}
                  <span class="hidden">: {childrenOf(line.children, frame.language)}</span>
                </button>
              </DeedForm>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}
