import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Violations } from '../core/errors.ts'
import { isStrict, queryOf } from './paging.ts'

/**
 * Refuses parameters that a route does not declare, in strict requests. Lists, and reads with `with`, report them together with their own
 * by {@link requireKnown}.
 */
export function refuseUnknownParameters(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    if (!isStrict(request) || request.is404) return
    const declared = declaredIn(request)
    if (!declared.has('page') && !declared.has('with')) requireKnown(request, [])
  })
}

/**
 * Refuses a strict request with a parameter that the route does not declare, or with others that it does not know.
 * @throws Invalid
 */
export function requireKnown(
  request: FastifyRequest,
  parameters: readonly string[],
  known: ReadonlySet<string> = new Set(),
): void {
  if (!isStrict(request)) return
  const violations = new Violations('single')
  for (const parameter of [...undeclared(request), ...parameters])
    if (!known.has(parameter)) violations.add(0, 'UnknownParameter', parameter)
  violations.throwIfAny()
}

/** The parameters of a request that its route does not declare. What stands below `filter` and `order` is a list's own to check. */
function undeclared(request: FastifyRequest): string[] {
  const declared = declaredIn(request)
  const isKnown = (name: string) =>
    declared.has(name) || (declared.has('page') && (name === 'filter' || name === 'order'))
  return [...queryOf(request).children.keys()].filter((name) => !isKnown(name))
}

/** The names of the parameters that a route declares: `filter` for `filter[id][]`. */
function declaredIn({ routeOptions }: FastifyRequest): ReadonlySet<string> {
  const { properties = {} } = (routeOptions.schema?.querystring ?? {}) as { properties?: object }
  return new Set(Object.keys(properties).map((name) => name.split('[', 1)[0] ?? name))
}
