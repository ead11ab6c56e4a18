import type { TeacherOnline } from "../../domain/online/online-round.ts"
import type { Frame } from "../layout.tsx"

/** Whose account was used, so that colleagues know whom to ask. */
export function Colleagues({ frame, teachers }: { frame: Frame; teachers: readonly TeacherOnline[] }) {
  const words = frame.words.online
  return (
    <section class="agenda" aria-labelledby="colleagues">
      <h2 id="colleagues">{words.colleagues.title}</h2>
      <p>{words.colleagues.how}</p>
      <ul class="card people">
        {teachers.map((each) => (
          <li>
            <div>
              <strong>{each.name}</strong> <span class="hint">{words.ready(each.ready, each.slots)}</span>
              <Owners frame={frame} of={each} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Owners({ frame, of }: { frame: Frame; of: TeacherOnline }) {
  const words = frame.words.online.colleagues
  return (
    <>
      {of.owners.map(({ provider, name, email }) => (
        <p>
          {words.provider[provider]} {words.of(name)}
          {email ? (
            <>
              {" "}
              <a href={`mailto:${email}`}>{email}</a>
            </>
          ) : null}
        </p>
      ))}
    </>
  )
}
