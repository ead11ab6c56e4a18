import { Fragment, Markup } from "./jsx-runtime.ts"

/** Markup that was drawn once, with holes that are filled each time. */
export type Stencil = (fill: (hole: number) => Markup) => Markup

// Nothing that anyone types holds this word: it is thought up when the process starts.
const mark = `hole${crypto.randomUUID()}`
const utf8 = new TextEncoder()

/** Markup in pieces of UTF-8: it is put together once, when it is sent, whatever was filled into what. */
class Pieces extends Markup {
  readonly all: readonly Uint8Array[]
  constructor(all: readonly Uint8Array[]) {
    super()
    this.all = all
  }
  get html(): string {
    return new TextDecoder().decode(this.bytes())
  }
  override bytes(): Uint8Array<ArrayBuffer> {
    let size = 0
    for (const { length } of this.all) size += length
    const whole = new Uint8Array(size)
    let at = 0
    for (const piece of this.all) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }
}

const piecesOf = (markup: Markup) => (markup instanceof Pieces ? markup.all : [markup.bytes()])

/**
 * Draws markup once with JSX, where `hole(0)`, `hole(1)` … stand for what differs each time: as a child, or in an attribute (then
 * only `text()` may fill it). For the few pieces that an opening evening asks for by the thousand.
 */
export function stencil(draw: (hole: (number: number) => string) => Markup): Stencil {
  const parts = draw((number) => `${mark}:${number};`).html.split(new RegExp(`${mark}:(\\d+);`))
  const [first, ...rest] = parts.filter((_, at) => at % 2 === 0).map((part) => utf8.encode(part))
  const holes = parts.filter((_, at) => at % 2 === 1).map(Number)
  return (fill) => {
    const all = [first as Uint8Array]
    for (let at = 0; at < holes.length; at++) {
      for (const piece of piecesOf(fill(holes[at] ?? 0))) all.push(piece)
      all.push(rest[at] as Uint8Array)
    }
    return new Pieces(all)
  }
}

/** Text as markup, fit for any hole. */
export const text = (words: string): Markup => new Pieces([Fragment({ children: words }).bytes()])
