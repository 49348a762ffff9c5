import type { AssetOf } from '../../../../../domain/asset.ts'
import { electrolyserModel } from '../../../../../domain/models/hydrogen.ts'
import { type Aspect, type Cause, read, type Seen } from '../aspect.ts'
import { cold, heat } from '../weather.ts'

/** Share of the rating below which a storage rests. */
const restRatio = 0.01

const restCauses: readonly Cause[] = [
  { name: 'Heating stays on', shows: 'grows with the cold' },
  { name: 'Cooling works harder: filters or condenser fouled', shows: 'grows with the heat' },
  { name: 'Converter or controls draw more at rest', shows: 'is the same at any weather' },
]

const standbyCauses: readonly Cause[] = [
  {
    name: 'Vacuum poorer',
    shows: 'grows with the speed',
    evidence: { label: 'pressure in the housing', of: read('vacuumPa'), direction: 1, stepRatio: 0.3 },
  },
  {
    name: 'Bearings worn',
    shows: 'grows with the speed',
    evidence: { label: 'vibration', of: read('vibrationMmPerS'), direction: 1, stepRatio: 0.2 },
  },
  { name: 'Pumps, magnets or controls draw more', shows: 'is the same at any speed' },
]

const stackCauses: readonly Cause[] = [
  {
    name: 'Stack aged',
    shows: 'grows with the hydrogen made',
    evidence: {
      label: 'cell voltage of the electrolyser',
      of: read('electrolyserCellV'),
      direction: 1,
      stepRatio: 0.02,
    },
  },
  { name: 'Leak: hydrogen is lost before the tank', shows: 'grows with the hydrogen made' },
  { name: 'Compressor, dryer or pumps stay on', shows: 'is the same at any load' },
]

/** Draw of a battery, a flywheel bank or a hydrogen storage at rest. */
export function restAspect(asset: AssetOf<'battery' | 'flywheel' | 'hydrogen'>): Aspect {
  const ratedKW = asset.kind === 'hydrogen' ? asset.electrolyserKW : asset.ratedPowerKW
  return {
    id: `${asset.id}/rest`,
    assetId: asset.id,
    words: 'at rest',
    points: ['activePowerKW', 'setpointKW'],
    observe(seen) {
      const [power, setpoint] = [seen.mean('activePowerKW'), seen.mean('setpointKW')]
      if (!power || !isResting(setpoint, ratedKW) || Math.max(-power.min, power.max) > 3 * restRatio * ratedKW)
        return undefined
      const [low, high] = [cold(seen.ambientDegC), heat(seen.ambientDegC)]
      return { drawKW: -power.mean, features: [1, low, high], shapes: [low / 10, high / 10, 1] }
    },
    prior: [0, 0, 0],
    strength: [0.1, 200, 200],
    hasTimetable: false,
    leastHours: 1,
    learnDays: 7,
    causes: restCauses,
    leastKW: Math.max(0.3, 0.0008 * ratedKW),
  }
}

function isResting(setpoint: ReturnType<Seen['mean']>, ratedKW: number): boolean {
  return setpoint !== undefined && Math.max(-setpoint.min, setpoint.max) <= restRatio * ratedKW
}

/** Loss of a flywheel bank against the energy it holds, which goes with the square of its speed. */
export function standbyAspect({ id, ratedPowerKW }: AssetOf<'flywheel'>): Aspect {
  return {
    id: `${id}/standby`,
    assetId: id,
    words: 'to keep turning',
    points: ['standbyLossKW', 'socPct', 'vacuumPa', 'vibrationMmPerS'],
    observe({ mean }) {
      const [loss, soc] = [mean('standbyLossKW'), mean('socPct')]
      if (!loss || !soc) return undefined
      const share = soc.mean / 100
      return { drawKW: loss.mean, features: [1, share], shapes: [share, share, 1] }
    },
    prior: [0, 0],
    strength: [0.1, 0.1],
    hasTimetable: false,
    leastHours: 1,
    learnDays: 7,
    causes: standbyCauses,
    leastKW: Math.max(0.2, 0.0004 * ratedPowerKW),
  }
}

/** Draw of an electrolyser against the hydrogen it makes. */
export function electrolyserAspect({ id, electrolyserKW, electrolyserMinKW }: AssetOf<'hydrogen'>): Aspect {
  const kWhPerKg = electrolyserModel.kWhPerKg[3][1]
  const fiveMinutesPerHour = 12
  return {
    id: `${id}/electrolyser`,
    assetId: id,
    words: 'for the hydrogen made',
    points: ['electrolyserKW', 'fuelCellKW', 'hydrogenKg', 'electrolyserCellV'],
    observe({ mean, before }) {
      const [power, cell] = [mean('electrolyserKW'), mean('fuelCellKW')]
      const [now, then] = [mean('hydrogenKg'), before('hydrogenKg')]
      if (!power || !now || !then || (cell?.max ?? 0) > 0.5) return undefined
      if (power.min < electrolyserMinKW * 0.9) return undefined
      const kgPerH = (now.mean - then.mean) * fiveMinutesPerHour
      const expected = kgPerH * kWhPerKg
      const share = power.mean / electrolyserKW
      return { drawKW: power.mean, features: [expected, 1], shapes: [share, share, 1] }
    },
    prior: [1, 0],
    strength: [0.02 * electrolyserKW ** 2, 2],
    hasTimetable: false,
    leastHours: 1,
    learnDays: 7,
    causes: stackCauses,
    leastKW: 0.008 * electrolyserKW,
  }
}
