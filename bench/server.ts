/** A server to be measured: 'bench/server.ts app <folder>' is ours, 'bench/server.ts bare <file>' sends the same bytes and nothing more. */
import { createApp } from "../src/app.ts"
import { openBench } from "./school.ts"

const [kind, where = ""] = process.argv.slice(2)

if (kind === "bare") {
  const bytes = new Uint8Array(await Bun.file(where).arrayBuffer())
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: () => new Response(bytes, { headers: { "Content-Type": "text/html; charset=utf-8" } }),
  })
  console.log(server.port)
} else {
  const registry = openBench(where)
  const app = createApp(
    {
      registry,
      now: () => Temporal.Now.instant(),
      origin: "http://localhost:3000",
      development: false,
      postFolder: where,
    } as never,
    console.error,
  )
  app.listen({ port: 0, hostname: "127.0.0.1", reusePort: false })
  console.log(app.server?.port)
}
