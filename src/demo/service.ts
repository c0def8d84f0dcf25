import type { Deps } from '../account/scope.ts'

/** Fills an account that has no customers. @returns what was loaded, or undefined where there are customers already */
export async function fillDemo(deps: Deps, accountId: number): Promise<string | undefined> {
  void deps
  void accountId
  return undefined
}
