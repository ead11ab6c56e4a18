import type { IncomingMessage, ServerResponse } from "node:http"

/** What may go wrong at a provider. "lost": it was done, and the answer never came. */
export type Fault = { status: number; reason?: string; retryAfter?: number } | "lost"

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
