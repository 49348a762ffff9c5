import { detectorNames } from '../../../domain/health/anomaly.ts'
import type { HealthModels } from '../../../domain/rpc/health/models.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { AssetWatch } from '../diagnosis/asset-watch.ts'
import type { HealthSignal } from '../diagnosis/normal/signal.ts'
import { median } from '../statistics.ts'
import type { Feedback } from '../feedback/feedback.ts'
import type { Muting } from '../feedback/muting.ts'
import { dayMs } from '../history.ts'
import type { Counting } from './counting.ts'
import { countedDays } from './now.ts'

/** What the model page is made of. */
export interface ModelsNeeds {
  watches: ReadonlyMap<string, AssetWatch>
  feedback: Feedback
  muting: Muting
  counting: Counting
  /** Models that were trained, the newest version of each first; and how training stands. */
  trained: () => Pick<HealthModels, 'models' | 'training'>
}

/** How right we are, by month and source, and the models behind it. */
export function modelsPage({ watches, feedback, muting, counting, trained }: ModelsNeeds, at: EpochMs): HealthModels {
  const { models, training } = trained()
  return {
    overall: counting.between(at - countedDays * dayMs, at + 1),
    months: counting.byMonth(at),
    sources: sourcesOf(feedback, muting, at),
    models: [...models, ...[...watches.values()].flatMap((watch) => normalModel(watch) ?? [])],
    training,
  }
}

function sourcesOf(feedback: Feedback, muting: Muting, at: EpochMs): HealthModels['sources'] {
  const names: [HealthModels['sources'][number]['source'], string][] = [
    ['forecast', 'Forecasts'],
    ...(Object.entries(detectorNames) as [keyof typeof detectorNames, string][]),
  ]
  return names.map(([source, name]) => {
    const { judged, precisionBefore, precisionNow, thresholdRatio } = feedback.record(source)
    const muted = muting.of(source, at)
    const learned = thresholdRatio === 1 ? 'Announces as built.' : `Asks for ${thresholdRatio} times as much as built.`
    const words = muted?.words ?? (judged === 0 ? 'Nobody has judged it yet.' : learned)
    return { source, name, judged, precisionBefore, precisionNow, thresholdRatio, words }
  })
}

/** What is normal for an asset, as a model: its version is the number of days it has learned. */
function normalModel({ asset, signals }: AssetWatch): HealthModels['models'][number] | undefined {
  const ready = [...signals.values()].filter((signal) => signal.isReady())
  if (ready.length === 0) return undefined
  const days = ready.map((signal) => signal.days())
  const to = (Math.max(...ready.map(({ state }) => state.learnedDay)) + 1) * dayMs
  const errors = ready.map(relativeError).filter(Number.isFinite)
  return {
    id: `normal ${asset.id}`,
    version: Math.max(...days),
    name: `What is normal for ${asset.name}`,
    madeAt: to,
    trainedFrom: to - Math.max(...days) * dayMs,
    trainedTo: to,
    rows: ready.reduce((sum, { state }) => sum + (state.moments?.rows ?? 0), 0),
    seed: 0,
    error: errors.length === 0 ? null : Number((100 * median(errors)).toFixed(2)),
    unit: '% of level',
    coverage90: coverage(ready),
    isInCharge: true,
    words: `${ready.length} signals by load, weather and the healthy parts of the same machine; judged on days before they were learned.`,
  }
}

function relativeError(signal: HealthSignal): number {
  return median(signal.state.departures.map(Math.abs)) / Math.abs(signal.level())
}

/** Share of days inside the band of 90 % that their scatter makes. */
function coverage(signals: readonly HealthSignal[]): number | null {
  let [inside, all] = [0, 0]
  for (const signal of signals) {
    const band = 1.645 * signal.noise()
    inside += signal.state.departures.filter((departure) => Math.abs(departure) <= band).length
    all += signal.state.departures.length
  }
  return all === 0 ? null : inside / all
}
