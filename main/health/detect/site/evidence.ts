import type { DetectorName, Signal } from '../../../../domain/health/anomaly.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { SeesVerdicts } from './verdict-book.ts'
import { aboveWords, capital, listWords, pointWords, sharesOf } from './words.ts'

/** Share of a threshold from which a signal agrees with another. */
const agreeing = 0.5

/** What the models of one asset say, signal by signal and together. */
export interface Evidence {
  /** An hour of a point against its model: `rest` is what its drivers leave, in the point's unit. */
  model(point: PointName, score: number, rest: number, at: EpochMs): void
  /** All modelled points now, in the order they were given; missing ones are NaN. */
  machine(scores: Float64Array, isOn: boolean, rests: Float64Array, at: EpochMs): void
  /** Anything about one point by itself. */
  alone(detector: DetectorName, point: PointName, score: number, at: EpochMs, words: () => string): void
}

interface Signalled {
  point: PointName
  score: number
  rest: number
}

/** Evidence of an asset; `modelled` are its points with a model and the words of their drivers. */
export function createEvidence(
  assetId: string,
  modelled: readonly { point: PointName; words: readonly string[] }[],
  book: SeesVerdicts,
): Evidence {
  const hours = new Map<PointName, Signalled>()
  const driversOf = new Map(modelled.map(({ point, words }) => [point, explainWords(words)]))

  const explain = ({ point, rest }: Signalled) => `${aboveWords(point, rest)} what ${driversOf.get(point) ?? ''}`
  function said(first: Signalled, others: readonly Signalled[]): { signals: Signal[]; reason: string } {
    const also = others.length === 0 ? '' : `; the same in ${listWords(others.map(({ point }) => pointWords(point)))}`
    const all = [first, ...others]
    const signals = all.map((one) => ({ point: one.point, size: Math.abs(one.score), words: explain(one) }))
    return { signals: sharesOf(signals), reason: `${capital(pointWords(first.point))} ${explain(first)}${also}` }
  }
  return {
    model(point, score, rest, at) {
      const own = { point, score, rest }
      hours.set(point, own)
      const why = () =>
        said(
          own,
          strong([...hours.values()]).filter((one) => one.point !== point),
        )
      book.see({ detector: 'model', assetId, point, score, at, why })
    },
    machine(scores, isOn, rests, at) {
      const all = modelled.map(({ point }, i) => ({ point, score: scores[i] as number, rest: rests[i] as number }))
      const [first, ...others] = strong(all.filter(({ rest }) => !Number.isNaN(rest)))
      // one signal by itself is its model's business
      const isTogether = isOn && first !== undefined && others.length > 0
      const why = () => (first ? said(first, others) : { signals: [], reason: '' })
      const score = isTogether ? first.score : 0
      book.see({ detector: 'machine', assetId, point: null, score, at, why })
    },
    alone(detector, point, score, at, words) {
      const why = () => {
        const reason = capital(words())
        return { signals: [{ point, sharePct: 100, words: reason }], reason }
      }
      book.see({ detector, assetId, point, score, at, why })
    },
  }
}

/** "load and air explain", "fans explain", "load explains". */
function explainWords(words: readonly string[]): string {
  const isOne = new Set(words).size === 1 && !words[0]?.endsWith('s')
  return `${listWords(words)} ${isOne ? 'explains' : 'explain'}`
}

/** Signals that agree, the strongest first. */
function strong(all: readonly Signalled[]): Signalled[] {
  return all
    .filter(({ score }) => Math.abs(score) >= agreeing)
    .toSorted((a, b) => Math.abs(b.score) - Math.abs(a.score))
}
