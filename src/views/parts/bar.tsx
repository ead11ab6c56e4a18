/** A share as a bar, beside the number that says the same. Drawn, not coloured in: it comes out of a printer too. */
export function Bar({ part, of }: { part: number; of: number }) {
  const width = of > 0 ? Math.round((1000 * Math.min(part, of)) / of) / 10 : 0
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="100" height="8" fill="currentColor" opacity="0.14" />
      <rect x="0" y="0" width={String(width)} height="8" fill="currentColor" />
    </svg>
  )
}
