import { afterAll, describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import { pinned, unpinned } from "../bin/pin-images.ts"

// Which image is behind a tag can change overnight; which one is behind a digest cannot.

const digests: Record<string, string> = {
  "litestream/litestream:0.5.17-scratch": `sha256:${"a".repeat(64)}`,
  "oven/bun:1.4.5-slim": `sha256:${"b".repeat(64)}`,
}
/** A registry as they all are: it gives a pass for one image, and says in a header what is behind a tag. */
const registry = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch(request) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === "/token") return Response.json({ token: `pass for ${searchParams.get("scope")}` })
    const [, name = "", tag = ""] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(pathname) ?? []
    const digest = digests[`${name}:${tag}`]
    const right = request.headers.get("Authorization") === `Bearer pass for repository:${name}:pull`
    if (!right || request.method !== "HEAD") return new Response(null, { status: 401 })
    return digest
      ? new Response(null, { headers: { "Docker-Content-Digest": digest } })
      : new Response(null, { status: 404 })
  },
})
afterAll(() => registry.stop(true))
const at = { registry: registry.url.origin, passes: registry.url.origin }
const dockerfile = readFileSync("Dockerfile", "utf8").replace(/@sha256:[0-9a-f]{64}/g, "")

describe("the images that ours begins from", () => {
  it("are refused at a release while they are only named by a tag", () => {
    expect(unpinned(dockerfile)).toEqual([
      "litestream/litestream:0.5.17-scratch",
      "oven/bun:1.4.5-slim",
      "oven/bun:1.4.5-slim",
    ])
    expect(readFileSync("bin/deploy", "utf8")).toContain("pin-images.ts --check")
  })

  it("get their digest beside their tag, everywhere, and nothing else changes", async () => {
    const text = await pinned(dockerfile, at)
    expect(unpinned(text)).toEqual([])
    expect(text).toContain(`FROM oven/bun:1.4.5-slim@sha256:${"b".repeat(64)} AS packages\n`)
    expect(text.replace(/@sha256:[0-9a-f]{64}/g, "")).toBe(dockerfile)
    expect(await pinned(text, at)).toBe(text)
  })

  it("follow their tag when that is another image now, and not a word is written when the registry does not say", async () => {
    const before = await pinned(dockerfile, at)
    digests["oven/bun:1.4.5-slim"] = `sha256:${"c".repeat(64)}`
    expect(await pinned(before, at)).toContain(`oven/bun:1.4.5-slim@sha256:${"c".repeat(64)}\n`)
    delete digests["oven/bun:1.4.5-slim"]
    expect(pinned(dockerfile, at)).rejects.toThrow("oven/bun:1.4.5-slim: 404")
  })
})
