import type { Asset } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { createAssetHours } from './asset-hours.ts'
import { createAssetMachine } from './asset-machine.ts'
import { modelsOf } from './asset-model.ts'
import { createEvidence } from './evidence.ts'
import { createPointWatch, type Kept, type PointWatch } from './point-watch.ts'
import type { SeesVerdicts } from './verdict-book.ts'

/** All that watches one asset. */
export interface AssetWatch {
  watches: readonly PointWatch[]
  /** The moment to which samples and minutes that follow belong. */
  setNow(at: EpochMs): void
  /**
   * Means of its points over a row that ended at `at`, `elapsedMs` after the one before. `isSettled`: it does what it usually
   * does, no start or stop. Returns what drivers leave of each point - the point itself where it has none - NaN while it
   * is not settled, valid until the next call.
   */
  row(at: EpochMs, elapsedMs: Ms, values: Float64Array, isSettled: boolean): Float64Array
  /** Smallest spread of one of its points that counts, in the point's unit. */
  finest(point: PointName): number
  parts: Readonly<Record<string, Kept>>
}

/** Watches an asset with models of its kind, looks at each of its points, and all its signals together. */
export function createAssetWatch(needs: {
  asset: Asset
  points: readonly PointName[]
  /** Its hours begin so long after full ones, so that not all assets work at once. */
  offsetMs: Ms
  book: SeesVerdicts
}): AssetWatch {
  const { asset, points, offsetMs, book } = needs
  const models = modelsOf(asset.kind, new Map(points.map((point, place) => [point, place])))
  const modelOf = points.map((point) => models.find((model) => model.point === point))
  const evidence = createEvidence(asset.id, models, book)
  let now: EpochMs = 0
  const setNow = (at: EpochMs) => void (now = at)
  const watches = points.map((point, place) => {
    const isExplained = modelOf[place] !== undefined
    return createPointWatch({ kind: asset.kind, point, isExplained }, ({ look, score, off, words }) => {
      if (isExplained && look === 'level') evidence.model(point, score, off, now)
      else evidence.alone(look, point, score, now, words)
    })
  })
  const finest = (point: PointName) => watches[points.indexOf(point)]?.finest() ?? 0
  const machine = createAssetMachine(
    models.map(({ point }) => point),
    finest,
    evidence,
  )
  const hours = createAssetHours({ points, watches, evidence, offsetMs, setNow })
  const rests = new Float64Array(points.length)
  return {
    watches,
    setNow,
    finest,
    row(at, elapsedMs, values, isSettled) {
      setNow(at)
      for (let i = 0; i < points.length; i++) {
        const value = values[i] as number
        const rest = modelOf[i]?.rest(values, elapsedMs, isSettled) ?? (isSettled ? value : Number.NaN)
        rests[i] = rest
        watches[i]?.row(value, rest, at)
      }
      machine?.row(at, points, rests)
      hours.push(at - 1, rests, values)
      return rests
    },
    parts: {
      ...hours.parts,
      ...(machine ? { machine: machine.part } : {}),
      ...Object.fromEntries(
        points.flatMap((point, i) =>
          Object.entries({ ...watches[i]?.parts, ...modelOf[i]?.parts }).map(([name, part]) => [
            `${point} ${name}`,
            part,
          ]),
        ),
      ),
    },
  }
}
