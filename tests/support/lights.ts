import type { Page } from "playwright-core"
import { axe } from "./browser.ts"

/** What axe finds that a colour can spoil. */
const ofColours = ["color-contrast", "link-in-text-block"]

/**
 * What is wrong on the page as it stands in the dark and in forced colours, and need not be in the light: in the dark the contrast, in
 * forced colours what loses its shape. The page is not loaded again, and stands in the light when it is done.
 */
export async function inOtherLights(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" })
  const dark = await axe(page, ofColours)
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" })
  const forced = await shapeless(page)
  await page.emulateMedia({ forcedColors: "none" })
  return [
    ...dark.map((each) => `in the dark: ${each}`),
    ...forced.map((each) => `in forced colours: ${each}`),
  ]
}

/**
 * Forced colours take every background away and choose the contrast themselves (axe reads the text's colour as it was before, so
 * it cannot judge). What must be left is a border around everything one presses or reads as a part of its own.
 */
const shapeless = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("button:not(.quiet), .button, .notice, .tag, .card, input, select")]
      .filter((each) => each.getBoundingClientRect().width > 1 && !each.closest(".hidden"))
      .filter((each) => !each.matches("[type=radio], [type=checkbox], [type=file], .card .card"))
      .filter((each) => getComputedStyle(each).borderBlockStartWidth === "0px")
      .map((each) => `no border around ${each.outerHTML.slice(0, 120)}`),
  )
