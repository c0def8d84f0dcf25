import type { FastifyRequest } from 'fastify'
import { queryOf } from './paging.ts'
import { nodeAt, scalarOf } from './query-string.ts'

/** Whether the query of a request says `name=1`. @throws BadQuery */
export function hasFlag(request: FastifyRequest, name: string): boolean {
  return scalarOf(nodeAt(queryOf(request), name)) === '1'
}
