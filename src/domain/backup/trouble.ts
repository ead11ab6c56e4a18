/**
 * Where a mistake of ours happened: kind, code and lines of the program, those of what caused it included. Never its message,
 * which may hold somebody's name: a failed query says with which values.
 */
export function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return "Not an error"
  const code = "code" in error && /^[A-Z][A-Z0-9_]*$/.test(String(error.code)) ? ` ${error.code}` : ""
  const frames = (error.stack ?? "").replace(error.message, "").split("\n")
  const lines = [`${error.name}${code}`, ...frames.filter((line) => /^\s+at /.test(line))]
  if (error.cause instanceof Error) lines.push(`Because: ${whereOf(error.cause)}`)
  return lines.join("\n")
}
