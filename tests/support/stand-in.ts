import type { IncomingMessage, ServerResponse } from "node:http"
import type { Exchange } from "./contracts.ts"

/** What may go wrong at a provider. "lost": it was done, and the answer never came. */
export type Fault = { status: number; reason?: string; retryAfter?: number } | "lost"

/** Goes wrong in every way, in turn, every fourth time. */
export function unlucky(...more: Fault[]): () => Fault | null {
  let at = 0
  const faults: Fault[] = [
    { status: 429, retryAfter: 7, reason: "rateLimitExceeded" },
    "lost",
    { status: 503 },
    ...more,
  ]
  return () => (++at % 4 === 0 ? (faults[(at / 4) % faults.length] ?? null) : null)
}

export const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = ""
  for await (const piece of request) text += piece
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>)
}

export function send(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

/** What came in and what went out, as a description can judge it. A body without anything in it is none. */
export const exchanged = (
  method: string,
  address: string,
  body: Record<string, unknown>,
  answer: [number, unknown?] | null,
): Exchange => ({
  method,
  address,
  body: Object.keys(body).length === 0 ? undefined : body,
  // As it was at that moment: what we remember goes on to change.
  answer: answer && { status: answer[0], body: structuredClone(answer[1]) },
})
