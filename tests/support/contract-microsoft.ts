import { join } from "node:path"
import { XMLParser } from "fast-xml-parser"
import type { Description, Operation, Shape } from "./contracts.ts"

// Microsoft's description of Graph (metadata in CSDL), said as OpenAPI.

type Attributes = Record<`@${string}`, string>
type Type = Attributes & { Property?: Attributes[]; Member?: Attributes[]; Parameter?: Attributes[] }
export type Metadata = { EntityType: Type[]; ComplexType: Type[]; EnumType: Type[]; Action: Type[] }

export async function readMicrosoft(): Promise<Metadata> {
  const text = await Bun.file(join(import.meta.dir, "../files/contracts/microsoft-graph-v1.xml")).text()
  const lists = /^(EntityType|ComplexType|EnumType|Action|Property|Member|Parameter)$/
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    isArray: (name) => lists.test(name),
  })
  return (parser.parse(text) as { Schema: Metadata }).Schema
}

const meeting = { $ref: "#/components/schemas/onlineMeeting" }
const json = (schema: Shape) => ({ content: { "application/json": { schema } } })

/** How Graph says no. */
const refusal: Shape = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: { code: { type: "string" }, message: { type: "string" } },
    },
  },
}

/**
 * The meetings of who asks. In the metadata an id is part of every meeting, and nothing says which parts a change may hold: here an
 * answer has one, and a change is any part of a meeting but that.
 */
export function describeMicrosoft(from: Metadata): Description {
  const whole = [...from.EntityType, ...from.ComplexType].map((each) => [each["@Name"], shapeOf(from, each)])
  const enums = from.EnumType.map(({ "@Name": name, Member = [] }) => [
    name,
    { type: "string", enum: Member.map((each) => each["@Name"]) },
  ])
  const schemas: Record<string, Shape> = Object.fromEntries([...whole, ...enums])
  const { properties } = schemas["onlineMeeting"] as { properties: Record<string, Shape> }
  const { id: _, ...changeable } = properties
  const answered = { "200": { description: "there", ...json(meeting) } }
  const one = { name: "id", in: "path", required: true, schema: { type: "string" } }
  const operation = (operationId: string, rest: Partial<Operation>): Operation => ({
    operationId,
    parameters: [],
    ...rest,
    responses: { ...rest.responses, default: { description: "refused", ...json(refusal) } },
  })
  return {
    openapi: "3.1.0",
    info: { title: "Microsoft Graph", version: "1.0" },
    paths: {
      "/me/onlineMeetings/createOrGet": {
        post: operation("createOrGet", {
          requestBody: { required: true, ...json(actionOf(from)) },
          responses: { ...answered, "201": { description: "made", ...json(meeting) } },
        }),
      },
      "/me/onlineMeetings/{id}": {
        patch: operation("change", {
          parameters: [one],
          requestBody: {
            required: true,
            ...json({
              type: "object",
              properties: changeable,
              additionalProperties: false,
              minProperties: 1,
            }),
          },
          responses: answered,
        }),
        delete: operation("drop", { parameters: [one], responses: { "204": { description: "gone" } } }),
      },
      "/v1.0/$batch": { post: operation("batch", parcels) },
    },
    components: { schemas },
  }
}

/** Parcels, as OData 4.01 (JSON batch) and Graph's own limit of twenty have them; they stand in no metadata. */
const parcels: Partial<Operation> = {
  requestBody: {
    required: true,
    ...json({
      type: "object",
      required: ["requests"],
      additionalProperties: false,
      properties: {
        requests: {
          type: "array",
          minItems: 1,
          maxItems: 20,
          items: {
            type: "object",
            required: ["id", "method", "url"],
            additionalProperties: false,
            properties: {
              id: { type: "string" },
              method: { type: "string", enum: ["POST", "PATCH", "DELETE"] },
              url: { type: "string", pattern: "^/" },
              headers: { type: "object", additionalProperties: { type: "string" } },
              body: { type: "object" },
            },
            dependentRequired: { body: ["headers"] },
          },
        },
      },
    }),
  },
  responses: {
    "200": {
      description: "each by itself",
      ...json({
        type: "object",
        required: ["responses"],
        properties: {
          responses: {
            type: "array",
            items: {
              type: "object",
              required: ["id", "status"],
              properties: {
                id: { type: "string" },
                status: { type: "integer", minimum: 200, maximum: 599 },
                headers: { type: "object", additionalProperties: { type: "string" } },
              },
            },
          },
        },
      }),
    },
  },
}

function actionOf(from: Metadata): Shape {
  const parameters = (from.Action[0]?.Parameter ?? []).filter((each) => each["@Name"] !== "bindingParameter")
  return objectOf(parameters, false)
}

/** A type with all that it inherits. */
function shapeOf(from: Metadata, type: Type): Shape {
  const own = type.Property ?? []
  const base = /\.(\w+)$/.exec(type["@BaseType"] ?? "")?.[1]
  const above = [...from.EntityType, ...from.ComplexType].find((each) => each["@Name"] === base)
  const inherited = above ? (shapeOf(from, above) as { properties: object; required: string[] }) : null
  const shape = objectOf(own, true) as { properties: object; required: string[] }
  return {
    ...shape,
    properties: { ...inherited?.properties, ...shape.properties },
    required: [...(inherited?.required ?? []), ...shape.required],
  }
}

const objectOf = (properties: readonly Attributes[], annotated: boolean): Shape => ({
  type: "object",
  properties: Object.fromEntries(properties.map((each) => [each["@Name"], typeOf(each)])),
  required: properties.filter((each) => each["@Nullable"] === "false").map((each) => each["@Name"]),
  additionalProperties: false,
  // What OData says beside a part: "@odata.context", "joinWebUrl@odata.type".
  ...(annotated ? { patternProperties: { "@odata\\.": {} } } : {}),
})

const primitives: Record<string, Shape> = {
  "Edm.String": { type: "string" },
  "Edm.Boolean": { type: "boolean" },
  "Edm.Int32": { type: "integer" },
  "Edm.Int64": { type: "integer" },
  "Edm.Double": { type: "number" },
  "Edm.Guid": { type: "string" },
  "Edm.DateTimeOffset": { type: "string", format: "date-time" },
  "Edm.Duration": { type: "string" },
}

function typeOf(property: Attributes): Shape {
  const [, many, name = ""] = /^(Collection\()?([\w.]+)\)?$/.exec(property["@Type"] ?? "") ?? []
  const shape =
    primitives[name] ?? (name.startsWith("graph.") ? { $ref: `#/components/schemas/${name.slice(6)}` } : {})
  if (many) return { type: "array", items: shape }
  return property["@Nullable"] === "false" ? shape : { anyOf: [shape, { type: "null" }] }
}
