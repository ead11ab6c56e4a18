import { afterAll } from "bun:test"
import { removeFolders } from "./folder.ts"

// After all tests of a process: nothing stays behind on the disk.

afterAll(removeFolders)
