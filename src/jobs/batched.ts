/**
 * Returns a function that does `work` for single items together: those that come while it is under way share the next call. A call that
 * fails fails for all items of it.
 */
export function batched<Item>(
  work: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let waiting: Item[] = []
  let next: Promise<void> | undefined
  let underWay: Promise<unknown> = Promise.resolve()
  return (item) => {
    waiting.push(item)
    next ??= underWay.then(() => {
      const items = waiting
      waiting = []
      next = undefined
      const doing = work(items)
      underWay = doing.catch(() => undefined) // each item's caller hears of it
      return doing
    })
    return next
  }
}
