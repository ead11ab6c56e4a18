import fc from "fast-check"

/** The code points that are no signs: halves of a pair in UTF-16. */
const halves = { from: 0xd800, count: 0x800 }

/**
 * Any sign of Unicode, for `fc.string({ unit })`: the same draws as fast-check's own "binary", whose table of all signs takes most of
 * a second to make.
 */
export const anySign = fc
  .integer({ min: 0, max: 0x10ffff - halves.count })
  .map((at) => String.fromCodePoint(at < halves.from ? at : at + halves.count), numberOf)

/** The way back, so that fast-check draws the words it knows to be dangerous as well. */
function numberOf(sign: unknown): number {
  const [only, ...more] = typeof sign === "string" ? sign : ""
  const point = only?.codePointAt(0)
  if (point === undefined || more.length > 0) throw new Error("Not one sign")
  return point < halves.from ? point : point - halves.count
}
