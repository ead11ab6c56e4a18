import { type Alarm, alarmNames, type Status } from "../domain/backup/alarm.ts"

/** The status in the text format of Prometheus. */
export function metricsOf(status: Status, now: Temporal.Instant): string {
  const seconds = (at: Temporal.Instant | null | undefined) =>
    at ? Math.max(0, Math.round(at.until(now).total("seconds"))) : null
  const lines: string[] = []
  const gauge = (name: string, help: string, values: [labels: string, value: number | null][]) => {
    const known = values.filter(([, value]) => value !== null)
    if (known.length === 0) return
    lines.push(`# HELP tienminuten_${name} ${help}`, `# TYPE tienminuten_${name} gauge`)
    for (const [labels, value] of known) lines.push(`tienminuten_${name}${labels} ${value}`)
  }
  const { sweep, drill, canary } = status
  gauge("schools", "Schools that are live.", [["", status.schools]])
  gauge("up_seconds", "How long this process answers.", [["", seconds(status.since)]])
  gauge("backup_state", "1 for the state that the backup is in.", [[`{state="${status.health}"}`, 1]])
  gauge("backup_copy_age_seconds", "Since the newest copy of any file.", [["", seconds(status.copiedAt)]])
  gauge("backup_objects", "Objects in the backup after the last sweep.", [["", sweep?.objects ?? null]])
  gauge("backup_oldest_seconds", "Age of the oldest object in the backup; 597600 is the limit.", [
    ["", seconds(sweep?.oldest)],
  ])
  const checks = { sweep, drill, canary }
  const each = Object.entries(checks)
  gauge(
    "check_age_seconds",
    "Since the last check of each kind.",
    each.map(([check, of]) => [`{check="${check}"}`, seconds(of?.at)]),
  )
  gauge(
    "check_fine",
    "1 when the last check of each kind found nothing wrong.",
    each.map(([check, of]) => [`{check="${check}"}`, of ? Number(of.fine) : null]),
  )
  const count = (name: Alarm["alarm"]) => status.alarms.filter(({ alarm }) => alarm === name).length
  gauge(
    "alarm",
    "Of how many things somebody has to look at; see docs/operations.md.",
    alarmNames.map((name) => [`{alarm="${name}"}`, count(name)]),
  )
  return `${lines.join("\n")}\n`
}

/** The same, and null when the address is taken: who watches us never stops a booking. */
export function tryToServeMetrics(...given: Parameters<typeof serveMetrics>) {
  try {
    return serveMetrics(...given)
  } catch {
    return null
  }
}

/** Answers `GET /metrics` at an address that only this machine or a private network reaches: "127.0.0.1:9091". */
export function serveMetrics(address: string, status: () => Promise<Status>, now: () => Temporal.Instant) {
  const [, hostname = "", port = ""] = /^(.+):(\d+)$/.exec(address) ?? []
  return Bun.serve({
    hostname,
    port: Number(port),
    async fetch(request) {
      if (new URL(request.url).pathname !== "/metrics") return new Response(null, { status: 404 })
      const type = "text/plain; version=0.0.4; charset=utf-8"
      return new Response(metricsOf(await status(), now()), { headers: { "Content-Type": type } })
    },
  })
}
