import { Fragment, type Markup, raw } from "./jsx-runtime.ts"

/** Markup that was drawn once, with holes that are filled each time. */
export type Stencil = (fill: (hole: number) => Markup) => Markup

// Nothing that anyone types holds this word: it is thought up when the process starts.
const mark = `hole${crypto.randomUUID()}`

/**
 * Draws markup once with JSX, where `hole(0)`, `hole(1)` … stand for what differs each time: as a child, or in an attribute (then
 * only `text()` may fill it). For the few pieces that an opening evening asks for by the thousand.
 */
export function stencil(draw: (hole: (number: number) => string) => Markup): Stencil {
  const parts = draw((number) => `${mark}:${number};`).html.split(new RegExp(`${mark}:(\\d+);`))
  const first = parts[0] ?? ""
  const rest: [hole: number, after: string][] = []
  for (let at = 1; at < parts.length; at += 2) rest.push([Number(parts[at]), parts[at + 1] ?? ""])
  return (fill) => {
    let html = first
    for (const [hole, after] of rest) html += fill(hole).html + after
    return raw(html)
  }
}

/** Text as markup, fit for any hole. */
export const text = (words: string) => Fragment({ children: words })
