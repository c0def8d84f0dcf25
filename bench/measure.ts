/** What one side of a comparison took in one round. */
export type Sample = {
  readonly latenciesMs: readonly number[]
  readonly seconds: number
}

/** One side of a comparison: prepares what it needs, then measures one round. Round 0 warms up. */
export type Side = (round: number) => Promise<Sample>

/** The rounds of both sides, warm-up left out. */
export type Rounds = { readonly ours: readonly Sample[]; readonly floor: readonly Sample[] }

export type Figures = { readonly p50Ms: number; readonly p99Ms: number; readonly perSecond: number }

/** Takes turns, so that whatever else the machine does meets both alike: ours, floor, ours, floor, and so on. */
export async function sideBySide(rounds: number, ours: Side, floor: Side): Promise<Rounds> {
  const taken: { ours: Sample[]; floor: Sample[] } = { ours: [], floor: [] }
  for (let round = 0; round <= rounds; round++) {
    const [mine, other] = [await ours(round), await floor(round)]
    if (round === 0) continue
    taken.ours.push(mine)
    taken.floor.push(other)
  }
  return taken
}

/** Does `count` operations by so many clients at once; each does one after another. */
export async function sample(
  count: number,
  clients: number,
  operation: (i: number, client: number) => Promise<unknown>,
): Promise<Sample> {
  const latenciesMs = new Array<number>(count)
  let next = 0
  const started = performance.now()
  const client = async (_: unknown, index: number) => {
    for (let i = next++; i < count; i = next++) {
      const from = performance.now()
      await operation(i, index)
      latenciesMs[i] = performance.now() - from
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { latenciesMs, seconds: (performance.now() - started) / 1000 }
}

/** One operation that took so long, as a sample. */
export function sampleOf(ms: number): Sample {
  return { latenciesMs: [ms], seconds: ms / 1000 }
}

/** The median and the rate of the median round; the 99th percentile of all rounds together. */
export function figuresOf(samples: readonly Sample[]): Figures {
  const all = samples.flatMap((each) => each.latenciesMs)
  return {
    p50Ms: median(samples.map(p50)),
    p99Ms: percentile(all, 0.99),
    perSecond: median(samples.map(rate)),
  }
}

/** The ratio of the two sides, round by round; its median holds where the machine's speed drifts between rounds. */
export function medianRatio({ ours, floor }: Rounds, of: (ours: Sample, floor: Sample) => number): number {
  return median(ours.map((each, i) => of(each, floor[i] as Sample)))
}

export function p50({ latenciesMs }: Sample): number {
  return median(latenciesMs)
}

/** Operations a second. */
export function rate({ latenciesMs, seconds }: Sample): number {
  return latenciesMs.length / seconds
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** The smallest value that at least this share of the values does not exceed. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}
