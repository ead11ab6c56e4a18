import { readTalk, readTime, type ShownTalk, type ShownTime } from "../domain/talks/shown-time.ts"

/**
 * Reads the fields of a form, as a Standard Schema that Elysia accepts for `body`. It looks at shape only: what is missing
 * or too long is empty or cut, so that a person always gets a sentence from the rules and never from the framework.
 */
type Field<Value> = (raw: unknown) => Value
type Fields = Record<string, Field<unknown>>
export type FormOf<F extends Fields> = { [Name in keyof F]: ReturnType<F[Name]> }

export const form = <F extends Fields>(fields: F) => ({
  "~standard": {
    version: 1 as const,
    vendor: "tienminuten",
    validate: (body: unknown): { value: FormOf<F> } => {
      const given = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>
      const value = {} as Record<string, unknown>
      for (const name in fields)
        value[name] = fields[name]?.(Object.hasOwn(given, name) ? given[name] : undefined)
      return { value: value as FormOf<F> }
    },
    types: undefined as unknown as { input: unknown; output: FormOf<F> },
  },
})

/** One line of text, trimmed, at most so many signs and none that only a terminal or a header obeys; empty when it is missing. */
export const text =
  (most = 200): Field<string> =>
  (raw) => {
    const first: unknown = Array.isArray(raw) ? raw[0] : raw
    return typeof first === "string"
      ? first
          .replace(/\p{Cc}+/gu, " ")
          .trim()
          .slice(0, most)
      : ""
  }

/** What the writer of a form saw of what it changes (views/parts/meanwhile.tsx); empty when the form says nothing of it. */
export const seen = text(200)

/** A password, exactly as typed; empty when it is missing. */
export const exact: Field<string> = (raw) => (typeof raw === "string" ? raw : "")

/** A whole number of at most nine digits, written as one; null otherwise. */
export const whole: Field<number | null> = (raw) => {
  const written = text(10)(raw)
  return /^\d{1,9}$/.test(written) ? Number(written) : null
}

/** A time that was tapped, as it was shown. */
export const shownTime: Field<ShownTime> = (raw) => readTime(text(20)(raw))

/** A talk that was tapped, as it was shown. */
export const shownTalk: Field<ShownTalk> = (raw) => readTalk(text(30)(raw))

/** A box that was ticked. */
export const ticked: Field<boolean> = (raw) => text(10)(raw) !== ""

/** All values under one name, in order: ticked boxes, repeated rows. */
export const many =
  (most = 500, length = 200): Field<string[]> =>
  (raw) =>
    raw === undefined
      ? []
      : (Array.isArray(raw) ? raw : [raw]).slice(0, most).map((each) => text(length)(each))

/** One of these words; null otherwise. */
export const oneOf =
  <const Word extends string>(...words: Word[]): Field<Word | null> =>
  (raw) =>
    words.find((word) => word === raw) ?? null

/** The file that a form sends under this name, whatever else is in it; null when nothing was chosen. */
export async function sentFile(request: Request, name: string): Promise<File | null> {
  return (await sentFileOf(request, name)).file
}

/** The same with what the form says was seen. */
export async function sentFileOf(
  request: Request,
  name: string,
): Promise<{ file: File | null; seen: string }> {
  const sent = await request.formData().catch(() => null)
  const file = sent?.get(name)
  // Of no file at all a browser sends nothing without a name; Bun then knows no name either.
  const isSent = file instanceof File && (file.size > 0 || Boolean(file.name))
  return { file: isSent ? file : null, seen: seen(sent?.get("seen")) }
}

/** An id in an address: a whole number, or 0, which nothing has. */
export const idOf = <Id extends number>(written: string | undefined): Id =>
  (written !== undefined && /^\d{1,15}$/.test(written) ? Number(written) : 0) as Id
