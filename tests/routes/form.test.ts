import { expect, it } from "bun:test"
import { form, text } from "../../src/routes/form.ts"

const read = (value: unknown) => form({ name: text(10) })["~standard"].validate({ name: value }).value.name

it("reads one line of text as one line, without signs that only a terminal or a header would obey", () => {
  expect(read("  Sem \r\n")).toBe("Sem")
  expect(read("Sem\r\nBcc: x")).toBe("Sem Bcc: x")
  expect(read("\u001b[2JSem\u0000\u009b")).toBe("[2JSem")
  expect(read("José Ümit")).toBe("José Ümit")
  expect(read("abcdefghijklm")).toBe("abcdefghij")
})

it("reads the first of several, and nothing where there is no text", () => {
  expect(read(["een", "twee"])).toBe("een")
  for (const odd of [undefined, null, 7, {}, [], [["a"]]]) expect(read(odd)).toBe("")
})
