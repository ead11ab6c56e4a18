import { join } from "node:path"
import type { Description, Operation, Shape } from "./contracts.ts"

// Google's description of its Calendar (a discovery document), said as OpenAPI.

type Parameter = Shape & { location: "path" | "query"; required?: boolean }
type Method = {
  id: string
  httpMethod: string
  path: string
  scopes: string[]
  parameters?: Record<string, Parameter>
  request?: { $ref: string }
  response?: { $ref: string }
}
type Schema = Shape & {
  $ref?: string
  id?: string
  annotations?: { required?: string[] }
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema
}
export type Discovery = {
  rootUrl: string
  servicePath: string
  parameters: Record<string, Parameter>
  resources: Record<string, { methods: Record<string, Method> }>
  schemas: Record<string, Schema>
}

export const readGoogle = (): Promise<Discovery> =>
  Bun.file(join(import.meta.dir, "../files/contracts/google-calendar-v3.json")).json()

/**
 * What we ask more of ourselves than Google asks of us: without "conferenceDataVersion" the link is left out without a word, without
 * "sendUpdates" people may get mail, and without "fields" more of an event comes back than we want to know.
 */
const wanted: Record<string, Record<string, Shape>> = {
  "calendar.calendars.insert": { fields: { type: "string" } },
  "calendar.events.insert": {
    conferenceDataVersion: { type: "integer", minimum: 1, maximum: 1 },
    sendUpdates: { type: "string", enum: ["none"] },
    fields: { type: "string" },
  },
  "calendar.events.get": { fields: { type: "string" } },
  "calendar.events.patch": { sendUpdates: { type: "string", enum: ["none"] }, fields: { type: "string" } },
  "calendar.events.delete": { sendUpdates: { type: "string", enum: ["none"] } },
}
/** What Google says in words only: the letters and length of an id that is chosen by us, and which words there are. */
const inWords: Record<string, Record<string, Shape>> = {
  Event: {
    id: { type: "string", pattern: "^[a-v0-9]{5,1024}$" },
    status: { type: "string", enum: ["confirmed", "tentative", "cancelled"] },
    visibility: { type: "string", enum: ["default", "public", "private", "confidential"] },
  },
  ConferenceSolutionKey: {
    type: { type: "string", enum: ["eventHangout", "eventNamedHangout", "hangoutsMeet", "addOn"] },
  },
  ConferenceRequestStatus: { statusCode: { type: "string", enum: ["pending", "success", "failure"] } },
  EntryPoint: { entryPointType: { type: "string", enum: ["video", "phone", "sip", "more"] } },
}

export function describeGoogle(from: Discovery): Description {
  const paths: Description["paths"] = {}
  for (const { methods } of Object.values(from.resources))
    for (const method of Object.values(methods)) {
      const path = `/${from.servicePath}${method.path}`
      paths[path] = { ...paths[path], [method.httpMethod.toLowerCase()]: operationOf(from, method) }
    }
  const schemas = Object.fromEntries(
    Object.entries(from.schemas).map(([name, each]) => [name, shapeOf(each)]),
  )
  for (const [name, words] of Object.entries(inWords))
    Object.assign(schemas[name]?.["properties"] ?? {}, words)
  return {
    openapi: "3.1.0",
    info: { title: "Google Calendar", version: "3" },
    paths,
    components: { schemas },
  }
}

function operationOf(from: Discovery, method: Method): Operation {
  const more = wanted[method.id] ?? {}
  const parameters = Object.entries({ ...from.parameters, ...method.parameters }).map(([name, each]) => ({
    name,
    in: each.location ?? "query",
    required: each.required === true || name in more,
    schema: more[name] ?? shapeOf(each),
  }))
  const body = method.request && {
    required: true,
    content: { "application/json": { schema: requestOf(from, method.request.$ref, method.id) } },
  }
  const answer = method.response && {
    content: { "application/json": { schema: { $ref: `#/components/schemas/${method.response.$ref}` } } },
  }
  return {
    operationId: method.id,
    parameters,
    ...(body ? { requestBody: body } : {}),
    responses: {
      [answer ? "200" : "204"]: { description: "done", ...answer },
      default: { description: "refused", content: { "application/json": { schema: refusal } } },
    },
  }
}

/** A body as this method wants it: which parts it may not miss is written at those parts. */
function requestOf({ schemas }: Discovery, name: string, method: string): Shape {
  const required = Object.entries(schemas[name]?.properties ?? {})
    .filter(([, each]) => each.annotations?.required?.includes(method))
    .map(([property]) => property)
  return { allOf: [{ $ref: `#/components/schemas/${name}` }], required }
}

/** How Google says no; it is the same everywhere, and stands in no description. */
const refusal: Shape = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "errors"],
      properties: {
        code: { type: "integer", minimum: 400, maximum: 599 },
        message: { type: "string" },
        errors: {
          type: "array",
          minItems: 1,
          items: { type: "object", required: ["reason"], properties: { reason: { type: "string" } } },
        },
      },
    },
  },
}

const kept = ["type", "format", "enum", "pattern"] as const

/** A piece of the description as a JSON schema. A name that is not in it is a mistake: Google would overlook it in silence. */
function shapeOf(schema: Schema): Shape {
  if (schema.$ref) return { $ref: `#/components/schemas/${schema.$ref}` }
  const shape: Shape = {}
  for (const name of kept) if (schema[name] !== undefined) shape[name] = schema[name]
  if (shape["type"] === "any") delete shape["type"]
  for (const name of ["minimum", "maximum"])
    if (schema[name] !== undefined) shape[name] = Number(schema[name])
  if (schema.items) shape["items"] = shapeOf(schema.items)
  if (schema.properties) {
    shape["properties"] = Object.fromEntries(
      Object.entries(schema.properties).map(([name, each]) => [name, shapeOf(each)]),
    )
    shape["additionalProperties"] = false
  }
  if (schema.additionalProperties) shape["additionalProperties"] = shapeOf(schema.additionalProperties)
  return shape
}

/** Names in a mask, "id,entryPoints(uri)", that this schema does not know: Google refuses such a request. */
export function strangeFields(from: Discovery, name: string, mask: string): string[] {
  const meant = (schema: Schema | undefined) => (schema?.$ref ? from.schemas[schema.$ref] : schema)
  const walk = (schema: Schema | undefined, text: string): string[] =>
    splitTop(text).flatMap((piece) => {
      const [, field = "", below, among] = /^(\w+)(?:\/(.+)|\((.+)\))?$/.exec(piece) ?? []
      const found = meant(meant(schema)?.properties?.[field])
      if (!found) return [piece]
      const inner = below ?? among
      return inner ? walk(found.items ?? found, inner) : []
    })
  return walk(from.schemas[name], mask)
}

/** Cuts at the commas that stand in no brackets. */
function splitTop(text: string): string[] {
  const pieces = [""]
  let depth = 0
  for (const letter of text) {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0
    if (letter === "," && depth === 0) pieces.push("")
    else pieces[pieces.length - 1] += letter
  }
  return pieces
}
