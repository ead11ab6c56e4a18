import { createApp } from "./app.ts"
import { backupOf } from "./backup/backup.ts"
import { tryToServeMetrics } from "./backup/metrics.ts"
import { watchBackup } from "./backup/report.ts"
import { watchStatus } from "./backup/status.ts"
import { noteBackupPlace } from "./db/backup/backup-places.ts"
import { closeRegistry, openRegistry } from "./db/registry.ts"
import { readEnv } from "./env.ts"
import { startImporting } from "./importing.ts"
import { accountsOf } from "./integrations/accounts.ts"
import { urlOf } from "./integrations/bucket.ts"
import { addressIn, mailFolder, mailServer } from "./integrations/email.ts"
import { providerEndpoints } from "./integrations/endpoints.ts"
import { googleMeet } from "./integrations/google-meet.ts"
import { microsoftTeams } from "./integrations/microsoft-teams.ts"
import { readBounce } from "./integrations/returned-mail.ts"
import { smsFolder, twilioReports, twilioSms } from "./integrations/sms.ts"
import { startJobs } from "./jobs/start.ts"
import { printed } from "./routes/request-log.ts"

/** How long visitors and mails under way may take to finish when we are asked to stop, in milliseconds. */
const patience = 8000

const env = readEnv()
const sender = addressIn(env.mailFrom)
const registry = openRegistry(env.dataFolder, env.master)
const post = env.smtp ? mailServer(env.smtp) : mailFolder(env.postFolder)
const sendSms = env.twilio ? twilioSms(env.twilio) : env.development ? smsFolder(env.postFolder) : null
const now = () => Temporal.Now.instant()
const tell = (line: Record<string, string | number>) =>
  console.error(JSON.stringify({ at: now().toString(), ...line }))
const imports = startImporting(env.master, tell)
const { backup } = backupOf(env)
if (backup) noteBackupPlace(registry.control, urlOf(backup.setup.place), now())
const health = watchBackup(registry, backup, now)
const status = watchStatus({ registry, backup, health, now })

const app = createApp(
  {
    registry,
    now,
    origin: env.origin,
    development: env.development,
    postFolder: env.postFolder,
    imports,
    trustedProxy: env.trustedProxy,
    running: env.running,
    sms: sendSms !== null,
    ...(env.mailReturn ? { mailReports: { read: readBounce, secret: env.mailReturn.secret } } : {}),
    ...(env.twilio ? { readSmsReport: twilioReports(env.twilio.token) } : {}),
    video: {
      accounts: {
        google: env.video.google && accountsOf("google", env.video.google),
        microsoft: env.video.microsoft && accountsOf("microsoft", env.video.microsoft),
      },
      rooms: {
        google: googleMeet((env.video.google?.endpoints ?? providerEndpoints.google).calls),
        microsoft: microsoftTeams((env.video.microsoft?.endpoints ?? providerEndpoints.microsoft).calls),
      },
    },
    ...(env.development ? {} : { log: printed() }),
    backup: health,
    status,
  },
  tell,
)
app.listen({ port: env.port, hostname: env.host, reusePort: false, maxRequestBodySize: 24 * 1024 * 1024 })
const jobs = startJobs({
  registry,
  send: post.send,
  sendSms,
  origin: env.origin,
  sender,
  returnBox: env.mailReturn?.box ?? null,
  now,
  ...(backup ? { backup } : {}),
  tell,
})

const metrics = env.metrics === null ? null : tryToServeMetrics(env.metrics, status, now)
if (env.metrics !== null && metrics === null) tell({ metrics: "NOT SERVED", address: env.metrics })

/** No new visitors; who is inside and what is under way may finish; then the files are closed. */
async function stop() {
  await Promise.race([Promise.all([app.stop(), jobs.stop()]), Bun.sleep(patience)])
  await imports.stop()
  post.close()
  void metrics?.stop(true)
  closeRegistry(registry)
  process.exit(0)
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop)
