import { type Frame, ParentPage } from "../layout.tsx"
import { FeedAddress, type FeedScreen } from "../parts/feed-address.tsx"
import { Back } from "../parts/page-head.tsx"

/** A parent's own feed: every talk of the home, in any calendar. */
export function CalendarFeedPage({ frame, screen }: { frame: Frame; screen: FeedScreen }) {
  const words = frame.words.feed
  return (
    <ParentPage frame={frame} title={words.title}>
      <Back to={frame.to.home()} name={frame.words.parent.talk.all} />
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <FeedAddress frame={frame} screen={screen} open={frame.to.feed()} close={frame.to.closeFeed()} />
    </ParentPage>
  )
}
