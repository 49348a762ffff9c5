import type { PointName } from '../../../../domain/points.ts'
import { socLimits } from '../../../../domain/asset.ts'
import type { StorageAsset } from '../../../../domain/models/storage.ts'
import { fullTankBar } from '../../../../domain/models/hydrogen.ts'
import type { BarScale } from '../../../components/bar-geometry.ts'
import { cellSpread, type Readings } from '../bank/energy.ts'
import { type Figure, mapFigure } from '../bank/figure.ts'
import { isBattery, type StorageKind } from '../bank/kinds.ts'

/** A column of the table of units: a number in its unit, and the scale it is read on where it has one. */
export interface UnitColumn {
  title: string
  unit: string
  /** The point whose alarm colours the cell. */
  point: PointName
  read: (image: Readings, asset: StorageAsset) => Figure
  decimals: number
  scale?: (asset: StorageAsset) => BarScale
}

const of = (point: PointName) => (image: Readings, asset: StorageAsset) => image.reading(asset.id, point)

const column = (
  title: string,
  unit: string,
  point: PointName,
  { decimals = 0, scale }: { decimals?: number; scale?: (asset: StorageAsset) => BarScale } = {},
): UnitColumn => ({ title, unit, point, decimals, read: of(point), ...(scale && { scale }) })

const charge = (asset: StorageAsset): BarScale => {
  const { minSocPct, maxSocPct } = socLimits(asset)
  return { min: 0, max: 100, limitLow: minSocPct, limitHigh: maxSocPct }
}
const upTo = (max: number) => (): BarScale => ({ min: 0, max })

const usable = column('Usable', 'kWh', 'usableEnergyKWh')
const cycles = column('Cycles', '', 'cycleCount')
const health = column('Health', '%', 'sohPct', { decimals: 1 })

// The scales are those of the faceplate: how far people read them, not limits.
const flywheel: UnitColumn[] = [
  column('Stored', '%', 'socPct', { decimals: 1, scale: charge }),
  usable,
  column('Speed', 'rpm', 'speedRpm', { scale: upTo(36_000) }),
  column('Bearing', '°C', 'bearingDegC', { scale: upTo(120) }),
  column('Vibration', 'mm/s', 'vibrationMmPerS', { decimals: 1, scale: upTo(10) }),
  column('Vacuum', 'Pa', 'vacuumPa', { decimals: 2 }),
  column('Loss', 'kW', 'standbyLossKW', { decimals: 1 }),
  cycles,
  health,
]

const battery: UnitColumn[] = [
  column('Charge', '%', 'socPct', { decimals: 1, scale: charge }),
  usable,
  {
    title: 'Depth of discharge',
    unit: '%',
    point: 'socPct',
    decimals: 1,
    read: (image, asset) => mapFigure(image.reading(asset.id, 'socPct'), (socPct) => 100 - socPct),
  },
  column('Cells', '°C', 'temperatureDegC', { decimals: 1, scale: upTo(60) }),
  column('Lowest cell', 'V', 'cellVoltageMinV', { decimals: 3 }),
  { title: 'Spread', unit: 'mV', point: 'cellVoltageMaxV', decimals: 0, read: cellSpread },
  cycles,
  health,
]

const hydrogen: UnitColumn[] = [
  column('Filled', '%', 'socPct', { decimals: 1, scale: charge }),
  usable,
  column('Hydrogen', 'kg', 'hydrogenKg'),
  column('Pressure', 'bar', 'tankBar', { scale: upTo(fullTankBar) }),
  column('Electrolyser', 'kW', 'electrolyserKW'),
  column('Fuel cell', 'kW', 'fuelCellKW'),
  column('Stack', '°C', 'stackDegC', { decimals: 1, scale: upTo(120) }),
  column('Run', 'h', 'runHoursH'),
  column('Starts', '', 'startCount'),
]

/** What is worth reading side by side of the units of a kind. */
export function unitColumns(kind: StorageKind): readonly UnitColumn[] {
  if (kind === 'flywheel') return flywheel
  return isBattery(kind) ? battery : hydrogen
}
