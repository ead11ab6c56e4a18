/**
 * A server to be measured: 'bench/server.ts app <folder>' is ours, 'bench/server.ts bare <file>' sends the same answer, headers
 * included, and does nothing else. Tells its port, and its processor time when asked.
 */
import { createApp } from "../src/app.ts"
import { startImporting } from "../src/importing.ts"
import { master, openBench } from "./school.ts"

export type Kept = { status: number; headers: [string, string][]; body: string }

const [kind, where = ""] = process.argv.slice(2)

async function bare(): Promise<number> {
  const { status, headers, body }: Kept = await Bun.file(where).json()
  const bytes = new TextEncoder().encode(body)
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: () => new Response(bytes, { status, headers }),
  })
  return server.port ?? 0
}

/** What src/server.ts serves, with its log, without mail: that is measured in the opening evening. */
function ours(): number {
  const app = createApp(
    {
      registry: openBench(where),
      now: () => Temporal.Now.instant(),
      origin: "https://bench.example",
      development: false,
      postFolder: where,
      imports: startImporting(master, console.error),
      trustedProxy: true,
      log: (line) => console.log(JSON.stringify(line)),
    },
    console.error,
  )
  app.listen({ port: 0, hostname: "127.0.0.1", reusePort: false })
  return app.server?.port ?? 0
}

process.on("message", () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: user + system })
})
process.send?.({ port: kind === "bare" ? await bare() : ours() })
