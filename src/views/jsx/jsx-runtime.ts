/**
 * The JSX runtime of this house: every text and every attribute is escaped, unless it is already `Markup`.
 * `raw()` is the only way in for trusted markup; a test counts who calls it.
 */
import type {} from "@kitajs/html"

/** Markup that is safe to send: made by JSX, or vouched for with `raw()`. */
export abstract class Markup {
  abstract readonly html: string
  /** As it is sent, in UTF-8. */
  bytes(): Uint8Array<ArrayBuffer> {
    return utf8.encode(this.html)
  }
  toString(): string {
    return this.html
  }
}
const utf8 = new TextEncoder()

class Written extends Markup {
  readonly html: string
  constructor(html: string) {
    super()
    this.html = html
  }
}

export type Child = Markup | string | number | bigint | boolean | null | undefined | readonly Child[]

/** Vouches for a string that is already markup. Only for markup that this house made itself. */
export const raw = (trusted: string) => new Written(trusted)

/** The text of a child: strings are escaped, markup is not, nothing and booleans are empty. */
export function render(child: Child): string {
  if (typeof child === "string") return Bun.escapeHTML(child)
  if (child instanceof Markup) return child.html
  if (child === null || child === undefined || typeof child === "boolean") return ""
  if (typeof child !== "object") return String(child)
  let out = ""
  for (const each of child) out += render(each)
  return out
}

const empty = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "source",
  "track",
  "wbr",
])
const addresses =
  /^(?:data-)?(?:hx-(?:get|post|put|patch|delete|push-url|replace-url)|href|src|srcset|action|formaction|poster|cite|background|ping|xlink:href)$/i
const spoken = /^(?:data-)?hx-on|^on/i
const plainName = /^[a-zA-Z_:@][\w:.@-]*$/

/** What is known of an attribute's name: whether its value is an address. A page says the same few names a thousand times. */
const names = new Map<string, { isAddress: boolean }>()

function nameOf(name: string): { isAddress: boolean } {
  if (!plainName.test(name)) throw new Error(`Not an attribute name: ${name}`)
  if (spoken.test(name)) throw new Error(`Inline script is not allowed: ${name}`)
  const known = { isAddress: addresses.test(name) }
  // The names of our own markup; should any ever come from outside, they are looked at each time.
  if (names.size < 500) names.set(name, known)
  return known
}

function attribute(name: string, value: unknown): string {
  if (name === "children" || name === "key" || value === false || value === null || value === undefined)
    return ""
  const { isAddress } = names.get(name) ?? nameOf(name)
  if (value === true) return ` ${name}`
  const text = String(value)
  if (isAddress && !isPlainAddress(text)) throw new Error(`Not a safe address in ${name}`)
  return ` ${name}="${Bun.escapeHTML(text)}"`
}

/** Relative, http(s), mailto, tel and webcal (a calendar to subscribe to); everything that could run script is refused. */
function isPlainAddress(address: string): boolean {
  // A path of ours, as most are.
  if (address.startsWith("/")) return true
  // Browsers drop tabs, line ends and leading blanks before they read the scheme.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that browsers drop
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address.replace(/[\u0000-\u0020]/g, ""))?.[1]
  return scheme === undefined || /^(https?|mailto|tel|webcal)$/i.test(scheme)
}

const nothing = new Written("")

type Props = { children?: Child; [name: string]: unknown }

/** A part that has nothing to show gives null. */
type Part = (props: never) => Markup | null

export function jsx(type: string | Part, props: Props): Markup {
  if (typeof type === "function") return type(props as never) ?? nothing
  let open = `<${type}`
  for (const name in props) open += attribute(name, props[name])
  if (empty.has(type)) return new Written(`${open}>`)
  return new Written(`${open}>${render(props.children)}</${type}>`)
}

export const Fragment = (props: { children?: Child }) => new Written(render(props.children))
export { jsx as jsxDEV, jsx as jsxs }

type Htmx = { [name in `data-hx-${string}`]?: string | boolean | undefined }
type Loose = { [name in `data-${string}` | `aria-${string}`]?: string | number | boolean | undefined }
type Kita = globalThis.JSX.IntrinsicElements

export declare namespace JSX {
  type Element = Markup
  type ElementType = string | Part
  interface ElementChildrenAttribute {
    children: unknown
  }
  interface IntrinsicAttributes {
    key?: string | number
  }
  type IntrinsicElements = {
    [Tag in keyof Kita]: Omit<Kita[Tag], "children" | "safe" | "of" | `hx-${string}`> &
      Htmx &
      Loose & {
        children?: Child
        enterkeyhint?: string
        autofocus?: boolean | undefined
        inert?: boolean
        popover?: string | boolean
      }
  } & { "hx-partial": Htmx & { children?: Child } }
}
