import { expect } from "bun:test"
import type { Page } from "playwright-core"
import { axe, sidewaysScroll, smallTargets } from "./browser.ts"
import { inOtherLights } from "./lights.ts"

/** Everything on the page can be used as it stands: axe finds nothing (it needs scripts), a thumb fits everywhere, nothing sticks out. */
export async function holdsUp(page: Page, scripts = true) {
  const at = new URL(page.url()).pathname
  if (scripts) expect([at, await axe(page)]).toEqual([at, []])
  expect([at, await smallTargets(page)]).toEqual([at, []])
  expect([at, await sidewaysScroll(page)]).toEqual([at, false])
}

/** The same in the light, in the dark and in forced colours. */
export async function holdsUpInEveryLight(page: Page) {
  await holdsUp(page)
  const at = new URL(page.url()).pathname
  expect([at, await inOtherLights(page)]).toEqual([at, []])
}
