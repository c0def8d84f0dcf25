import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { queryOf } from './paging.ts'
import { nodeAt, scalarOf } from './query-string.ts'

/** Returns the schema of a parameter that is 1 or absent, which {@link hasFlag} reads. `meaning`: what 1 says. */
export function flag(meaning: string) {
  return Type.Optional(Type.Integer({ minimum: 0, maximum: 1, description: `1: ${meaning}` }))
}

/** For routes that delete what rules may use. */
export const ForceQuery = Type.Object({
  force: flag('delete it although rules use it; these are broken then, and nobody has it'),
})

/** Whether the query of a request says `name=1`. @throws BadQuery */
export function hasFlag(request: FastifyRequest, name: string): boolean {
  return scalarOf(nodeAt(queryOf(request), name)) === '1'
}
