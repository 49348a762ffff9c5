import type { Asset } from '../../../domain/asset.ts'
import type { PointName } from '../../../domain/points.ts'
import type { Period } from '../calendar.ts'
import type { PointStretch, ReportData, Steps } from '../report-data.ts'
import { type CounterRise, counterRise } from './counter.ts'
import { type QuarterEnergy, quarterEnergy } from './energy.ts'
import { quartersOf } from './walk.ts'

/** What several sections ask for of the same period, each looked up once. */
export interface Measured {
  energy(asset: Asset): Promise<QuarterEnergy>
  quarters(asset: Asset, point: PointName): Promise<Steps>
  /** Rise of the counter of a direction, `in` = into the bus; `undefined` where the device has none or gave nothing. */
  counter(asset: Asset, direction: 'in' | 'out'): Promise<CounterRise | undefined>
  stretch(asset: Asset, point: PointName): PointStretch
}

/** Looks up what is measured of a period. */
export function createMeasured(data: ReportData, { from, to }: Pick<Period, 'from' | 'to'>): Measured {
  const known = new Map<string, Promise<unknown>>()
  const once = <T>(key: string, look: () => Promise<T>): Promise<T> => {
    const found = (known.get(key) as Promise<T> | undefined) ?? look()
    known.set(key, found)
    return found
  }
  const stretch = (asset: Asset, point: PointName) => ({ assetId: asset.id, point, from, to })
  return {
    stretch,
    energy: (asset) => once(`energy ${asset.id}`, () => quarterEnergy(data, stretch(asset, 'activePowerKW'))),
    quarters: (asset, point) => once(`${point} ${asset.id}`, () => quartersOf(data, stretch(asset, point))),
    counter: (asset, direction) =>
      once(`${direction} ${asset.id}`, () => counterRise(data, stretch(asset, counterOf(asset, direction)))),
  }
}

/** A meter counts as seen from the site, a device as seen from itself: both mean the same way. */
function counterOf(asset: Asset, direction: 'in' | 'out'): PointName {
  if (asset.kind === 'grid') return direction === 'in' ? 'importedKWh' : 'exportedKWh'
  return direction === 'in' ? 'injectedKWh' : 'absorbedKWh'
}
