import type { EpochMs, KW } from '../../../../../domain/units.ts'

/** A consumer of the synthetic works: when it runs, in seconds of the local day that begins at 0. */
export interface PlantedConsumer {
  name: string
  powerKW: KW
  /** Begin and end of the runs of a day, seconds. */
  runsOf(day: number, random: () => number): [number, number][]
}

/** What a consumer did. */
export interface TrueRun {
  name: string
  from: EpochMs
  to: EpochMs
  powerKW: KW
}

/** A works whose consumers are known, second by second. */
export interface SyntheticWorks {
  at: Float64Array
  /** Positive into the bus: a load is negative. */
  powerKW: Float64Array
  runs: TrueRun[]
  baseKWh: number
  totalKWh: number
}

const daySeconds = 86_400

/** A small generator with a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const at = (hour: number, minute = 0) => hour * 3_600 + minute * 60

/** Compressor that cycles in the shift, furnace batches, ventilation by the clock, a light at night, a pump all day. */
export const plantedConsumers: PlantedConsumer[] = [
  {
    name: 'compressor',
    powerKW: 45,
    runsOf(_, random) {
      const runs: [number, number][] = []
      for (let s = at(6); s < at(22);) {
        const on = 150 + 180 * random()
        runs.push([s, s + on])
        s += on + 200 + 260 * random()
      }
      return runs
    },
  },
  {
    name: 'furnace',
    powerKW: 310,
    runsOf: (_, random) =>
      Array.from({ length: 12 }, (_unused, i) => {
        const begin = at(7) + i * 4_200 + 900 * random()
        return [begin, begin + 1_080 + 300 * random()]
      }),
  },
  { name: 'ventilation', powerKW: 75, runsOf: () => [[at(5, 45), at(20, 15)]] },
  {
    name: 'night light',
    powerKW: 16,
    runsOf: (_, random) => [
      [0, at(5, 10) + 300 * random()],
      [at(21, 40) + 300 * random(), daySeconds],
    ],
  },
  {
    name: 'pump',
    powerKW: 24,
    runsOf: (_, random) =>
      Array.from({ length: 24 }, (_unused, i) => {
        const begin = i * 3_600 + 600 * random()
        return [begin, begin + 700 + 60 * random()]
      }),
  },
]

/** Draws the works for some days: consumers, a base of 120 kW, noise of the meter and slow wander. */
export function drawWorks(options: {
  from: EpochMs
  days: number
  seed: number
  noiseKW: KW
  consumers?: PlantedConsumer[]
}): SyntheticWorks {
  const { from, days, seed, noiseKW, consumers = plantedConsumers } = options
  const random = seeded(seed)
  const count = days * daySeconds
  const draw = new Float64Array(count).fill(120)
  const runs: TrueRun[] = []
  for (const { name, powerKW, runsOf } of consumers)
    for (let day = 0; day < days; day++)
      for (const [begin, end] of runsOf(day, random)) {
        const size = powerKW * (0.97 + 0.06 * random())
        const [first, last] = [
          day * daySeconds + Math.round(begin),
          Math.min(count, day * daySeconds + Math.round(end)),
        ]
        for (let s = first; s < last; s++) draw[s] = (draw[s] ?? 0) + size
        const before = runs.findLast((run) => run.name === name)
        // what runs over midnight is one run
        if (before && before.to === from + first * 1_000) before.to = from + last * 1_000
        else runs.push({ name, from: from + first * 1_000, to: from + last * 1_000, powerKW: size })
      }
  let total = 0
  const powerKW = draw.map((kW, s) => {
    const wander = 4 * Math.sin(s / 1_700) + 2.5 * Math.sin(s / 463)
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const value = Math.max(0, kW + wander + noiseKW * normal)
    total += value
    return -value
  })
  return {
    at: Float64Array.from({ length: count }, (_, s) => from + s * 1_000),
    powerKW,
    runs,
    baseKWh: (120 * count) / 3_600,
    totalKWh: total / 3_600,
  }
}

/** How well runs were found. */
export interface RunScore {
  precision: number
  recall: number
}

/**
 * A run is found when one that was reported begins and ends within the tolerance of it and has its power within a fifth;
 * each counts once.
 */
export function scoreRuns(
  found: readonly { from: EpochMs; to: EpochMs; powerKW: KW }[],
  truth: readonly TrueRun[],
  toleranceMs = 10_000,
): RunScore {
  const free = new Set(found)
  let hits = 0
  for (const run of truth) {
    const match = [...free].find(
      (one) =>
        Math.abs(one.from - run.from) <= toleranceMs &&
        Math.abs(one.to - run.to) <= toleranceMs &&
        Math.abs(one.powerKW - run.powerKW) <= 0.2 * run.powerKW,
    )
    if (!match) continue
    free.delete(match)
    hits += 1
  }
  return { precision: found.length > 0 ? hits / found.length : 1, recall: truth.length > 0 ? hits / truth.length : 1 }
}
