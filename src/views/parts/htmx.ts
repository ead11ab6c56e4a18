// What htmx does on top of forms and links: the answer takes the place of one part of the page. Without JavaScript the same address
// gives the whole page.

/** The part that changes: "#talks", or "this" when it is the form itself. */
type Part = `#${string}` | "this"
/** In its place, or morphed into it: then what did not change keeps its focus and stays open. */
type Swap = "outerHTML" | "outerMorph"

const swaps = (part: Part, swap: Swap) => ({ "data-hx-target": part, "data-hx-swap": swap })
/** A second press is left out while the first is on its way. */
const once = { "data-hx-sync": "this:drop" }

/** Whoever only watches is not at work. */
const watching = { "data-hx-headers": '{"X-Watching": "1"}' }

/** A form that writes. */
export const sends = (action: string, part: Part, swap: Swap = "outerHTML") => ({
  method: "post" as const,
  action,
  "data-hx-post": action,
  ...swaps(part, swap),
  ...once,
})

/** A form that asks: searching, narrowing a list. Who pressed its button stays on it. */
export const asks = (action: string, part: Part) => ({
  method: "get" as const,
  action,
  "data-hx-get": action,
  ...swaps(part, "outerMorph"),
  ...once,
})

/** A link to another state of the part, which the address bar then holds. On top of `href`. */
export const leads = (href: string, part: Part) => ({
  "data-hx-get": href,
  ...swaps(part, "outerHTML"),
  "data-hx-push-url": "true",
})

/** Renews a part once, after so many seconds; what is open or typed in it stays. */
export const renews = (address: string, part: Part, seconds: number) => ({
  "data-hx-get": address,
  "data-hx-trigger": `load delay:${seconds}s`,
  ...swaps(part, "outerMorph"),
  ...watching,
})

/** Reading goes on here after a change, for who does not see the page: put on a heading or a sentence when `here`. */
export const readsOn = (here: boolean) => (here ? { tabindex: "-1", "data-focus": "" } : {})

/** A part that asks for itself anew every so many seconds: who reads or stands in it stays there. The session ends in time. */
export const watches = (address: string, seconds: number) => ({
  "data-hx-get": address,
  "data-hx-trigger": `every ${seconds}s`,
  "data-hx-swap": "outerMorph",
  ...watching,
})
