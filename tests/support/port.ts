/**
 * A port of loopback that nobody listens on, for a process that is told its port. It lies below those that the kernel hands out by
 * itself, and is drawn by lot: files that run side by side do not meet on one.
 */
export function freePort(): number {
  for (;;) {
    const port = 10_240 + Math.floor(Math.random() * 22_000)
    try {
      Bun.serve({ port, hostname: "127.0.0.1", fetch: () => new Response() }).stop(true)
      return port
    } catch {
      // Somebody listens there.
    }
  }
}
