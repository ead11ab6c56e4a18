/**
 * Cuts from the published descriptions of Google Calendar and Microsoft Graph what talks online use, line for line, into
 * tests/files/contracts. Needed only when there is a newer description; where each comes from is in the README there.
 *
 *   bun bin/cut-contracts.ts calendar-api.json cleanMetadata.xml
 */
import { join } from "node:path"

type Method = { parameters?: object; request?: { $ref: string }; response?: { $ref: string } }
type Discovery = {
  resources: Record<string, { methods: Record<string, Method> }>
  schemas: Record<string, object>
} & Record<string, unknown>

const [, , google = "", microsoft = ""] = process.argv
const to = (name: string) => join(import.meta.dir, "../tests/files/contracts", name)

/** Google's own words, for people; and defaults, some of which are of another type than they say. */
const left = new Set(["description", "enumDescriptions", "default"])
const isSchema = (value: unknown) => typeof value === "object" && !Array.isArray(value)
const strip = (value: object): object =>
  JSON.parse(JSON.stringify(value, (key, each) => (left.has(key) && !isSchema(each) ? undefined : each)))

async function cutGoogle(): Promise<void> {
  const whole = (await Bun.file(google).json()) as Discovery
  const wanted = { calendars: ["insert", "delete"], events: ["insert", "get", "patch", "delete"] }
  const resources = Object.fromEntries(
    Object.entries(wanted).map(([name, methods]) => [
      name,
      { methods: Object.fromEntries(methods.map((each) => [each, whole.resources[name]?.methods[each]])) },
    ]),
  )
  const schemas: Record<string, object> = {}
  const follow = (value: object): void => {
    for (const [, name = ""] of JSON.stringify(value).matchAll(/"\$ref":"(\w+)"/g)) {
      if (name in schemas) continue
      schemas[name] = whole.schemas[name] ?? {}
      follow(schemas[name])
    }
  }
  follow(resources)
  const { id, revision, rootUrl, servicePath, parameters } = whole
  const cut = strip({ id, revision, rootUrl, servicePath, parameters, resources, schemas })
  await Bun.write(to("google-calendar-v3.json"), `${JSON.stringify(cut, null, 1)}\n`)
}

async function cutMicrosoft(): Promise<void> {
  const [schema = ""] = (await Bun.file(microsoft).text()).split("</Schema>")
  const block = (kind: string, name: string) =>
    new RegExp(`^ *<${kind} Name="${name}"(?:[^>]*/>|[\\s\\S]*?</${kind}>)\n`, "m").exec(schema)?.[0]
  const kept = new Map<string, string>()
  const follow = (name: string): void => {
    if (kept.has(name)) return
    const text = ["EntityType", "ComplexType", "EnumType"].map((kind) => block(kind, name)).find(Boolean)
    if (!text) throw new Error(`No ${name} in ${microsoft}`)
    // What can be reached from a meeting is another matter, with requests of its own.
    const own = text.replace(/^ *<NavigationProperty [^>]*(?:\/>|>[\s\S]*?<\/NavigationProperty>)\n/gm, "")
    kept.set(name, own)
    for (const [, type = ""] of own.matchAll(/(?:Type|BaseType)="(?:Collection\()?graph\.(\w+)/g))
      follow(type)
  }
  const action = [...schema.matchAll(/^ *<Action Name="createOrGet"[\s\S]*?<\/Action>\n/gm)]
    .map(([text]) => text)
    .find((text) => text.includes("graph.onlineMeeting)"))
  if (!action) throw new Error(`No createOrGet in ${microsoft}`)
  follow("onlineMeeting")
  for (const [, type = ""] of action.matchAll(/Type="(?:Collection\()?graph\.(\w+)/g)) follow(type)
  const types = [...kept].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text)
  await Bun.write(
    to("microsoft-graph-v1.xml"),
    `<Schema Namespace="microsoft.graph" Alias="graph">\n${types.join("")}${action}</Schema>\n`,
  )
}

await Promise.all([cutGoogle(), cutMicrosoft()])
