#!/usr/bin/env bun
// `bun bin/pin-images.ts` asks the registry which image is behind each tag in the Dockerfile and writes its digest beside the tag: from then on
// it is that image and no other. `--check` writes nothing and refuses a Dockerfile in which an image has no digest; bin/deploy asks that.
import { readFileSync, writeFileSync } from "node:fs"

/** "oven/bun:1.4.5-slim@sha256:…" in its parts. */
export function imageIn(text: string): { name: string; tag: string; digest: string | null } {
  const [, name = "", tag = "", digest = null] =
    /^([^\s:@]+)(?::([^\s@]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(text) ?? []
  return { name, tag, digest }
}

const from = /^FROM\s+(\S+)/gm

/** The images that a Dockerfile begins from without saying which one exactly. */
export const unpinned = (dockerfile: string): string[] =>
  [...dockerfile.matchAll(from)].map(([, image = ""]) => image).filter((image) => !imageIn(image).digest)

/** Where images come from, and who gives out the passes to read there. */
export const dockerHub = { registry: "https://registry-1.docker.io", passes: "https://auth.docker.io" }

const manifests = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ")

/** The digest of what is behind a tag now, for every machine that it is made for. Throws when the registry does not say. */
async function digestOf(name: string, tag: string, { registry, passes }: typeof dockerHub): Promise<string> {
  const scope = `service=registry.docker.io&scope=repository:${name}:pull`
  const pass = await fetch(`${passes}/token?${scope}`)
  if (!pass.ok) throw new Error(`No pass for ${name}: ${pass.status}`)
  const { token } = (await pass.json()) as { token: string }
  const headers = { Authorization: `Bearer ${token}`, Accept: manifests }
  const answer = await fetch(`${registry}/v2/${name}/manifests/${tag}`, { method: "HEAD", headers })
  const digest = answer.headers.get("Docker-Content-Digest") ?? ""
  if (!answer.ok || !/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`${name}:${tag}: ${answer.status}`)
  return digest
}

/** The Dockerfile with the digest of today beside every tag. */
export async function pinned(dockerfile: string, at = dockerHub): Promise<string> {
  const images = new Set([...dockerfile.matchAll(from)].map(([, image = ""]) => image))
  let text = dockerfile
  for (const image of images) {
    const { name, tag } = imageIn(image)
    const digest = await digestOf(name, tag, at)
    text = text.replaceAll(from, (line, each) =>
      each === image ? line.replace(image, `${name}:${tag}@${digest}`) : line,
    )
  }
  return text
}

if (import.meta.main) {
  const text = readFileSync("Dockerfile", "utf8")
  if (process.argv.includes("--check")) {
    for (const image of unpinned(text))
      console.error(`Dockerfile: ${image} has no digest; 'bun bin/pin-images.ts' writes it`)
    process.exit(unpinned(text).length > 0 ? 1 : 0)
  }
  writeFileSync("Dockerfile", await pinned(text))
}
