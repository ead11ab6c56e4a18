/** What goes wrong between Litestream and the bucket. */
export type Fault =
  | { kind: "none" }
  | { kind: "slow"; milliseconds: number }
  | { kind: "refused"; status: 403 | 408 | 429 | 500 | 503 }
  /** Nobody answers, and nobody hangs up. */
  | { kind: "silent" }
  /** What was asked is never answered, also not when all is well again. */
  | { kind: "hole" }
  /** Half of what is sent arrives, then the line goes dead. */
  | { kind: "cut-off" }
  /** Half of what is asked for comes, then the line goes dead. */
  | { kind: "cut" }
  /** It answers so many requests more, and then no more. */
  | { kind: "breaks"; after: number }
  /** The bucket says that it has kept what it threw away. */
  | { kind: "swallows" }

export type FaultyBucket = {
  endpoint: string
  fault: Fault
  /** How many requests came, by method. */
  asked: Record<string, number>
  close: () => Promise<void>
}

/**
 * A door in front of an S3 server that can be told to misbehave. The signature of a request covers its host, so that is handed on as the
 * sender wrote it.
 */
export function faultyBucket(upstream: string): FaultyBucket {
  const asked: Record<string, number> = {}
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 120,
    async fetch(request) {
      asked[request.method] = (asked[request.method] ?? 0) + 1
      const { fault } = bucket
      if (fault.kind === "silent") await Bun.sleep(60_000)
      if (fault.kind === "hole") await new Promise(() => {})
      if (fault.kind === "slow") await Bun.sleep(fault.milliseconds)
      if (fault.kind === "breaks" && fault.after-- <= 0)
        return new Response("<Error><Code>InternalError</Code></Error>", { status: 500 })
      if (fault.kind === "refused")
        return new Response(`<Error><Code>${codes[fault.status]}</Code></Error>`, { status: fault.status })
      const body = request.method === "GET" || request.method === "HEAD" ? null : await request.arrayBuffer()
      if (fault.kind === "cut-off" && request.method === "PUT") {
        // What the bucket makes of half a body is its own affair; here nobody may believe that it is whole.
        await handOn(upstream, request, body?.slice(0, body.byteLength >> 1) ?? null).catch(() => null)
        return new Response(null, { status: 502 })
      }
      if (fault.kind === "swallows" && request.method === "PUT")
        return new Response(null, { headers: { ETag: `"${Bun.MD5.hash(body ?? "", "hex")}"` } })
      const answer = await handOn(upstream, request, body)
      return fault.kind === "cut" && request.method === "GET" ? halfOf(answer) : answer
    },
  })
  const bucket: FaultyBucket = {
    endpoint: `http://127.0.0.1:${server.port}`,
    fault: { kind: "none" },
    asked,
    close: () => server.stop(true),
  }
  return bucket
}

const codes = {
  403: "AccessDenied",
  408: "RequestTimeout",
  429: "TooManyRequests",
  500: "InternalError",
  503: "SlowDown",
}

async function handOn(upstream: string, request: Request, body: ArrayBuffer | null): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  const answer = await fetch(upstream + pathname + search, {
    method: request.method,
    headers,
    ...(body ? { body } : {}),
    decompress: false,
  })
  const { status } = answer
  const kept = new Headers(answer.headers)
  kept.delete("Transfer-Encoding")
  return new Response(request.method === "HEAD" ? null : await answer.arrayBuffer(), {
    status,
    headers: kept,
  })
}

function halfOf(answer: Response): Response {
  const headers = new Headers(answer.headers)
  const half = new ReadableStream({
    async start(controller) {
      const whole = new Uint8Array(await answer.arrayBuffer())
      controller.enqueue(whole.slice(0, whole.length / 2))
      await Bun.sleep(20)
      controller.error(new Error("cut"))
    },
  })
  return new Response(half, { status: answer.status, headers })
}
