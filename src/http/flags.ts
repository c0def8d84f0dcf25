import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { queryOf } from './paging.ts'
import { nodeAt, scalarOf } from './query-string.ts'

/** For routes that delete what rules may use. */
export const ForceQuery = Type.Object({
  force: Type.Optional(
    Type.String({
      description: '1: delete it although rules use it; these are broken then, and nobody has it',
    }),
  ),
})

/** Whether the query of a request says `name=1`. @throws BadQuery */
export function hasFlag(request: FastifyRequest, name: string): boolean {
  return scalarOf(nodeAt(queryOf(request), name)) === '1'
}
