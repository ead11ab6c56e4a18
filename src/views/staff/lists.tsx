import type { RoundId } from "../../domain/ids.ts"
import { type ListKind, sheetFiles } from "../../domain/rounds/sheet.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type ListsScreen = { id: RoundId; title: string; mayKeep: boolean }

/** Paper and files of one round. */
export function ListsPage({ frame, screen }: { frame: Frame; screen: ListsScreen }) {
  const words = frame.words.lists
  const { to } = frame
  const { id } = screen
  return (
    <StaffPage frame={frame} title={`${words.title}: ${screen.title}`} here="rounds">
      <PageHead back={{ to: to.staffRound(id), name: screen.title }} title={words.title} lead={words.lead} />
      <section class="stack" aria-labelledby="paper">
        <h2 id="paper">{words.paper}</h2>
        <ul class="columns wide papers">
          <Paper to={to.doorSigns(id)} name={words.signs} about={words.signsAbout} see={words.see} />
          <Paper to={to.hallList(id)} name={words.hall} about={words.hallAbout} see={words.see} />
          <Paper to={to.dayLists(id)} name={words.days} about={words.daysAbout} see={words.see} />
        </ul>
      </section>
      {screen.mayKeep ? (
        <section class="card" aria-labelledby="files">
          <h2 id="files">{words.files}</h2>
          <p>{words.filesLead}</p>
          <KeepForm frame={frame} list="talks" round={id} />
          <KeepForm frame={frame} list="unanswered" round={id} />
          <KeepForm frame={frame} list="pupils" round={null} />
        </section>
      ) : null}
    </StaffPage>
  )
}

function Paper({ to, name, about, see }: { to: string; name: string; about: string; see: string }) {
  return (
    <li class="card">
      <h3>{name}</h3>
      <p>{about}</p>
      <div class="actions">
        <a class="button second" href={to}>
          {see}
          <span class="hidden">: {name}</span>
        </a>
      </div>
    </li>
  )
}

/** One list, as either kind of file. A plain form: what comes back is a file, and no page. */
function KeepForm({ frame, list, round }: { frame: Frame; list: ListKind; round: RoundId | null }) {
  const words = frame.words.lists
  return (
    <form class="actions keep" method="post" action={frame.to.keepList(list)}>
      {round === null ? null : <input type="hidden" name="round" value={String(round)} />}
      <span>{words.list[list]}</span>
      {sheetFiles.toReversed().map((file) => (
        <button class="second" type="submit" name="file" value={file}>
          <span class="hidden">{words.list[list]} </span>
          {words.file[file]}
        </button>
      ))}
    </form>
  )
}
