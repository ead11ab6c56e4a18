import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const made: string[] = []

/** A folder that is gone when this process has done its tests, or its measuring. */
export function folder(name = "tienminuten-"): string {
  const path = mkdtempSync(join(tmpdir(), name))
  made.push(path)
  return path
}

/** Takes away all of them. A test run never sees its process end: tests/support/ending.ts does it there. */
export function removeFolders(): void {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true })
}
process.on("exit", removeFolders)
