import type { Language } from "./words/languages.ts"

/** A part of a paper: what it says, not how it looks. */
export type Block =
  | { heading: string }
  | { text: string }
  | { hint: string }
  | { facts: readonly (readonly [name: string, value: string])[] }
  | { code: string }

export type Paper = { title: string; language: Language; made: Temporal.Instant; blocks: readonly Block[] }

const regular = Bun.fileURLToPath(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"))
const bold = Bun.fileURLToPath(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"))
const ink = "#1a2b33"
const soft = "#51626a"

/** Makes a PDF of it: A4, tagged for who listens, with letters for every name at a school. The library is loaded on first use. */
export async function writePaper({ title, language, made, blocks }: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const { default: Pdf } = await import("pdfkit")
  const document = new Pdf({
    size: "A4",
    margins: { top: 62, bottom: 62, left: 62, right: 62 },
    font: regular,
    lang: language,
    tagged: true,
    displayTitle: true,
    pdfVersion: "1.7",
    info: { Title: title, Creator: "Tienminuten", CreationDate: new Date(made.epochMilliseconds) },
  })
  const parts: Uint8Array[] = []
  const ended = new Promise<void>((done) => document.on("end", done))
  document.on("data", (part: Uint8Array) => parts.push(part))
  const root = document.struct("Document")
  document.addStructure(root)
  const say = (tag: string, text: string, font: string, size: number, color: string, space: number) =>
    root.add(
      document.struct(tag, {}, () => {
        document.font(font).fontSize(size).fillColor(color).text(text, { paragraphGap: space, lineGap: 2 })
      }),
    )
  say("H1", title, bold, 20, ink, 14)
  for (const block of blocks) {
    if ("heading" in block) {
      // A heading never stands alone at the foot of a page.
      if (document.y > document.page.maxY() - 90) document.addPage()
      else document.moveDown(0.6)
      say("H2", block.heading, bold, 13, ink, 5)
    } else if ("text" in block) say("P", block.text, regular, 10.5, ink, 6)
    else if ("hint" in block) say("P", block.hint, regular, 9, soft, 6)
    else if ("code" in block) say("P", block.code, regular, 7.5, soft, 6)
    else for (const [name, value] of block.facts) say("P", `${name}: ${value}`, regular, 10, ink, 2)
  }
  root.end()
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}
