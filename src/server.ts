import { createApp } from "./app.ts"
import { closeRegistry, openRegistry } from "./db/registry.ts"
import { readEnv } from "./env.ts"

const env = readEnv()
const registry = openRegistry(env.dataFolder, env.master)
const app = createApp(
  {
    registry,
    now: () => Temporal.Now.instant(),
    origin: env.origin,
    development: env.development,
    postFolder: env.postFolder,
  },
  (line) => console.error(JSON.stringify(line)),
)
app.listen({ port: env.port, hostname: env.host, reusePort: false, maxRequestBodySize: 24 * 1024 * 1024 })

process.on("SIGTERM", async () => {
  await Promise.race([app.stop(), Bun.sleep(8000)])
  closeRegistry(registry)
  process.exit(0)
})
