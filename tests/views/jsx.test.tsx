import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { type Child, raw, render } from "../../src/views/jsx/jsx-runtime.ts"
import { anySign } from "../support/any-sign.ts"

/** The elements that a browser would build from this markup, with their attributes. */
async function elements(markup: string) {
  const found: { tag: string; attributes: [string, string][] }[] = []
  await new HTMLRewriter()
    .on("*", {
      element: (element) => {
        found.push({ tag: element.tagName, attributes: [...element.attributes] as [string, string][] })
      },
    })
    .transform(new Response(markup))
    .text()
  return found
}

const nasty = fc.oneof(
  fc.string({ unit: anySign, maxLength: 40 }),
  fc.constantFrom(
    "<script>",
    '"><img src=x onerror=alert(1)>',
    "'",
    "&lt;",
    "</p>",
    "<!--",
    "]]>",
    "\u0000<b>",
    "javascript:alert(1)",
  ),
)

function Greeting({ name, children }: { name: string; children?: Child }) {
  return (
    <p title={name}>
      {name} {children}
    </p>
  )
}

describe("the JSX runtime", () => {
  it("never builds an element or attribute from a text, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (one, other) => {
        const markup = render(
          <Greeting name={one}>
            <b class={other}>{[other, null, [one]]}</b>
          </Greeting>,
        )
        const built = await elements(markup)
        expect(built.map((each) => each.tag)).toEqual(["p", "b"])
        expect(built.map((each) => each.attributes.map(([name]) => name))).toEqual([["title"], ["class"]])
      }),
      { numRuns: 400 },
    )
  })

  it("gives a text back as it was", async () => {
    await fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        const shown = render(<p>{text}</p>).slice(3, -4)
        const back = shown
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&quot;", '"')
          .replaceAll("&#x27;", "'")
          .replaceAll("&#39;", "'")
          .replaceAll("&amp;", "&")
        expect(back).toBe(text)
      }),
    )
  })

  it("refuses an address that would run script, however it is written", () => {
    for (const address of [
      "javascript:alert(1)",
      "JaVaScRiPt:x",
      " java\nscript:x",
      "\u0001javascript:x",
      "data:text/html,x",
      "vbscript:x",
      "java\tscript:x",
    ])
      expect(() => <a href={address}>x</a>).toThrow("Not a safe address")
    expect(() => <form action="javascript:x"></form>).toThrow()
    expect(() => <button type="submit" data-hx-post="javascript:x"></button>).toThrow()
    for (const address of [
      "/regenboog",
      "https://x.example/",
      "mailto:a@b.example",
      "tel:+31",
      "#main",
      "?p=2",
      "a:b".slice(1),
    ])
      expect(() => <a href={address}>x</a>).not.toThrow()
  })

  it("refuses attributes that are script", () => {
    expect(() => <p {...{ onclick: "x" }}>x</p>).toThrow("Inline script")
    expect(() => <p {...{ "data-hx-on:click": "x" }}>x</p>).toThrow("Inline script")
    expect(() => <p {...{ "a b": "x" }}>x</p>).toThrow("attribute name")
  })

  it("says nothing for nothing", () => {
    expect(
      render(
        <p>
          {null}
          {undefined}
          {false}
          {true}
          {0}
        </p>,
      ),
    ).toBe("<p>0</p>")
    expect(render(<input type="checkbox" checked={false} disabled />)).toBe(
      '<input type="checkbox" disabled>',
    )
    expect(render(raw("<i></i>"))).toBe("<i></i>")
  })

  it("has one way around it, used only where this list says", async () => {
    const users: string[] = []
    for await (const file of new Bun.Glob("src/**/*.{ts,tsx}").scan("."))
      if (!file.endsWith("jsx-runtime.ts") && /\braw\(|extends Markup/.test(await Bun.file(file).text()))
        users.push(file)
    expect(users.sort()).toEqual(["src/views/guide.tsx", "src/views/jsx/stencil.ts"])
  })
})
