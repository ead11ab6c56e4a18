import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"

// Where files are that are not live: being made or brought back in `staging`, replaced in `aside`. All on one volume, so that moving
// is one step.

/** Where a file of a school is made ready before it serves; the folder is there. */
export const stagingFile = (folder: string, id: string, epoch: string) => {
  mkdirSync(join(folder, "staging"), { recursive: true })
  return join(folder, "staging", `${id}.${epoch}.db`)
}

/** Moves a closed file to its place. It is there after a power cut as well. Never over another file. */
export function moveIn(from: string, to: string): void {
  if (statSync(to, { throwIfNoEntry: false })) throw new Error(`${basename(to)} is there already`)
  mkdirSync(dirname(to), { recursive: true })
  removeFile(to) // a log without its file would be played into ours
  keep(from)
  renameSync(from, to)
  keep(dirname(to))
  removeFile(from) // what SQLite left beside it
}

/** Sees to it that a file, or the names in a folder, are on the disk. */
export function keep(path: string): void {
  const opened = openSync(path, "r")
  fsyncSync(opened)
  closeSync(opened)
}

const sidecars = ["", "-wal", "-shm", "-txid", ".tmp"]

/** Deletes a database with everything that SQLite and Litestream lay beside it. */
export function removeFile(path: string): void {
  for (const more of sidecars) rmSync(`${path}${more}`, { force: true })
}

/**
 * Deletes every file of a school: the live one, what was put aside or is in the making, and what Litestream kept beside it. They are gone after a
 * power cut as well.
 */
export function removeSchool(folder: string, id: string): void {
  for (const where of ["schools", "aside", "staging", join("litestream", "schools")]) {
    const mine = names(join(folder, where)).filter((name) => name.includes(`${id}.`))
    for (const name of mine) rmSync(join(folder, where, name), { recursive: true, force: true })
    if (mine.length > 0) keep(join(folder, where))
  }
}

/** Whether Litestream ever copied what is in this folder: then there is a backup somewhere. */
export const wasCopied = (folder: string): boolean => names(join(folder, "litestream")).length > 0

/** Puts a replaced file out of the way, for when the restore was a mistake. */
export function putAside(folder: string, path: string, name: string = basename(path)): string {
  const to = join(folder, "aside", name)
  mkdirSync(dirname(to), { recursive: true })
  for (const more of ["-wal", ""])
    if (statSync(path + more, { throwIfNoEntry: false })) renameSync(path + more, to + more)
  removeFile(path)
  return to
}

/** How long a replaced file stays, in milliseconds: erased people are in it, and must be out of everything within seven days. */
const asideFor = 6 * 24 * 3600 * 1000

/** Deletes what was put aside long enough ago, and what a command that was broken off left in staging. Gives how many files. */
export function forgetAside(folder: string, now: Temporal.Instant): number {
  let gone = 0
  for (const where of ["aside", "staging"])
    for (const name of names(join(folder, where))) {
      const path = join(folder, where, name)
      // Moving a file changes its ctime and nothing else.
      const since = statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0
      if (now.epochMilliseconds - since < asideFor) continue
      rmSync(path, { force: true })
      gone++
    }
  return gone
}

/** The names in a folder; none when it is not there. */
export function names(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
