/**
 * A server to be measured: 'bench/server.ts app <folder>' is ours, 'bench/server.ts bare <file>' sends the same answer, headers
 * included, and does nothing else; 'bench/server.ts post' takes mail and throws it away. Tells its port, and its processor time
 * when asked.
 */
import { SMTPServer } from "smtp-server"
import { createApp } from "../src/app.ts"
import { printed } from "../src/routes/request-log.ts"
import { openBench, partsOf } from "./school.ts"

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
  const app = createApp({ ...partsOf(openBench(where), where), log: printed() }, console.error)
  app.listen({ port: 0, hostname: "127.0.0.1", reusePort: false })
  return app.server?.port ?? 0
}

/** A mail server that says yes to everything. */
function post(): Promise<number> {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onData(stream, _session, done) {
      stream.resume()
      stream.on("end", () => done())
    },
  })
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => done((server.server.address() as { port: number }).port))
  })
}

process.on("message", () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: user + system })
})
process.send?.({ port: kind === "bare" ? await bare() : kind === "post" ? await post() : ours() })
