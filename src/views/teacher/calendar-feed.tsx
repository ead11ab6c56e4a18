import { type Frame, StaffPage } from "../layout.tsx"
import { FeedAddress, type FeedScreen } from "../parts/feed-address.tsx"
import { NoTeacher } from "./agenda.tsx"

/** A teacher's own feed; `isTeacher`: without it there is nothing to follow. */
export function TeacherFeedPage({
  frame,
  screen,
}: {
  frame: Frame
  screen: FeedScreen & { isTeacher: boolean }
}) {
  const words = frame.words.feed
  return (
    <StaffPage frame={frame} title={words.titleStaff} here="agenda">
      <div class="stack">
        <h1>{words.titleStaff}</h1>
        {screen.isTeacher ? <p class="lead">{words.leadStaff}</p> : null}
      </div>
      {screen.isTeacher ? (
        <FeedAddress
          frame={frame}
          screen={screen}
          open={frame.to.staffFeed()}
          close={frame.to.closeStaffFeed()}
        />
      ) : (
        <NoTeacher frame={frame} />
      )}
      <p>
        <a class="quiet" href={frame.to.agenda()}>
          {words.back}
        </a>
      </p>
    </StaffPage>
  )
}
