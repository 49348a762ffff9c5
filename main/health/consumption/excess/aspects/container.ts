import type { AssetOf } from '../../../../../domain/asset.ts'
import { containerKinds } from '../../../../../domain/models/containers.ts'
import { valueAt } from '../../../../../domain/models/curve.ts'
import { coolingOverAmbient, efficiencyJPerTH, ratedCoolingRatio } from '../../../../../domain/models/mining.ts'
import type { PointName } from '../../../../../domain/points.ts'
import type { KW } from '../../../../../domain/units.ts'
import { type Aspect, type Cause, read, type Seen } from '../aspect.ts'
import { cold } from '../weather.ts'

/** Share of the rated hashrate from which a container counts as hashing, and below which as asleep. */
const [hashingRatio, asleepRatio] = [0.05, 0.002]

const hashingCauses: readonly Cause[] = [
  {
    name: 'Filters fouled',
    shows: 'grows with the cooling',
    // the drop goes with the square of the air, and so of the fans
    evidence: {
      label: 'pressure drop over the filter at the same fan speed',
      of: (seen) => perFan(seen, 'filterPa', 2),
      direction: 1,
      stepRatio: 0.3,
    },
  },
  {
    name: 'Fans worn',
    shows: 'grows with the cooling',
    evidence: {
      label: 'fan speed at the same drive',
      of: (seen) => perFan(seen, 'fanRpm', 1),
      direction: -1,
      stepRatio: 0.05,
    },
  },
  {
    name: 'Chips hot or aged',
    shows: 'grows with the hashing',
    evidence: { label: 'hottest chip', of: read('hottestChipDegC'), direction: 1, stepRatio: 0.03 },
  },
  {
    name: 'Hash boards draw and do not hash',
    shows: 'grows with the hashing',
    evidence: { label: 'share of hash boards hashing', of: boardShare, direction: -1, stepRatio: 0.02 },
  },
  { name: 'Something beside the machines stays on', shows: 'is the same at any load' },
]

const asleepCauses: readonly Cause[] = [
  { name: 'Heater stays on', shows: 'grows with the cold' },
  { name: 'Machines do not fall asleep, or ventilation goes on', shows: 'is the same at any weather' },
]

/** Draw while hashing against hashrate and weather, and draw while asleep. */
export function containerAspects(asset: AssetOf<'container'>): Aspect[] {
  const { id, ratedPowerKW, container } = asset
  const { ratedHashrateTHs } = containerKinds[container]
  const hashing: Aspect = {
    id: `${id}/hashing`,
    assetId: id,
    words: 'for what it hashes',
    points: [
      'activePowerKW',
      'hashrateTHs',
      'filterPa',
      'fanPct',
      'fanRpm',
      'hottestChipDegC',
      'boardsHashing',
      'boardsTotal',
    ],
    observe(seen) {
      const found = running(seen)
      if (!found || found.hashrate.min < hashingRatio * ratedHashrateTHs) return undefined
      const ambientDegC = seen.ambientDegC ?? 15
      const payload = payloadKW(asset, found.hashrate.mean)
      const expected = payload * (1 + valueAt(coolingOverAmbient, ambientDegC))
      const share = payload / ratedPowerKW
      // fans take the third power of their speed: what fouls a filter shows most in the heat
      const cooling = (share * valueAt(coolingOverAmbient, ambientDegC)) / ratedCoolingRatio
      return {
        drawKW: found.drawKW,
        features: [expected, 1, payload * Math.max(0, ambientDegC - 15) * 0.01],
        shapes: [cooling, cooling, share, share, 1],
      }
    },
    prior: [1, 0, 0],
    strength: [0.05 * ratedPowerKW ** 2, 4, 0.01 * ratedPowerKW ** 2],
    hasTimetable: false,
    leastHours: 1,
    learnDays: 7,
    causes: hashingCauses,
    leastKW: 0.004 * ratedPowerKW,
  }
  const asleep: Aspect = {
    id: `${id}/asleep`,
    assetId: id,
    words: 'while asleep',
    points: ['activePowerKW', 'hashrateTHs'],
    observe(seen) {
      const found = running(seen)
      if (!found || found.hashrate.max > asleepRatio * ratedHashrateTHs) return undefined
      const heat = cold(seen.ambientDegC)
      return { drawKW: found.drawKW, features: [1, heat], shapes: [heat, 1] }
    },
    prior: [0, 0],
    strength: [0.1, 100],
    hasTimetable: false,
    leastHours: 1,
    learnDays: 5,
    causes: asleepCauses,
    leastKW: 1,
  }
  return [hashing, asleep]
}

/** A point over a power of the drive of the fans; fans that hardly turn tell nothing. */
function perFan({ mean }: Pick<Seen, 'mean'>, point: PointName, power: number): number | undefined {
  const [value, fans] = [mean(point)?.mean, mean('fanPct')?.mean]
  return value === undefined || fans === undefined || fans < 15 ? undefined : value / (fans / 100) ** power
}

function boardShare({ mean }: Pick<Seen, 'mean'>): number | undefined {
  const [hashing, total] = [mean('boardsHashing')?.mean, mean('boardsTotal')?.mean]
  return hashing === undefined || !total ? undefined : hashing / total
}

function running(seen: Seen) {
  const [power, hashrate] = [seen.mean('activePowerKW'), seen.mean('hashrateTHs')]
  return power && hashrate ? { drawKW: -power.mean, hashrate } : undefined
}

/** Payload power that gives a hashrate: the efficiency depends on it, and a few turns settle both. */
function payloadKW({ container, ratedPowerKW }: AssetOf<'container'>, hashrateTHs: number): KW {
  let payload = (hashrateTHs / containerKinds[container].ratedHashrateTHs) * ratedPowerKW
  for (let turn = 0; turn < 4; turn++)
    payload = (hashrateTHs * efficiencyJPerTH(container, ratedPowerKW, payload)) / 1_000
  return payload
}
