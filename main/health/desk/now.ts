import type { HealthNow } from '../../../domain/rpc/health/forecasts.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { failureMode } from '../../../domain/health/failure-modes.ts'
import type { AnomalyBook } from '../anomalies.ts'
import type { AssetWatch } from '../diagnosis/asset-watch.ts'
import { originName } from '../diagnosis/forecast-of.ts'
import type { Forecasts } from '../diagnosis/forecasts.ts'
import { modeHealthOf } from '../diagnosis/mode-health.ts'
import type { Feedback } from '../feedback/feedback.ts'
import { dayMs } from '../history.ts'
import type { Counting } from './counting.ts'

/** What the first answer is made of. */
export interface NowNeeds {
  watches: ReadonlyMap<string, AssetWatch>
  forecasts: Forecasts
  anomalies: AnomalyBook
  feedback: Feedback
  counting: Counting
}

/** Precision is that of a year. */
export const countedDays = 365

/** Forecasts that stand, ranked by what waiting costs; anomalies that go on; health of every asset. */
export function healthNow({ watches, forecasts, anomalies, feedback, counting }: NowNeeds, at: EpochMs): HealthNow {
  return {
    at,
    assets: [...watches.values()].map((watch) => {
      const { healthPct, words } = assetHealth(watch, forecasts)
      return { assetId: watch.asset.id, healthPct, words }
    }),
    forecasts: forecasts.list().toSorted((a, b) => b.waitingEur - a.waitingEur),
    anomalies: anomalies
      .list(at)
      .map((one) => Object.assign(one, { verdict: feedback.of(one.id)?.verdict ?? 'open' }))
      .toSorted((a, b) => a.severity - b.severity || b.peak - a.peak),
    precision: counting.between(at - countedDays * dayMs, at + 1),
    learning: learningWords([...watches.values()]),
  }
}

/** Health of an asset: that of the failure which has come farthest, of those announced; else how it stands to normal. */
export function assetHealth(watch: AssetWatch, forecasts: Forecasts): { healthPct: number | null; words: string } {
  const standing = forecasts.list().filter(({ assetId }) => assetId === watch.asset.id)
  const worst = standing.toSorted((a, b) => a.remaining.healthPct - b.remaining.healthPct)[0]
  if (worst) {
    const names = standing.map(({ mode }) => failureMode(mode).name).join(', ')
    return { healthPct: worst.remaining.healthPct, words: names }
  }
  const learning = watch.learning()
  if (learning) return { healthPct: null, words: learning }
  const known = modeHealthOf(watch).flatMap(({ healthPct }) => healthPct ?? [])
  const [first] = forecasts.causesOf(watch.asset.id)
  if (first && first.mode === null && first.share > 0.5) return { healthPct: 100, words: `${originName(first)}.` }
  if (known.length === 0) return { healthPct: null, words: 'Has not run lately in a state that shows its health.' }
  // what is not announced is a departure that nothing explains yet: shown, and not called a failure
  const least = Math.min(...known)
  return { healthPct: least, words: least === 100 ? 'As expected.' : 'Departs a little from what is expected.' }
}

function learningWords(watches: readonly AssetWatch[]): string {
  const learning = watches.map((watch) => watch.learning())
  const judged = learning.filter((words) => words === '').length
  if (judged === learning.length) return 'Every asset is judged against what is normal for it.'
  const words = learning.find((one) => one !== '') ?? ''
  return judged === 0 ? words : `${judged} of ${learning.length} assets are judged; of the others: ${words}`
}
