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
  const holes = parts.filter((_, at) => at % 2 === 1).map(Number)
  const [first] = holes
  if (first !== undefined && holes.every((hole) => hole === first)) {
    const between = parts.filter((_, at) => at % 2 === 0)
    return (fill) => raw(between.join(fill(first).html))
  }
  // Joined at once into one flat text: that is what a page of many pieces costs least to send.
  return (fill) => {
    const whole = parts.slice()
    for (let at = 0; at < holes.length; at++) whole[2 * at + 1] = fill(holes[at] ?? 0).html
    return raw(whole.join(""))
  }
}

/** Text as markup, fit for any hole. */
export const text = (words: string) => Fragment({ children: words })
