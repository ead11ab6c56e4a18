import type { GroupId } from "../../domain/ids.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Choices } from "../parts/field.tsx"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type LettersScreen = {
  address: string
  back: string
  round: string
  withoutMail: number
  open: number
  /** Is it about who did not answer? */
  onlyOpen: boolean
  all: number
  printed: number
  groups: readonly { id: GroupId; name: string; withoutMail: number; all: number }[]
  isOver: boolean
}

/** Which letters to make. Codes come only after the button: nobody opens them by accident. */
export function LettersPage({ frame, screen }: { frame: Frame; screen: LettersScreen }) {
  const words = frame.words.rounds.letters
  return (
    <StaffPage frame={frame} title={`${words.title}: ${screen.round}`} here="rounds" failed={screen.isOver}>
      <PageHead back={{ to: screen.back, name: screen.round }} title={words.title} lead={words.lead} />
      {screen.isOver ? (
        <Notice kind="wrong" focus>
          <p>{words.closed}</p>
        </Notice>
      ) : (
        <LettersForm frame={frame} screen={screen} />
      )}
    </StaffPage>
  )
}

function LettersForm({ frame, screen }: { frame: Frame; screen: LettersScreen }) {
  const words = frame.words.rounds.letters
  const onlyAll = screen.withoutMail === 0
  return (
    <form class="card" method="post" action={screen.address}>
      <Notice kind="note">
        <p>{words.careful}</p>
        {screen.printed > 0 ? <p>{words.printed(screen.printed)}</p> : null}
      </Notice>
      <Choices
        name="which"
        legend={words.which}
        choices={[
          {
            value: "without-mail",
            label: words.withoutMail(screen.withoutMail),
            chosen: !onlyAll && !screen.onlyOpen,
          },
          ...(screen.open > 0
            ? [{ value: "open", label: words.open(screen.open), chosen: screen.onlyOpen }]
            : []),
          { value: "all", label: words.all(screen.all), chosen: onlyAll },
        ]}
      />
      <div class="field">
        <label for="f-group">{words.group}</label>
        <select id="f-group" name="group">
          <option value="">{words.every}</option>
          {screen.groups.map((group) => (
            <option value={String(group.id)}>
              {words.groupOf(group.name, group.withoutMail, group.all)}
            </option>
          ))}
        </select>
      </div>
      <div class="actions">
        <button type="submit">{words.make}</button>
      </div>
    </form>
  )
}

/** The letters themselves, one sheet of A4 for every household. */
export function LetterSheetsPage(props: {
  frame: Frame
  screen: { round: string; address: string; sheets: readonly Child[] }
}) {
  const { frame, screen } = props
  const words = frame.words.rounds.letters
  const title = screen.sheets.length > 0 ? words.ready(screen.sheets.length) : words.title
  return (
    <StaffPage frame={frame} title={`${title}: ${screen.round}`} here="rounds">
      <PageHead
        onScreenOnly
        back={{ to: screen.address, name: words.title }}
        title={title}
        lead={screen.sheets.length > 0 ? words.readyHint : null}
        beside={
          screen.sheets.length > 0 ? (
            <button type="button" data-print hidden>
              {words.print}
            </button>
          ) : null
        }
      />
      {screen.sheets.length > 0 ? <div class="sheets">{screen.sheets}</div> : <Empty title={words.none} />}
    </StaffPage>
  )
}
