import type { HouseholdLine } from "../../domain/households/household-lines.ts"
import { sightOf } from "../../domain/households/household-sight.ts"
import { fullName } from "../../domain/people/people.ts"
import type { Child as Markup } from "../jsx/jsx-runtime.ts"
import type { Frame } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Choices, Field } from "../parts/field.tsx"
import { Seen } from "../parts/meanwhile.tsx"
import { GuardianFields } from "./household-guardians.tsx"
import { childrenOf, Guardians, groupsOf, guardianName } from "./household-parts.tsx"
import type { Doing, HouseholdScreen } from "./household-screen.ts"

// What staff do seldom and on purpose: each folded away until it is needed.

type Props = { frame: Frame; screen: HouseholdScreen }

function Deed(props: {
  name?: Doing
  screen?: HouseholdScreen
  title: string
  lead: string
  children?: Markup
}) {
  return (
    <details id={props.name} open={props.name !== undefined && props.screen?.doing === props.name}>
      <summary>{props.title}</summary>
      <div class="stack">
        <p>{props.lead}</p>
        {props.children}
      </div>
    </details>
  )
}

/** Some children, with guardians who go along, to a household of their own. */
export function SplitForm({ frame, screen }: Props) {
  const words = frame.words.households
  const { line } = screen
  const picked = screen.doing === "split" ? screen.picked : null
  return (
    <Deed name="split" screen={screen} title={words.one.splitTitle} lead={words.one.splitLead}>
      <DeedForm action={frame.to.splitHousehold(line.id)} part="household" class="stack">
        <Seen version={sightOf([line])} />
        <Choices
          name="going"
          legend={words.one.splitChildren}
          many
          choices={line.children.map((child) => ({
            value: String(child.id),
            label: fullName(child.name),
            chosen: picked?.pupils.includes(child.id) ?? false,
          }))}
        />
        {line.guardians.length > 0 ? (
          <Choices
            name="along"
            legend={words.one.splitGuardians}
            many
            choices={line.guardians.map((guardian) => ({
              value: String(guardian.id),
              label: guardianName(guardian, words),
              hint: guardian.email ?? words.noEmail,
              chosen: picked?.guardians.includes(guardian.id) ?? false,
            }))}
          />
        ) : null}
        <button type="submit">{words.one.split}</button>
      </DeedForm>
    </Deed>
  )
}

/** Another household, found by name, to become one with this. */
export function MergeForm({ frame, screen }: Props) {
  const words = frame.words.households
  const { line, search, found } = screen
  return (
    <Deed name="merge" screen={screen} title={words.one.mergeTitle} lead={words.one.mergeLead}>
      <DeedForm
        action={frame.to.household(line.id)}
        method="get"
        anchor="merge"
        part="household"
        class="search"
      >
        <input type="hidden" name="doe" value="merge" />
        <Field name="zoek" label={words.list.search} type="search" value={search} />
        <button class="second" type="submit">
          {words.list.find}
        </button>
      </DeedForm>
      {search !== "" && found.length === 0 ? <p>{words.list.nothing}</p> : null}
      {found.length > 0 ? (
        <ul class="rows">
          {found.map((other) => (
            <Other frame={frame} line={line} other={other} />
          ))}
        </ul>
      ) : null}
    </Deed>
  )
}

function Other({ frame, line, other }: { frame: Frame; line: HouseholdLine; other: HouseholdLine }) {
  const words = frame.words.households
  const name = childrenOf(other.children, frame.language)
  return (
    <li class="other">
      <div>
        <p>
          {name}
          {groupsOf(other.children) ? ` (${groupsOf(other.children)})` : ""}
        </p>
        <Guardians frame={frame} guardians={other.guardians} />
      </div>
      <DeedForm action={frame.to.mergeHousehold(line.id)} part="household">
        <input type="hidden" name="other" value={String(other.id)} />
        <Seen version={sightOf([line, other])} />
        <button class="second" type="submit" aria-label={words.one.mergeWith(name)}>
          {words.one.merge}
        </button>
      </DeedForm>
    </li>
  )
}

/** A second household for children of separated parents. */
export function SecondForm({ frame, screen }: Props) {
  const words = frame.words.households
  const { line, typed, doing } = screen
  const picked = doing === "second" ? screen.picked : null
  const isThere = line.guardians.some(({ id }) => picked?.guardians.includes(id))
  return (
    <Deed name="second" screen={screen} title={words.one.secondTitle} lead={words.one.secondLead}>
      <DeedForm action={frame.to.secondHousehold(line.id)} part="household" class="stack">
        <Seen version={sightOf([line])} />
        <Choices
          name="pupils"
          legend={words.one.secondChildren}
          many
          choices={line.children.map((child) => ({
            value: String(child.id),
            label: fullName(child.name),
            chosen: picked?.pupils.includes(child.id) ?? true,
          }))}
        />
        <Choices
          name="who"
          legend={words.one.secondWho}
          choices={[
            ...line.guardians.map((guardian) => ({
              value: String(guardian.id),
              label: guardianName(guardian, words),
              hint: guardian.email ?? words.noEmail,
              chosen: picked?.guardians.includes(guardian.id) ?? false,
            })),
            { value: "new", label: words.one.secondNew, chosen: !isThere },
          ]}
        />
        <GuardianFields frame={frame} screen={screen} of="second" value={doing === "second" ? typed : null} />
        <button type="submit">{words.one.second}</button>
      </DeedForm>
    </Deed>
  )
}

/** New codes for this household; the old ones stop working. */
export function RenewForm({ frame, line }: { frame: Frame; line: HouseholdLine }) {
  const words = frame.words.households.one
  return (
    <Deed title={words.renewTitle} lead={words.renewLead}>
      <DeedForm action={frame.to.renewCode(line.id)} part="household">
        <button class="second" type="submit">
          {words.renew}
        </button>
      </DeedForm>
    </Deed>
  )
}

/** No entry at all. */
export function BlockForm({ frame, line }: { frame: Frame; line: HouseholdLine }) {
  const words = frame.words.households.one
  return (
    <Deed title={words.blockTitle} lead={words.blockLead}>
      <DeedForm action={frame.to.householdAccess(line.id)} part="household">
        <button class="danger" type="submit" name="blocked" value="yes">
          {words.block}
        </button>
      </DeedForm>
    </Deed>
  )
}
