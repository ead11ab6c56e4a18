import { type Frame, ParentPage } from "../layout.tsx"
import { FeedAddress, type FeedScreen } from "../parts/feed-address.tsx"

/** A parent's own feed: every talk of the home, in any calendar. */
export function CalendarFeedPage({ frame, screen }: { frame: Frame; screen: FeedScreen }) {
  const words = frame.words.feed
  return (
    <ParentPage frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <FeedAddress frame={frame} screen={screen} open={frame.to.feed()} close={frame.to.closeFeed()} />
      <p>
        <a href={frame.to.home()}>{words.back}</a>
      </p>
    </ParentPage>
  )
}
