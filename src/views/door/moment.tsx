import { budgets } from "../../domain/access/attempts.ts"
import { site } from "../../paths.ts"
import { assetNames } from "../assets.ts"
import { type Frame, ParentPage } from "../layout.tsx"

export type MomentScreen = { challenge: string; fields: Readonly<Record<string, string>> }

/** A few seconds of work for the browser, which then sends the same form again. Never a puzzle for people. */
export function MomentPage({ frame, screen }: { frame: Frame; screen: MomentScreen }) {
  const { door } = frame.words
  const { iterations, zeroBits } = budgets.proof
  return (
    <ParentPage frame={frame} title={door.momentTitle}>
      <h1>{door.momentTitle}</h1>
      <p class="lead" role="status" id="moment">
        {door.moment}
      </p>
      <p id="moment-failed" role="alert" hidden>
        {door.momentFailed}
      </p>
      <noscript>
        <p>{door.momentNoScript}</p>
      </noscript>
      <form method="post" action={frame.to.signIn()} data-proof={iterations} data-zero-bits={zeroBits}>
        <input type="hidden" name="challenge" value={screen.challenge} />
        <input type="hidden" name="answer" />
        {Object.entries(screen.fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </form>
      <p>
        <a class="button second" href={frame.to.door()}>
          {door.momentOther}
        </a>
      </p>
      <script src={site.asset(assetNames.proof)} defer></script>
    </ParentPage>
  )
}
