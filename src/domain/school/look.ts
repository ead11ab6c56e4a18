import type { Hex } from "./colour.ts"

/** How a school's pages look, as far as the school decides it. */
export type Look = {
  /** Null: ours. */
  main: Hex | null
  second: Hex | null
  /** Names the bytes of the logo; null when there is none. */
  logo: string | null
  /** Languages that parents are not offered. */
  leftOut: readonly string[]
  /** Raised when the school's own details change. */
  version: number
}

/** Changes whenever anything changes that the school decides about its pages: part of the key of every page that is kept. */
export const lookMark = ({ main, second, logo, leftOut, version }: Look) =>
  `${version} ${main} ${second} ${logo} ${leftOut.join()}`

/** The part of the address of a school's colours that changes with them; null when they are ours. */
export const coloursMark = ({ main, second }: Look) =>
  main === null ? null : `1-${main.slice(1)}${second === null ? "" : `-${second.slice(1)}`}`
