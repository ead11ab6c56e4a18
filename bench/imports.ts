import { result } from "./measure.ts"

/** Reading, comparing and committing whole schools, each in a fresh process of its own. */
export async function imports(): Promise<void> {
  for (const [pupils, goal, most] of [
    [1400, 1000, null],
    [20_000, 5000, 400],
  ] as const) {
    const child = Bun.spawn([process.execPath, "bench/import-once.ts", String(pupils)], {
      stdout: "pipe",
      stderr: "inherit",
    })
    const said = JSON.parse(await new Response(child.stdout).text()) as {
      took: number
      peak: number
      pupils: number
    }
    await child.exited
    if (said.pupils !== pupils) throw new Error(`Only ${said.pupils} of ${pupils} were brought in`)
    result(
      `Import of ${pupils.toLocaleString("en")} pupils: read, compared, committed`,
      `${said.took.toFixed(0)} ms, ${said.peak.toFixed(0)} MB at most`,
      `within ${goal / 1000} s${most ? ` and ${most} MB` : ""}`,
      said.took <= goal && (most === null || said.peak <= most),
    )
  }
}
