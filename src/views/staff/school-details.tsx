import { type DetailsRefusal, detailFields, type SchoolDetails } from "../../domain/school/school-details.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { Meanwhile, Seen } from "../parts/meanwhile.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type DetailsScreen = {
  /** As the form stands: as it is, or as it was typed. */
  written: SchoolDetails
  /** The version that is there now. */
  version: number
  refusal: DetailsRefusal | null
  /** What somebody else made of it, where it differs from what was typed; null when nobody was first. */
  changed: readonly { field: keyof SchoolDetails; now: string }[] | null
}

/** At which field a refusal is said. */
const about: Record<DetailsRefusal["kind"], keyof SchoolDetails> = {
  "name-missing": "name",
  "city-missing": "city",
  "postcode-invalid": "postcode",
  "phone-invalid": "phone",
  "email-invalid": "email",
  "contact-missing": "phone",
}
const types: Partial<Record<keyof SchoolDetails, "tel" | "email">> = { phone: "tel", email: "email" }
const sizes: Partial<Record<keyof SchoolDetails, "short" | "medium">> = { postcode: "short", phone: "medium" }

/** What the school says about itself. */
export function DetailsPage({ frame, screen }: { frame: Frame; screen: DetailsScreen }) {
  const words = frame.words.school.details
  const { refusal, changed } = screen
  const wrong = (field: keyof SchoolDetails) =>
    refusal && about[refusal.kind] === field ? words.refusal[refusal.kind] : undefined
  return (
    <StaffPage frame={frame} title={words.title} here="settings" failed={refusal !== null}>
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      />
      {changed ? (
        <Meanwhile
          frame={frame}
          now={changed.map(({ field, now }) => ({ label: words.field[field], value: now }))}
        />
      ) : null}
      <form class="card" method="post" action={frame.to.schoolDetails()} novalidate>
        <Seen version={screen.version} />
        {detailFields.map((field) => (
          <Field
            name={field}
            label={words.field[field]}
            value={screen.written[field]}
            type={types[field] ?? "text"}
            wrong={wrong(field)}
            hint={field === "contactPerson" ? words.contactHint : undefined}
            {...(sizes[field] ? { size: sizes[field] } : {})}
          />
        ))}
        <div class="actions">
          <button type="submit">{frame.words.parts.save}</button>
        </div>
      </form>
    </StaffPage>
  )
}
