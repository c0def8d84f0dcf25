import type { TestAccount } from './server.ts'

/** Adds a segment with the conditions given, to an account in segments mode. Tags may be named, as clients may. */
export async function addSegment(
  { admin }: TestAccount,
  name: string,
  rules: { entry?: object; exit?: object } = {},
): Promise<number> {
  const { json } = await admin.post('/api/v4/customers/segments', { name }).expect(200)
  const { id } = json as { id: number }
  const { entry = null, exit = null } = rules
  if (entry !== null || exit !== null)
    await admin.put(`/api/patron/v1/segments/${id}/conditions`, { entry, exit }).expect(200)
  return id
}
