import type { Asset } from '../../../../../domain/asset.ts'
import { assetSchema } from '../../../../../domain/asset.ts'
import { hashrateTHs } from '../../../../../domain/models/mining.ts'
import type { PointName } from '../../../../../domain/points.ts'
import { siteAspects } from '../../../../../main/health/consumption/excess/aspects/site-aspects.ts'
import { createExcessBook, fiveMinutesMs } from '../../../../../main/health/consumption/excess/excess-book.ts'
import { createLocalTime } from '../../../../../main/health/consumption/local-time.ts'
import { seeded } from '../loads/synthetic-works.ts'

const dayMs = 86_400_000
/** A Monday of winter, so that 100 days go through a spring. */
export const begin = Date.UTC(2025, 0, 6)

/** One container, a works, a battery, a bank of flywheels and hydrogen. */
export const assets: Asset[] = [
  { kind: 'grid', id: 'grid', name: 'Grid', device: 'd' },
  { kind: 'container', id: 'c', name: 'Container', device: 'd', container: 'sha256Current' },
  { kind: 'load', id: 'works', name: 'Works', device: 'd', ratedPowerKW: 2_000 },
  {
    kind: 'battery',
    id: 'b',
    name: 'Battery',
    device: 'd',
    chemistry: 'liIon',
    ratedPowerKW: 1_000,
    ratedEnergyKWh: 2_000,
  },
  { kind: 'flywheel', id: 'f', name: 'Flywheels', device: 'd', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
  {
    kind: 'hydrogen',
    id: 'h2',
    name: 'Hydrogen',
    device: 'd',
    electrolyserKW: 800,
    electrolyserMinKW: 120,
    fuelCellKW: 400,
    tankKg: 500,
  },
].map((asset) => assetSchema.parse(asset))

/** What there is at a moment, before anything is wrong with it. */
export interface Moment {
  day: number
  hour: number
  isDayOff: boolean
  ambientDegC: number
  values: Map<string, number>
}

/** Changes what is measured: a fault, a holiday, a new habit. */
export type Twist = (
  moment: Moment,
  set: (assetId: string, point: PointName, change: (value: number) => number) => void,
) => void

/** Runs a site of simple physics for some days through the book, with a twist. */
export function runSite(days: number, twist: Twist, seed = 5) {
  const time = createLocalTime('Europe/Berlin')
  const book = createExcessBook(siteAspects(assets), time)
  const random = seeded(seed)
  let before = new Map<string, number>()
  let weather = 0
  let kg = 100
  for (let at = begin; at < begin + days * dayMs; at += fiveMinutesMs) {
    const day = Math.floor((at - begin) / dayMs)
    const hour = time.hourOf(at)
    if ((at - begin) % dayMs === 0) weather = 0.8 * weather + 2.5 * (random() - 0.5)
    const ambientDegC = 2 + day / 8 + 4 * Math.sin(((hour - 9) * Math.PI) / 12) + weather
    const isDayOff = time.isDayOff(at)
    const noise = () => 1 + 0.01 * (random() - 0.5)
    const drawKW = hour < 8 ? 1_250 : hour < 18 ? 700 : 0
    const electrolyserKW = hour >= 10 && hour < 15 ? 600 : 0
    kg = electrolyserKW > 0 ? kg + (electrolyserKW / 51 / 12) * noise() : Math.max(100, kg - 5)
    const isShift = !isDayOff && hour >= 6 && hour < 22
    const worksKW = (isShift ? 1_100 : 420) * (1 + 0.05 * (random() - 0.5)) + 8 * Math.max(0, 15 - ambientDegC)
    const values = new Map<string, number>([
      ['c activePowerKW', -(drawKW > 0 ? drawKW * noise() : 6 + 0.2 * random())],
      [
        'c hashrateTHs',
        drawKW > 0 ? hashrateTHs('sha256Current', { ratedPowerKW: 1_300, drawnKW: drawKW, ambientDegC }) : 0,
      ],
      ['c filterPa', (60 * (30 + drawKW / 50) ** 2) / 56 ** 2],
      ['c fanPct', 30 + drawKW / 50],
      ['c hottestChipDegC', 70],
      ['c fanRpm', (30 + drawKW / 50) * 60],
      ['c boardsHashing', 1_200],
      ['c boardsTotal', 1_200],
      ['works activePowerKW', -worksKW],
      ['b activePowerKW', -(4 + 0.1 * Math.max(0, 15 - ambientDegC)) * noise()],
      ['b setpointKW', 0],
      ['f activePowerKW', -12 * noise()],
      ['f setpointKW', 0],
      ['f socPct', 50],
      ['f standbyLossKW', 12 * noise()],
      ['f vacuumPa', 1],
      ['f vibrationMmPerS', 1.1],
      ['h2 activePowerKW', -electrolyserKW],
      ['h2 setpointKW', -electrolyserKW],
      ['h2 electrolyserKW', electrolyserKW * noise()],
      ['h2 fuelCellKW', 0],
      ['h2 hydrogenKg', kg],
      ['h2 electrolyserCellV', 1.9],
    ])
    twist({ day, hour, isDayOff, ambientDegC, values }, (assetId, point, change) => {
      const key = `${assetId} ${point}`
      values.set(key, change(values.get(key) ?? 0))
    })
    const last = before
    book.take({ at, mean: meanOf(values), before: meanOf(last), ambientDegC, priceEurPerMWh: 80 })
    before = values
  }
  return book
}

function meanOf(from: ReadonlyMap<string, number>) {
  return (assetId: string, point: PointName) => {
    const value = from.get(`${assetId} ${point}`)
    return value === undefined ? undefined : { mean: value, min: value, max: value }
  }
}
