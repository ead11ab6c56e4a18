import type { HouseholdLine } from "../../domain/households/household-lines.ts"
import { fullName } from "../../domain/people/people.ts"
import { momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { BlockForm, MergeForm, RenewForm, SecondForm, SplitForm } from "./household-deeds.tsx"
import { DoubtQuestion } from "./household-doubt.tsx"
import { changedUnder, GuardianList } from "./household-guardians.tsx"
import { childrenOf, SaidNotice } from "./household-parts.tsx"
import type { HouseholdScreen } from "./household-screen.ts"
import { HouseholdMessages } from "./message-parts.tsx"

type Props = { frame: Frame; screen: HouseholdScreen }

/** One household: who is in it, how it gets in, and what staff can do about it. */
export function HouseholdPage({ frame, screen }: Props) {
  const name = childrenOf(screen.line.children, frame.language)
  const failed = screen.said !== null && "refused" in screen.said
  return (
    <StaffPage frame={frame} title={name} here="households" failed={failed}>
      <Household frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The part that changes. */
export function Household({ frame, screen }: Props) {
  const { line, said } = screen
  const words = frame.words.households
  return (
    <div class="households" id="household">
      <PageHead
        back={{ to: frame.to.households(), name: frame.words.layout.staff.households }}
        title={childrenOf(line.children, frame.language)}
        lead={line.blocked ? words.one.leadBlocked : words.one.lead}
      />
      {said ? <SaidNotice frame={frame} said={said} now={changedUnder(frame, screen)} /> : null}
      {screen.code ? <CodeNotice frame={frame} code={screen.code} /> : null}
      {screen.doubts.length > 0 ? (
        <section class="households" aria-labelledby="check">
          <h2 id="check">{words.check.here}</h2>
          <ul class="columns wide doubts">
            {screen.doubts.map((card) => (
              <DoubtQuestion frame={frame} card={card} here={line.id} part="household" />
            ))}
          </ul>
        </section>
      ) : null}
      <div class="columns wide">
        <div class="households">
          <section class="card" aria-labelledby="children">
            <h2 id="children">{words.one.children}</h2>
            <Children frame={frame} line={line} />
            <p class="actions">
              <a class="quiet" href={frame.to.newPupil(line.id)}>
                {frame.words.pupils.addChild}
              </a>
            </p>
          </section>
          <section class="card" aria-labelledby="guardians">
            <h2 id="guardians">{words.one.guardians}</h2>
            <GuardianList frame={frame} screen={screen} />
          </section>
          <HouseholdMessages frame={frame} messages={screen.messages} wrong={screen.wrong} />
        </div>
        <div class="households">
          <section class="card" aria-labelledby="access">
            <h2 id="access">{words.one.access}</h2>
            <Access frame={frame} line={line} />
          </section>
          <section class="card" aria-labelledby="wrong">
            <h2 id="wrong">{words.one.wrong}</h2>
            <div class="deeds">
              {line.children.length > 1 ? <SplitForm frame={frame} screen={screen} /> : null}
              <MergeForm frame={frame} screen={screen} />
              <SecondForm frame={frame} screen={screen} />
              {line.blocked ? null : <BlockForm frame={frame} line={line} />}
            </div>
            {frame.visitor?.role === "administrator" ? (
              <p>
                <a class="line" href={frame.to.record({ kind: "household", id: line.id })}>
                  {frame.words.records.title}
                </a>
              </p>
            ) : null}
          </section>
        </div>
      </div>
    </div>
  )
}

function CodeNotice({ frame, code }: { frame: Frame; code: { code: string; until: Temporal.Instant } }) {
  const words = frame.words.households.one
  return (
    <Notice kind="done" title={words.codeTitle} focus>
      <p class="office-code">
        <code dir="ltr">{code.code}</code>
      </p>
      <p>{words.code(momentOf(code.until, frame.language))}</p>
    </Notice>
  )
}

function Children({ frame, line }: { frame: Frame; line: HouseholdLine }) {
  const words = frame.words.households
  return (
    <>
      <ul class="kin">
        {line.children.map((child) => (
          <li>
            <a class="line" href={frame.to.pupil(child.id)}>
              {fullName(child.name)}
            </a>{" "}
            <span class="hint">{child.group ?? words.people.noGroup}</span>
          </li>
        ))}
      </ul>
      {line.others.length > 0 ? (
        <p>
          {words.one.alsoIn}{" "}
          {line.others.map((other, at) => (
            <>
              {at > 0 ? ", " : ""}
              <a href={frame.to.household(other)}>{words.people.toSecond(at + 2)}</a>
            </>
          ))}
        </p>
      ) : null}
    </>
  )
}

function Access({ frame, line }: { frame: Frame; line: HouseholdLine }) {
  const words = frame.words.households.one
  return (
    <>
      <p>{line.blocked ? words.unblockLead : words.accessLead}</p>
      {line.blocked ? (
        <DeedForm action={frame.to.householdAccess(line.id)} part="household" class="actions">
          <button type="submit" name="blocked" value="no">
            {words.unblock}
          </button>
        </DeedForm>
      ) : (
        <DeedForm action={frame.to.officeCode(line.id)} part="household" class="actions">
          <button type="submit">{words.makeCode}</button>
        </DeedForm>
      )}
      <RenewForm frame={frame} line={line} />
    </>
  )
}
