import { readFileSync } from "node:fs"
import { Glob } from "bun"
import fc from "fast-check"

// Before all tests. Property tests draw by the code they test: the same code gets the same draw, so that what was green on one machine is
// green on the next, and a find belongs to the change that brought it. A change draws anew. At night the draw is free.

const given = process.env["TIENMINUTEN_SEED"]
fc.configureGlobal({ seed: given ? Number(given) : seedOfCode() })

function seedOfCode(): number {
  const root = `${import.meta.dir}/../../src`
  const files = [...new Glob("**/*.{ts,tsx,sql}").scanSync(root)].sort()
  const hash = new Bun.CryptoHasher("sha1")
  for (const file of files) hash.update(readFileSync(`${root}/${file}`))
  return Number.parseInt(hash.digest("hex").slice(0, 7), 16)
}
