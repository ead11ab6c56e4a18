import { expect, it } from "bun:test"
import { Glob } from "bun"

type Room = { files: string; may: string[]; packages: RegExp }

const own = /^$/
/** Who may import whom: the table of ARCHITECTURE.md, as it is checked. */
const rooms: Room[] = [
  { files: "src/domain/**/*.ts", may: ["domain"], packages: own },
  { files: "src/paths.ts", may: ["domain"], packages: own },
  { files: "src/sealing.ts", may: [], packages: /^(jose|node:crypto)$/ },
  {
    files: "src/db/**/*.ts",
    may: ["db", "domain", "sealing.ts"],
    packages: /^(drizzle-orm(\/.+)?|bun:sqlite|node:.+)$/,
  },
  {
    files: "src/views/**/*.{ts,tsx}",
    may: ["views", "domain", "paths.ts"],
    packages: /^(@kitajs\/html|ical-generator|pdfkit|uqr)$/,
  },
  {
    files: "src/integrations/**/*.ts",
    may: ["integrations", "domain"],
    packages:
      /^(arctic|aws4fetch|bun|googleapis\/build\/.+|@microsoft\/microsoft-graph-(client|types)|jose|papaparse|write-excel-file\/universal|fast-xml-parser|@nodable\/entities|nodemailer(\/.+)?|postal-mime|twilio(\/.+)?|node:.+)$/,
  },
  {
    files: "src/routes/**/*.{ts,tsx}",
    may: [
      "routes",
      "views",
      "db",
      "domain",
      "paths.ts",
      "sealing.ts",
      "video-steps.ts",
      "integrations/edexml.ts",
      "integrations/roster-csv.ts",
      "integrations/read-roster.ts",
      "integrations/sms.ts",
      "integrations/spreadsheet.ts",
    ],
    packages: /^(elysia|@elysiajs\/html|@simplewebauthn\/server|otpauth|node:.+)$/,
  },
  { files: "src/video-steps.ts", may: ["db", "domain"], packages: own },
  {
    files: "src/backup/**/*.ts",
    may: ["backup", "db", "domain", "integrations", "sealing.ts", "env.ts"],
    packages: /^node:.+$/,
  },
  {
    files: "src/commands/**/*.ts",
    may: [
      "commands",
      "backup",
      "db",
      "domain",
      "integrations",
      "views",
      "env.ts",
      "import-file.ts",
      "paths.ts",
      "sealing.ts",
    ],
    packages: /^node:.+$/,
  },
  {
    files: "src/jobs/**/*.ts",
    may: ["jobs", "backup", "db", "domain", "views/messages", "integrations", "paths.ts"],
    packages: own,
  },
]

it("lets every room import only what ARCHITECTURE.md allows", async () => {
  const trespassers: string[] = []
  for (const { files, may, packages } of rooms)
    for await (const file of new Glob(files).scan(".")) {
      const source = await Bun.file(file).text()
      for (const [, from = ""] of source.matchAll(/^(?:import|export)(?:\s[^"';]*?\sfrom)?\s+"([^"]+)"/gm)) {
        const allowed = from.startsWith(".")
          ? may.some((room) => new URL(from, `file:///${file}`).pathname.startsWith(`/src/${room}`))
          : packages.test(from)
        if (!allowed) trespassers.push(`${file} imports ${from}`)
      }
    }
  expect(trespassers).toEqual([])
})

it("names every file for what it holds", async () => {
  const nameless = /(^|[/-])(common|helpers?|managers?|misc|shared|stuff|utils?)(?=[.-])/
  const files = await Array.fromAsync(new Glob("{src,tests,bench,public}/**/*.{ts,tsx,css,js}").scan("."))
  expect(files.filter((file) => nameless.test(file))).toEqual([])
})

it("lets nobody assume whether SMS can be sent: who forgets to say it would take families for unreachable", async () => {
  const assumed = /\b(sms|sendSms)(\?:|(: boolean)? = (true|false)| \?\?)/
  const lines: string[] = []
  for await (const file of new Glob("src/**/*.{ts,tsx}").scan("."))
    for (const line of (await Bun.file(file).text()).split("\n"))
      if (assumed.test(line)) lines.push(`${file}: ${line.trim()}`)
  expect(lines).toEqual([])
})

it("hands no handler the whole context: Elysia would read cookies, body and query of every request for it", async () => {
  const whole =
    /\.(?:on[A-Z]\w*|derive|resolve)\((?:\{[^{}]*\},\s*)?(?:async )?\(?[a-z]\w*\)?\s*=>|\.(?:get|post)\(\s*[^,()]+,\s*(?:async )?\(?[a-z]\w*\)?\s*=>/g
  const found: string[] = []
  for await (const file of new Glob("src/**/*.{ts,tsx}").scan("."))
    for (const [handler] of (await Bun.file(file).text()).matchAll(whole)) found.push(`${file}: ${handler}`)
  expect(found).toEqual([])
})
