import { Elysia } from "elysia"
import type { Parts, Visit } from "./guards.ts"

/** What is known of a request when its answer has left. */
type Answered = {
  request: Request
  route?: string
  set: { status?: number | string }
  response: unknown
  visit?: Visit
}

/** One line for each request: what kind of address, what came of it, how long it took, which school. Never a path: it may open a door. */
export const requestLog = (log: NonNullable<Parts["log"]>) => {
  const began = new WeakMap<Request, number>()
  return new Elysia({ name: "request-log" })
    .onRequest(({ request }) => {
      began.set(request, performance.now())
    })
    .onAfterResponse({ as: "global" }, ({ request, route, set, response, visit }: Answered) => {
      const since = began.get(request)
      log({
        at: new Date().toISOString(),
        method: request.method,
        route: route ?? "none",
        status: response instanceof Response ? response.status : Number(set.status ?? 200),
        ms: since === undefined ? 0 : Math.round((performance.now() - since) * 10) / 10,
        ...(visit ? { school: visit.db.school.id } : {}),
      })
    })
}

/** Prints lines as JSON; those of one turn of the event loop leave together. */
export function printed(print: (text: string) => void = console.log) {
  let waiting: string[] = []
  const flush = () => {
    const lines = waiting
    waiting = []
    print(lines.join("\n"))
  }
  return (line: Record<string, string | number>): void => {
    if (waiting.push(JSON.stringify(line)) === 1) setImmediate(flush)
  }
}
