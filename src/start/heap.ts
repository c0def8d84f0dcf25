import v8 from 'node:v8'

/**
 * From here on the heap grows to 2.2 times what is alive before V8 looks for garbage: it keeps the memory that it has once taken
 * (docs/performance.md). Called when the program has started, which takes longer if garbage is looked for that often.
 */
export function keepHeapSmall(): void {
  v8.setFlagsFromString('--heap-growing-percent=120')
}
