import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { UNIX_SECONDS } from '../../src/http/client-forms.ts'

/** What of an answer differs from the reference: nothing, or one line for each difference. */
export type AnswerCheck = (
  method: string,
  url: string,
  status: number,
  contentType: unknown,
  body: unknown,
) => string[]

type Schema = Record<string, unknown>
type Operation = { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }
type Document = { paths?: Record<string, Record<string, unknown> | undefined>; components?: Schema }

/** Holds answers to `openapi.json`: the status is listed, the content type is exact, the body fits its schema and has no key besides. */
export function answerCheckOf(document: object): AnswerCheck {
  const { paths = {}, components } = document as Document
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { [UNIX_SECONDS]: true } })
  const compiled = new Map<Schema, ValidateFunction>()
  const routes = Object.entries(paths).map(([path, operations]) => ({
    path,
    operations: operations as Record<string, Operation>,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    // A path without parameters goes before one with: `/customers/mode` is no customer.
    isStatic: !path.includes('{'),
  }))
  routes.sort(
    (a, b) => Number(b.isStatic) - Number(a.isStatic) || a.path.split('{').length - b.path.split('{').length,
  )

  return (method, url, status, contentType, body) => {
    const pathname = url.split('?', 1)[0] ?? ''
    const route = routes.find(
      ({ pattern, operations }) => pattern.test(pathname) && method.toLowerCase() in operations,
    )
    const operation = route?.operations[method.toLowerCase()]
    if (operation === undefined) return []
    const response = operation.responses[String(status)]
    if (response === undefined)
      return status >= 500 ? [] : [`${method} ${route?.path} does not list the status ${status}`]
    const listed = Object.entries(response.content ?? {})
    const [expectedType, media] = listed.find(([type]) => type === contentType) ?? listed[0] ?? []
    if (media === undefined || expectedType === undefined)
      return body === undefined ? [] : ['a body where none is listed']
    if (contentType !== expectedType)
      return [`content type ${String(contentType)} in place of ${expectedType}`]
    let validate = compiled.get(media.schema)
    if (validate === undefined) {
      // References begin at the root of what is compiled, as they do in the document.
      validate = ajv.compile(closed({ ...media.schema, components }) as Schema)
      compiled.set(media.schema, validate)
    }
    if (validate(body)) return []
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    )
  }
}

/** A schema whose objects take no keys besides those they list; objects that list none stay open. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  const properties = copy['properties']
  if (typeof properties === 'object' && properties !== null && Object.keys(properties).length > 0)
    copy['additionalProperties'] ??= false
  return copy
}
