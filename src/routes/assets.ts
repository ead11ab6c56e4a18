import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { brotliCompressSync, constants } from "node:zlib"
import { Elysia } from "elysia"
import { assetNames } from "../views/assets.ts"
import { toAnyone } from "./guards.ts"

// Our few static files: named after their content, compressed once, kept by browsers for a year.

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
}

type Asset = { bytes: Uint8Array<ArrayBuffer>; type: string; brotli?: Uint8Array<ArrayBuffer> }

const sources: Record<keyof typeof assetNames, string> = {
  css: "../../public/app.css",
  parent: "../../public/parent.css",
  staff: "../../public/staff.css",
  print: "../../public/print.css",
  hall: "../../public/hall.css",
  script: "../../public/app.js",
  passkey: "../../public/passkey.js",
  live: "../../public/live.js",
  late: "../../public/late.js",
  htmx: "../../node_modules/htmx.org/dist/htmx.min.js",
  proof: "../../public/proof.js",
  icon: "../../public/icon.svg",
}

const files = new Map<string, Asset>()
for (const [key, path] of Object.entries(sources) as [keyof typeof assetNames, string][]) {
  const bytes = Uint8Array.from(readFileSync(new URL(path, import.meta.url)))
  const ending = path.slice(path.lastIndexOf(".") + 1)
  const name = `${key}-${createHash("sha256").update(bytes).digest("hex").slice(0, 10)}.${ending}`
  files.set(name, { bytes, type: types[ending] ?? "application/octet-stream" })
  assetNames[key] = name
}

/** Public: the same bytes for everybody. */
export const assets = new Elysia({ name: "assets" }).get(
  "/assets/:name",
  ({ params, request }) => {
    const asset = files.get(params.name)
    if (!asset) return new Response("", { status: 404 })
    const headers: Record<string, string> = {
      // A file is no page: it needs no more than these two, and every byte of a first visit counts.
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Content-Type": asset.type,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
    }
    if (!/\bbr\b/.test(request.headers.get("Accept-Encoding") ?? ""))
      return new Response(asset.bytes, { headers })
    asset.brotli ??= Uint8Array.from(
      brotliCompressSync(asset.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    )
    return new Response(asset.brotli, { headers: { ...headers, "Content-Encoding": "br" } })
  },
  toAnyone,
)
