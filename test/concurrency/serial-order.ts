/**
 * An order of all writers in which every place saw those that wrote there: `histories` has the writers of each place, in the order in
 * which they wrote. Undefined when there is none, because two places saw two writers in different orders.
 */
export function serialOrderOf(histories: readonly (readonly string[])[]): string[] | undefined {
  const before = new Map<string, Set<string>>()
  for (const history of histories)
    history.forEach((writer, i) => {
      const earlier = before.get(writer) ?? new Set()
      for (const each of history.slice(0, i)) earlier.add(each)
      before.set(writer, earlier)
    })
  const order: string[] = []
  while (before.size > 0) {
    const free = [...before].filter(([, earlier]) => [...earlier].every((each) => !before.has(each)))
    if (free.length === 0) return undefined
    for (const [writer] of free) {
      order.push(writer)
      before.delete(writer)
    }
  }
  return order
}
