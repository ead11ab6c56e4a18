import type { BookingId } from "../../domain/ids.ts"
import { type NoteRefusal, noteMost } from "../../domain/talks/talk-note.ts"
import type { Frame } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"

/** What a parent writes to the teacher. `said`: it was just kept, or why not. */
export type TalkNoteScreen = { allowed: boolean; text: string; said: "kept" | NoteRefusal | null }

type Props = { frame: Frame; booking: BookingId; teacher: string; note: TalkNoteScreen }

/** Says why it was not kept; complete by kind. */
function refusalSaid({ words }: Frame, refusal: NoteRefusal): string {
  const said = words.evening.note.refusal
  return refusal.kind === "note-too-long" ? said[refusal.kind](refusal.over) : said[refusal.kind]
}

/** A few words for the teacher, when the school lets parents write; what was written before can always be taken away. */
export function TalkNote({ frame, booking, teacher, note }: Props) {
  const words = frame.words.evening.note
  if (!note.allowed && note.text === "") return <></>
  const refusal = note.said === "kept" ? null : note.said
  return (
    <section class="card" id="note" aria-labelledby="note-title">
      <h2 id="note-title">{words.title}</h2>
      {note.said === "kept" ? (
        <Notice kind="done" focus>
          <p>{note.text === "" ? words.dropped : words.kept}</p>
        </Notice>
      ) : null}
      <form class="plain" method="post" action={frame.to.note(booking)}>
        <div class={refusal ? "field wrong" : "field"}>
          <label for="f-note">{words.label(teacher)}</label>
          <p class="hint" id="f-note-hint">
            {words.hint(noteMost)}
          </p>
          {refusal ? (
            <p class="what" id="f-note-wrong" role="alert">
              {refusalSaid(frame, refusal)}
            </p>
          ) : null}
          <textarea
            id="f-note"
            name="note"
            rows="4"
            maxlength={refusal ? undefined : noteMost}
            aria-describedby={refusal ? "f-note-hint f-note-wrong" : "f-note-hint"}
            aria-invalid={refusal ? "true" : undefined}
          >
            {note.text}
          </textarea>
        </div>
        <button class="second" type="submit">
          {words.save}
        </button>
      </form>
    </section>
  )
}
