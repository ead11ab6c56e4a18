import { EntityDecoder, LATIN_ACCENTS } from "@nodable/entities"
import { XMLParser } from "fast-xml-parser"
import type { Remarks } from "./remarks.ts"
import { clean } from "./text.ts"
import { deepest, lineAt } from "./xml-guard.ts"

/** An element as the parser leaves it: a text for a leaf, an object for one with attributes or children. */
export type Element = { readonly [name: string]: unknown }

const neverNeeded = new Set(["mutatiedatum", "start_ondw_jgr3", "commentaar"])

/**
 * Guarded XML as a tree of elements, prefixes of namespaces removed, all values text; null when it is not one tree.
 * Extension blocks never get into the tree, and of the attributes only `key` does.
 */
export function parseXml(xml: string, remarks: Remarks): Element | null {
  const parser = new XMLParser({
    ignoreAttributes: (name) => {
      if (name === "eckid") remarks.drop("eck-id")
      return name !== "key"
    },
    parseTagValue: false,
    parseAttributeValue: false,
    // Trimming would join words around a comment; `clean` does it better.
    trimValues: false,
    removeNSPrefix: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: deepest,
    captureMetaData: true,
    jPath: false,
    entityDecoder: new EntityDecoder({ namedEntities: LATIN_ACCENTS }),
    updateTag: (name) => {
      if (name === "toevoegingen") remarks.drop("extension")
      return name !== "toevoegingen" && !neverNeeded.has(name)
    },
  })
  try {
    const tree = parser.parse(xml) as Element
    const roots = Object.keys(tree).filter((name) => name !== "#text")
    return roots.length === 1 && !Array.isArray(tree[roots[0]!]) ? tree : null
  } catch {
    // Names such as "constructor", and what the validator let through.
    return null
  }
}

const isElement = (value: unknown): value is Element => typeof value === "object" && value !== null

/** Children of one name that have attributes or children of their own. */
export const children = (element: Element | null, name: string): Element[] =>
  [element?.[name] ?? []].flat().filter(isElement)

export const child = (element: Element | null, name: string): Element | null =>
  children(element, name)[0] ?? null

/** Texts of all children of one name, empty ones left out. */
export const values = (element: Element, name: string): string[] =>
  [element[name] ?? []].flat().map(textOf).filter(Boolean)

function textOf(value: unknown): string {
  const text = isElement(value) ? value["#text"] : value
  return typeof text === "string" ? clean(text) : ""
}

/** Text of the first child that has one, of these names; "" when none has. */
export function value(element: Element | null, ...names: string[]): string {
  for (const name of names) {
    const found = element?.[name]
    const text = textOf(Array.isArray(found) ? found[0] : found)
    if (text !== "") return text
  }
  return ""
}

export const keyOf = (element: Element | null) => {
  const key = element?.["@_key"]
  return typeof key === "string" ? clean(key) : ""
}

const symbol = XMLParser.getMetaDataSymbol() as unknown as keyof Element

/** The same element, so many signs further in the file than where it was parsed. */
export function moved(element: Element, by: number): Element {
  const place = element[symbol] as { startIndex?: number } | undefined
  if (place?.startIndex !== undefined) place.startIndex += by
  return element
}

/** Says on which line an element stands. */
export function lines(xml: string, before: number): (element: Element) => number | undefined {
  let [from, line] = [0, before + 1]
  return (element) => {
    const at = (element[symbol] as { startIndex?: number } | undefined)?.startIndex
    if (at === undefined) return undefined
    if (at < from) [from, line] = [0, before + 1]
    // Elements are asked about in the order of the file, so each stretch is counted once.
    line += lineAt(xml, at, from) - 1
    from = at
    return line
  }
}
