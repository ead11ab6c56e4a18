import { existsSync, readFileSync } from "node:fs"
import type { BrowserContextOptions, Browser as Chromium, Page } from "playwright-core"
import type { Parts } from "../../src/routes/guards.ts"
import { testWorld } from "./app.ts"
import { freePort } from "./port.ts"

/** A phone and a desk, as pictures and journeys see them. */
export const phone = { width: 360, height: 740 }
export const desk = { width: 1280, height: 900 }

let running: Promise<Chromium> | null = null

/** Chromium without a window, where bin/setup could bring it. */
const windowless = "/usr/lib/chromium/chromium-headless-shell"

/** The browser of this machine, started once for all journeys of a process. */
function browser(): Promise<Chromium> {
  running ??= launch()
  return running
}

async function launch(): Promise<Chromium> {
  // Heavy, and a served world can do without: it is loaded with the first page.
  const { chromium } = await import("playwright-core")
  return chromium.launch({
    executablePath: existsSync(windowless) ? windowless : "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Nobody's network is needed, and none is reached.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  })
}

export const closeBrowser = async () => {
  await (await running)?.close()
  running = null
}

export type Served = Awaited<ReturnType<typeof servedWorld>>

/** A test world behind a real server on loopback, and browsers to visit it with. */
export async function servedWorld(more: Partial<Parts> = {}) {
  const port = freePort()
  const origin = `http://localhost:${port}`
  const world = await testWorld(origin, more)
  world.app.listen({ port, hostname: "127.0.0.1", reusePort: false })
  const pages: Page[] = []

  /** Opens a browser of its own: cookies of `who` (see testWorld), with or without JavaScript. */
  const visit = async (
    options: BrowserContextOptions & { cookies?: Map<string, string>; quiet?: boolean } = {},
  ): Promise<Page> => {
    const { cookies, quiet, ...rest } = options
    const context = await (await browser()).newContext({ viewport: phone, locale: "nl-NL", ...rest })
    if (cookies)
      await context.addCookies(
        [...cookies].map(([name, value]) => ({
          name,
          value,
          url: origin.replace("http:", "https:"),
          secure: true,
          httpOnly: true,
        })),
      )
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const troubles: string[] = []
    page.on("pageerror", (error) => troubles.push(error.message))
    page.on("console", (line) => {
      // A refused wish is an honest 4xx; the browser mentions each in its console.
      if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) troubles.push(line.text())
    })
    Object.assign(page, { troubles })
    if (!quiet) pages.push(page)
    return page
  }

  return {
    ...world,
    origin,
    visit,
    /** What any visited page complained about: script errors and broken promises of the security policy. */
    complaints: () => pages.flatMap((page) => (page as Page & { troubles: string[] }).troubles),
    async close() {
      for (const page of pages) await page.context().close()
      await world.app.stop(true)
      world.close()
    },
  }
}

const axeSource = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8")

/** Every violation that axe-core finds on the page as it stands, in words; only of these rules or tags when they are named. */
export async function axe(page: Page, only?: readonly string[]): Promise<string[]> {
  // Once per page: the source is half a megabyte.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource)
  return page.evaluate(async (rules) => {
    type Found = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }
    const found: Found = await (
      globalThis as unknown as { axe: { run: (options: object) => Promise<Found> } }
    ).axe.run({
      resultTypes: ["violations"],
      ...(rules ? { runOnly: [...rules] } : {}),
    })
    return found.violations.flatMap((each) =>
      each.nodes.map(
        (node) => `${each.id}: ${node.html.slice(0, 160)} ${node.failureSummary?.slice(0, 200) ?? ""}`,
      ),
    )
  }, only)
}

/** Controls smaller than a thumb: targets under 44 px that are not links inside a sentence. */
export const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "button, a[href], input:not([type=hidden]), select, textarea, summary",
      ),
    ]
      .filter((each) => {
        const box = each.getBoundingClientRect()
        if (box.width === 0 || each.closest(".hidden, [hidden], .skip")) return false
        if (each.tagName === "A" && getComputedStyle(each).display === "inline") return false
        if (each.matches("input[type=radio], input[type=checkbox]"))
          return (each.closest(".choice")?.getBoundingClientRect().height ?? 0) < 44
        return box.height < 43.5
      })
      .map((each) => `${each.outerHTML.slice(0, 120)} ${Math.round(each.getBoundingClientRect().height)}px`),
  )

/** Does anything stick out sideways? */
export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)
