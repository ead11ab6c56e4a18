import type { LogoRefusal } from "../../domain/school/logo.ts"
import type { Frame } from "../layout.tsx"
import { Seen } from "../parts/meanwhile.tsx"

/** The logo as it is, and the way to another one. */
export function LogoCard({
  frame,
  refusal,
  seen,
}: {
  frame: Frame
  refusal: LogoRefusal | null
  seen: string
}) {
  const { to, look } = frame
  const words = frame.words.school.looks
  return (
    <section class="card">
      <h2>{words.logo}</h2>
      {look.logo ? (
        <p>
          <img class="logo" src={to.logo(look.logo)} alt={words.alt} />
        </p>
      ) : (
        <p>{words.withoutLogo}</p>
      )}
      <form class="stack" method="post" action={to.schoolLogo()} enctype="multipart/form-data">
        <Seen version={seen} />
        <div class={refusal ? "field wrong" : "field"}>
          <label for="f-file">{words.choose}</label>
          <p class="hint" id="f-file-hint">
            {words.logoHint}
          </p>
          {refusal ? (
            <p class="what" id="f-file-wrong">
              {words.refusal[refusal.kind]}
            </p>
          ) : null}
          <input
            id="f-file"
            name="file"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-describedby={refusal ? "f-file-hint f-file-wrong" : "f-file-hint"}
            aria-invalid={refusal ? "true" : undefined}
          />
        </div>
        <button class="second" type="submit">
          {words.send}
        </button>
      </form>
      {look.logo ? (
        <form method="post" action={to.dropLogo()}>
          <Seen version={seen} />
          <button class="quiet" type="submit">
            {words.drop}
          </button>
        </form>
      ) : null}
    </section>
  )
}
