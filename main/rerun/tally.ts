import type { Asset } from '../../domain/asset.ts'
import type { Rerun, RerunFigures } from '../../domain/rpc/past/rerun.ts'
import { isStorage } from './asset-model.ts'
import { drawKW, type EpochMs, energyKWh, type KW, type KWh, type Ms } from '../../domain/units.ts'

/** What one run is at an instant. */
export interface RunMoment {
  gridKW: KW
  powerKW(assetId: string): KW | undefined
}

/** Adds one run up. */
export interface Tally {
  add(at: EpochMs, moment: RunMoment): void
  close(rest: Pick<RerunFigures, 'setpoints' | 'storedMoreKWh'>): Omit<Rerun, 'kind'>
}

/** What a run is added up with. */
export interface TallyNeeds {
  assets: readonly Asset[]
  from: EpochMs
  to: EpochMs
  /** Width of a step of the curves. */
  stepMs: Ms
  /** Each moment stands for so long. */
  momentMs: Ms
  importLimitKW: KW
  /** €/MWh. */
  priceAt: (at: EpochMs) => number | null
}

const quarterMs: Ms = 900_000
/** A quarter of an hour of which less is known has no mean. */
const knownShare = 0.8

/** A tally with nothing in it. */
export function createTally(needs: TallyNeeds): Tally {
  const { assets, from, to, stepMs, momentMs } = needs
  const steps = Math.max(1, Math.ceil((to - from) / stepMs))
  const [grid, storage, mining] = [newMeans(steps), newMeans(steps), newMeans(steps)]
  const quarters = new Map<number, { sum: number; count: number }>()
  const storages = assets.filter(isStorage).map(({ id }) => id)
  const containers = assets.filter(({ kind }) => kind === 'container').map(({ id }) => id)
  const sums = { importKWh: 0, exportKWh: 0, minedKWh: 0, dischargedKWh: 0, overImportLimitS: 0 }
  let highestKW: KW | null = null
  let importCostEur: number | null = 0
  const energy = (powerKW: KW): KWh => energyKWh(Math.max(0, powerKW), momentMs)
  return {
    add(at, { gridKW, powerKW }) {
      const step = Math.min(steps - 1, Math.floor((at - from) / stepMs))
      const minedKW = containers.reduce((sum, id) => sum + drawKW(powerKW(id) ?? 0), 0)
      grid.add(step, gridKW)
      mining.add(step, minedKW)
      let storageKW = 0
      for (const id of storages) {
        storageKW += powerKW(id) ?? 0
        sums.dischargedKWh += energy(powerKW(id) ?? 0)
      }
      storage.add(step, storageKW)
      sums.importKWh += energy(gridKW)
      sums.exportKWh += energy(-gridKW)
      sums.minedKWh += energy(minedKW)
      if (gridKW > needs.importLimitKW) sums.overImportLimitS += momentMs / 1_000
      highestKW = Math.max(highestKW ?? -Infinity, gridKW)
      const quarter = Math.floor(at / quarterMs)
      const { sum, count } = quarters.get(quarter) ?? { sum: 0, count: 0 }
      quarters.set(quarter, { sum: sum + gridKW, count: count + 1 })
      const price = needs.priceAt(at)
      importCostEur = importCostEur === null || price === null ? null : importCostEur + (energy(gridKW) * price) / 1_000
    },
    close: (rest) => ({
      gridKW: grid.column(),
      storageKW: storage.column(),
      miningKW: mining.column(),
      figures: { ...sums, ...rest, highestKW, highestQuarterKW: highestMean(quarters, momentMs), importCostEur },
    }),
  }
}

function highestMean(quarters: ReadonlyMap<number, { sum: number; count: number }>, momentMs: Ms): KW | null {
  const needed = (quarterMs / momentMs) * knownShare
  const means = [...quarters.values()].filter(({ count }) => count >= needed).map(({ sum, count }) => sum / count)
  return means.length === 0 ? null : Math.max(...means)
}

function newMeans(steps: number) {
  const [sum, count] = [new Float64Array(steps), new Uint32Array(steps)]
  return {
    add(step: number, value: number) {
      sum[step] = (sum[step] ?? 0) + value
      count[step] = (count[step] ?? 0) + 1
    },
    column: () => Array.from(sum, (total, i) => (count[i] ? Math.round((total / count[i]) * 10) / 10 : null)),
  }
}
