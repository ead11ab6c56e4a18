import { differing } from "../../domain/meanwhile.ts"
import { type Hex, ourMain } from "../../domain/school/colour.ts"
import type { LogoRefusal } from "../../domain/school/logo.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Tick } from "../parts/field.tsx"
import { Meanwhile, Seen, type Sight } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import type { Words } from "../words/nl.ts"
import { LogoCard } from "./looks-logo.tsx"

export type LooksScreen = {
  /** "#rrggbb", as chosen or ours. */
  main: string
  second: string
  /** Is there a line in the second colour? */
  band: boolean
  wrong: "main" | "second" | null
  /** What is shown of the main colour, when it had to be corrected. */
  corrected: { given: Hex; day: Hex; night: Hex } | null
  refusal: LogoRefusal | null
  colours: Sight
  logo: Sight
  done: keyof Words["school"]["looks"]["done"] | null
}
type Props = { frame: Frame; screen: LooksScreen }

/** How the school's pages look. */
export function LooksPage({ frame, screen }: Props) {
  const words = frame.words.school.looks
  const failed = screen.wrong !== null || screen.refusal !== null
  return (
    <StaffPage frame={frame} title={words.title} here="settings" failed={failed}>
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      />
      {screen.done ? (
        <Notice kind="done" focus>
          <p>{words.done[screen.done]}</p>
        </Notice>
      ) : null}
      {screen.colours.changed ? <Meanwhile frame={frame} now={coloursNow(frame, screen)} /> : null}
      {screen.logo.changed ? (
        <Meanwhile
          frame={frame}
          now={[{ label: words.logo, value: frame.look.logo ? words.withLogo : words.withoutLogo }]}
        />
      ) : null}
      <div class="columns wide">
        <LogoCard frame={frame} refusal={screen.refusal} seen={screen.logo.seen} />
        <Colours frame={frame} screen={screen} />
      </div>
    </StaffPage>
  )
}

/** The colours of now, where others were chosen in the form. */
function coloursNow({ look, words }: Frame, { main, second, band }: LooksScreen) {
  const now = { main: look.main ?? ourMain, second: look.second ?? "" }
  const typed = { main: main.toLowerCase(), second: band ? second.toLowerCase() : "" }
  return differing(now, typed).map((each) => ({ label: words.school.looks[each], value: now[each] }))
}

function Colours({ frame, screen }: Props) {
  const words = frame.words.school.looks
  const { corrected } = screen
  return (
    <form class="card" method="post" action={frame.to.schoolLooks()} novalidate>
      <Seen version={screen.colours.seen} />
      <h2>{words.colours}</h2>
      <p class="hint">{words.coloursHint}</p>
      <Colour frame={frame} name="main" screen={screen} />
      <Tick name="band" label={words.band} checked={screen.band} />
      <Colour frame={frame} name="second" screen={screen} />
      {corrected ? <p>{words.corrected(corrected.given, corrected.day, corrected.night)}</p> : null}
      <div class="actions">
        <button type="submit" name="deed" value="choose">
          {frame.words.parts.save}
        </button>
        {frame.look.main ? (
          <button class="quiet" type="submit" name="deed" value="ours">
            {words.back}
          </button>
        ) : null}
      </div>
    </form>
  )
}

/** A colour, chosen in the way of the visitor's own browser. */
function Colour({ frame, screen, name }: Props & { name: "main" | "second" }) {
  const words = frame.words.school.looks
  const wrong = screen.wrong === name
  return (
    <div class={wrong ? "field wrong" : "field"}>
      <label for={`f-${name}`}>{words[name]}</label>
      <p class={wrong ? "what" : "hint"} id={`f-${name}-hint`}>
        {wrong ? words.colourInvalid : words[`${name}Hint`]}
      </p>
      <input
        id={`f-${name}`}
        class="colour"
        type="color"
        name={name}
        value={screen[name]}
        aria-describedby={`f-${name}-hint`}
        aria-invalid={wrong ? "true" : undefined}
      />
    </div>
  )
}
