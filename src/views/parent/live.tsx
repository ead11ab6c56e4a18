import type { RoundId } from "../../domain/ids.ts"
import type { FamilyRound } from "../../domain/talks/family-round.ts"
import { site } from "../../paths.ts"
import { assetNames } from "../assets.ts"
import type { Frame } from "../layout.tsx"

// What an open page of times learns while one reads: which times are gone, and that one's own talks are others now.

/** How an open page knows a time: where a longer talk fits is another question than where a short one does. */
export const liveMark = (time: string, takes: number) => (takes === 1 ? time : `${takes}x${time}`)

/** How an open page knows the talks of this family as it shows them: "12.0,15.1". Stands on it as data-own. */
export const ownMark = ({ talks }: Pick<FamilyRound, "talks">) =>
  talks.map(({ id, sequence }) => `${id}.${sequence}`).join()

/** Keeps the times of an open page true. `renew`: where to look when the family's own talks are others now. */
export function Live({ frame, round, renew }: { frame: Frame; round: RoundId; renew: string }) {
  const words = frame.words.parent.times
  return (
    <>
      <div id="news" class="notice careful" role="status" hidden>
        <span class="sign" aria-hidden="true">
          !
        </span>
        <p>
          {words.changed} <a href={renew}>{words.renew}</a>
        </p>
      </div>
      <script
        src={site.asset(assetNames.live)}
        defer
        data-free={frame.to.free(round)}
        data-gone={words.gone}
      ></script>
    </>
  )
}
