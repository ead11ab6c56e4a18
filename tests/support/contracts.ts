import routerOf from "@stoplight/prism-http/dist/router/index.js"
import { getHttpOperationsFromSpec } from "@stoplight/prism-http/dist/utils/operations.js"
import { validateInput, validateOutput } from "@stoplight/prism-http/dist/validator/index.js"

// Are requests of ours, and answers of our stand-ins, as the provider describes them? Prism is the judge.

export type Shape = Record<string, unknown>
type Content = { content: Record<string, { schema: Shape }> }
export type Operation = {
  operationId: string
  parameters: { name: string; in: string; required: boolean; schema: Shape }[]
  requestBody?: Content & { required: boolean }
  responses: Record<string, { description: string } & Partial<Content>>
}
/** A description in OpenAPI, as far as we need it. */
export type Description = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Shape> }
}

/** One request as it left, and what was answered; null: the answer got lost. */
export type Exchange = {
  method: string
  /** With its query. */
  address: string
  body: unknown
  answer: { status: number; body: unknown } | null
}

/** What is wrong with an exchange, in words; an empty list when it keeps to the description. */
export type Judge = (exchange: Exchange) => string[]

export async function judgeOf(description: Description): Promise<Judge> {
  const resources = await getHttpOperationsFromSpec(description)
  return ({ method, address, body, answer }) => {
    const { pathname, searchParams } = new URL(address, "http://localhost")
    const url = { path: pathname, query: Object.fromEntries(searchParams) }
    const input = {
      method: method.toLowerCase() as "get",
      url,
      ...(body === undefined ? {} : { body, headers: headersOf(body) }),
    }
    const routed = routerOf({ resources, input })
    if (routed._tag === "Left") return [`${method} ${pathname}: ${routed.left.message}`]
    const resource = routed.right
    const known = new Set(resource.request?.query?.map(({ name }) => name))
    const strange = [...searchParams.keys()].filter((name) => !known.has(name))
    return [
      ...strange.map((name) => `query.${name}: no such parameter`),
      ...faultsIn("request", validateInput({ resource, element: input as never })),
      ...(answer === null
        ? []
        : faultsIn("answer", validateOutput({ resource, element: elementOf(answer) as never }))),
    ]
  }
}

const headersOf = (body: unknown) => ({
  "content-type": "application/json",
  "content-length": String(JSON.stringify(body).length),
})

const elementOf = ({ status, body }: NonNullable<Exchange["answer"]>) => ({
  statusCode: status,
  ...(body === undefined ? {} : { body }),
  headers: body === undefined ? {} : { "content-type": "application/json" },
})

type Verdict = ReturnType<typeof validateInput> | ReturnType<typeof validateOutput>
const faultsIn = (what: string, verdict: Verdict): string[] =>
  verdict._tag === "Right"
    ? []
    : verdict.left.map(({ path, message }) => `${what} ${path?.join(".") ?? ""}: ${message}`)
