import { momentOf } from "../format.ts"
import { Notice } from "../parts/notice.tsx"
import type { RoundProps, RoundScreen } from "./round-screen.ts"

/** What was just done, or why it was not. */
export function Said({ frame, said }: RoundProps & { said: NonNullable<RoundScreen["said"]> }) {
  const words = frame.words.rounds
  const sentence = () => {
    if (said.kind === "published") return words.overview.published
    if (said.kind === "sent") return words.overview.sent(said.mailed)
    if (said.kind === "no-inviting") return words.overview.inviteRefusal[said.refusal.kind]
    if (said.kind === "no-discarding") return words.overview.publishRefusal["already-published"]
    const { refusal } = said
    return refusal.kind === "teacher-elsewhere"
      ? words.elsewhere(refusal.teacher, momentOf(refusal.at, frame.language))
      : words.overview.publishRefusal[refusal.kind]
  }
  return (
    <Notice kind={said.kind.startsWith("no-") ? "wrong" : "done"} focus>
      <p>{sentence()}</p>
    </Notice>
  )
}
