import { renderDifference } from '../../src/check/difference.ts'
import { check } from '../../src/check/service.ts'

/**
 * What an account keeps twice and does not agree on, and what is pending in it, a line each; empty when all is well. Whatever was
 * interrupted or ran at once with something else, this must hold afterwards.
 */
export async function inconsistenciesOf(
  deps: Parameters<typeof check>[0],
  accountId: number,
): Promise<string[]> {
  const lines: string[] = []
  await check(deps, accountId, (difference) => lines.push(renderDifference(difference)))
  return lines
}
