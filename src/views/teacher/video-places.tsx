import { places } from "../../domain/talks/place.ts"
import { site } from "../../paths.ts"
import type { Frame } from "../layout.tsx"
import { Choices, Field } from "../parts/field.tsx"
import type { VideoScreen } from "./video-screen.ts"

type Props = { frame: Frame; screen: VideoScreen }

/** For the office: where talks of this round may be held, and the school's own Jitsi. */
export function Allowed({ frame, screen }: Props) {
  const { round, said } = screen
  const words = frame.words.online
  const refused = said?.kind === "host-refused" ? said : null
  return (
    <section class="stack" aria-labelledby="places">
      <h2 id="places">{words.school.title}</h2>
      <p>
        {words.guide.office} <a href={site.guide()}>{words.guide.open}</a>
      </p>
      <form class="card" method="post" action={frame.to.allowPlaces(round.round)}>
        <Choices
          name="place"
          legend={words.school.legend}
          hint={words.school.how}
          many
          choices={places.map((place) => ({
            value: place,
            label: words.place[place],
            chosen: round.places.includes(place),
          }))}
        />
        <div class="actions">
          <button type="submit">{frame.words.parts.save}</button>
        </div>
      </form>
      <form class="card" method="post" action={frame.to.nameJitsi(round.round)} novalidate>
        <Field
          name="host"
          label={words.school.jitsi}
          hint={words.school.jitsiHint}
          value={refused ? refused.typed : (round.jitsiHost ?? "")}
          wrong={refused ? words.refusal["host-unreadable"] : undefined}
        />
        <div class="actions">
          <button class="second" type="submit">
            {frame.words.parts.save}
          </button>
        </div>
      </form>
    </section>
  )
}
