import { type Frame, StaffPage } from "../layout.tsx"
import { FeedAddress, type FeedScreen } from "../parts/feed-address.tsx"
import { PageHead } from "../parts/page-head.tsx"
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
      <PageHead
        back={{ to: frame.to.agenda(), name: frame.words.layout.staff.agenda }}
        title={words.titleStaff}
        lead={screen.isTeacher ? words.leadStaff : null}
      />
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
    </StaffPage>
  )
}
