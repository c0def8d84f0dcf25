import type { TestAccount } from './server.ts'

/** Adds tags of customers and returns their ids. */
export async function addTags({ admin }: TestAccount, ...names: string[]): Promise<number[]> {
  const items = names.map((name) => ({ name }))
  const { json } = await admin.post('/api/v4/customers/tags', items).expect(200)
  return (json as { _embedded: { tags: { id: number }[] } })._embedded.tags.map(({ id }) => id)
}

/** The part of a written customer that gives it these tags and no others. */
export function tagged(...ids: number[]) {
  return { _embedded: { tags: ids.map((id) => ({ id })) } }
}

/** Returns the ids of the tags that a customer has and of the segments that it is in, as an answer shows them. */
export async function tagsAndSegments(
  { admin }: TestAccount,
  id: number,
): Promise<{ tags: number[]; segments: number[] }> {
  const { json } = await admin.get(`/api/v4/customers/${id}`).expect(200)
  const { tags, segments } = (json as { _embedded: Record<'tags' | 'segments', { id: number }[]> })._embedded
  return { tags: tags.map((tag) => tag.id), segments: segments.map((segment) => segment.id) }
}
