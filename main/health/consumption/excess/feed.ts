import type { Asset } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { ConsumptionHistory, Steps } from '../history.ts'
import type { Aspect, Mean } from './aspect.ts'
import { type ExcessBook, type FiveMinutes, fiveMinutesMs } from './excess-book.ts'

const keyOf = (assetId: string, point: PointName) => `${assetId} ${point}`

/** What a book is fed from. */
export interface FeedNeeds {
  assets: readonly Asset[]
  aspects: readonly Aspect[]
  history: ConsumptionHistory
  /** Lets the control loop have its turn. */
  pause(): Promise<void>
}

/** Two hours of a site: a few milliseconds. */
const stepsAtOnce = 24

/** Gives a book what is stored of a stretch, in means of five minutes. A stretch of which nothing is stored costs one look. */
export async function feed(
  { assets, aspects, history, pause }: FeedNeeds,
  book: Pick<ExcessBook, 'take'>,
  { from, to }: { from: EpochMs; to: EpochMs },
): Promise<void> {
  // five minutes more, for what is compared with the step before
  const begin = from - fiveMinutesMs
  const look = (assetId: string, point: PointName) =>
    history.steps({ assetId, point, from: begin, to, stepMs: fiveMinutesMs })
  const series = new Map<string, Steps>()
  const first = assets.find(({ kind }) => kind === 'grid') ?? assets[0]
  if (!first) return
  const probe = await look(first.id, 'activePowerKW')
  if (probe.mean.every(Number.isNaN)) return
  for (const { assetId, points } of aspects)
    for (const point of points) {
      const key = keyOf(assetId, point)
      if (!series.has(key)) series.set(key, await look(assetId, point))
    }
  const ambients: Steps[] = []
  for (const { id } of assets) ambients.push(await look(id, 'ambientDegC'))
  const count = Math.round((to - from) / fiveMinutesMs)
  for (let i = 1; i <= count; i++) {
    if (i % stepsAtOnce === 0) await pause()
    book.take(minutesOf({ series, ambients, history }, begin, i))
  }
}

interface Read {
  series: ReadonlyMap<string, Steps>
  ambients: readonly Steps[]
  history: Pick<ConsumptionHistory, 'priceEurPerMWh'>
}

function minutesOf({ series, ambients, history }: Read, begin: EpochMs, i: number): FiveMinutes {
  const at = begin + i * fiveMinutesMs
  const mean = (assetId: string, point: PointName, place: number): Mean | undefined => {
    const steps = series.get(keyOf(assetId, point))
    const value = steps?.mean[place]
    if (!steps || value === undefined || Number.isNaN(value)) return undefined
    return { mean: value, min: steps.min[place] ?? value, max: steps.max[place] ?? value }
  }
  const known = ambients.flatMap(({ mean: values }) => {
    const value = values[i] ?? Number.NaN
    return Number.isNaN(value) ? [] : [value]
  })
  return {
    at,
    mean: (assetId, point) => mean(assetId, point, i),
    before: (assetId, point) => mean(assetId, point, i - 1),
    ambientDegC: known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)],
    priceEurPerMWh: history.priceEurPerMWh(at),
  }
}
