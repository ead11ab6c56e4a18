import type { Remarks } from "./remarks.ts"
import { child, children, type Element, moved, parseXml } from "./xml-elements.ts"

// The tree of a large file is twenty times the file. So the pupils, who are nearly all of it, are cut out and read by thousands
// at a time, with the same parser. A file in which that could go wrong is read in one piece.

/** How many pupils are in a piece. */
const pieceful = 2500

/** The tree without the pupils, and their elements in order, parsed as they are asked for. */
export type Cut = { tree: Element; count: number; pupils: () => Iterable<Element> }

/**
 * Guarded XML as a tree with its pupils apart; null when it is not one tree. `rootOf` finds the element that must hold the pupils:
 * what only looks like a list of them (in a comment, in an extension) is left where it is.
 */
export function parseInPieces(
  xml: string,
  remarks: Remarks,
  rootOf: (tree: Element) => Element | null,
): Cut | null {
  return cutOut(xml, remarks, rootOf) ?? whole(xml, remarks, rootOf)
}

function cutOut(xml: string, remarks: Remarks, rootOf: (tree: Element) => Element | null): Cut | null {
  const found = findPupils(xml)
  if (!found) return null
  const { from, until, ends, count } = found
  const stand = `<leerling key="${mark}"/><!---->`
  const room = until - from - stand.length
  if (room < 0) return null
  // As long as it was, so that every element still stands where it stood.
  const rest = xml.slice(0, from) + stand.replace("--", `--${" ".repeat(room)}`) + xml.slice(until)
  const drops: Parameters<Remarks["drop"]>[] = []
  const tree = parseXml(rest, { ...remarks, drop: (...drop) => void drops.push(drop) })
  if (tree === null || !isStand(pupilsIn(rootOf(tree)))) return null
  for (const drop of drops) remarks.drop(...drop)
  return { tree, count, pupils: () => pieces(xml, from, ends, remarks) }
}

function whole(xml: string, remarks: Remarks, rootOf: (tree: Element) => Element | null): Cut | null {
  const tree = parseXml(xml, remarks)
  if (tree === null) return null
  const pupils = pupilsIn(rootOf(tree))
  return { tree, count: pupils.length, pupils: () => pupils }
}

const mark = crypto.randomUUID()
const isStand = (pupils: readonly Element[]) => pupils.length === 1 && pupils[0]?.["@_key"] === mark

const pupilsIn = (root: Element | null): Element[] =>
  children(root, "leerlingen").flatMap((list) => children(list, "leerling"))

function* pieces(xml: string, from: number, ends: readonly number[], remarks: Remarks): Iterable<Element> {
  const open = "<leerlingen>"
  for (let at = 0, begins = from; at < ends.length; at++) {
    const ending = ends[at] as number
    const piece = parseXml(`${open}${xml.slice(begins, ending)}</leerlingen>`, remarks)
    for (const element of children(child(piece, "leerlingen"), "leerling"))
      yield moved(element, begins - open.length)
    begins = ending
    // Left alone, the collector waits until the trees of many pieces have come together.
    if (ends.length > 2) Bun.gc(true)
  }
}

/** The one list of pupils in a text, between its tags, and where it can be cut; null when there is any doubt. */
function findPupils(xml: string) {
  const opening = only(xml, /<(?:[\w.-]+:)?leerlingen\s*>/g)
  const closing = only(xml, /<\/(?:[\w.-]+:)?leerlingen\s*>/g)
  if (!opening || !closing) return null
  const [from, until] = [opening.index + opening[0].length, closing.index]
  const list = xml.slice(from, until)
  if (until < from || /<!|<\?/.test(list)) return null
  const ends: number[] = []
  let [count, isInside] = [0, false]
  for (const tag of list.matchAll(/<(\/?)(?:[\w.-]+:)?leerling(?=[\s/>])[^>]*>/g)) {
    const closes = tag[1] === "/"
    const isWhole = !closes && tag[0].endsWith("/>")
    if (closes !== isInside) return null
    if (!closes) count++
    isInside = !closes && !isWhole
    if (!isInside && count % pieceful === 0) ends.push(from + tag.index + tag[0].length)
  }
  return isInside ? null : { from, until, ends: [...ends, until], count }
}

/** What is found, when it is found once. */
function only(text: string, what: RegExp): RegExpExecArray | null {
  const [first, second] = text.matchAll(what)
  return first && !second ? first : null
}
