import type { AssetOf } from '../../../../../domain/asset.ts'
import type { Aspect, Cause, Observed, Seen } from '../aspect.ts'
import { cold, heat } from '../weather.ts'

const dayCauses: readonly Cause[] = [
  { name: 'Something stays on: leak of compressed air, pump, heater', shows: 'is the same at every hour' },
  { name: 'Something runs at night', shows: 'lies in the night' },
  { name: 'Something is not switched off at the end of the week', shows: 'lies in days off' },
  { name: 'Heating, or heat lost', shows: 'grows with the cold' },
  { name: 'Cooling works harder: condenser or filters fouled', shows: 'grows with the heat' },
  { name: 'Production takes more for the same', shows: 'lies in working hours' },
]

const nightCauses: readonly Cause[] = [
  { name: 'Something runs at night, or stays on', shows: 'is the same in every night' },
  { name: 'Heating, or heat lost', shows: 'grows with the cold' },
  { name: 'Cooling works harder: condenser or filters fouled', shows: 'grows with the heat' },
]

/** Hours of the night in which a works rests. */
const nightHours = 5

/** A works against its timetable and the weather: as a whole, and its base load at night, which tells more exactly. */
export function loadAspects({ id, ratedPowerKW }: AssetOf<'load'>): Aspect[] {
  const shared = { assetId: id, points: ['activePowerKW'], hasTimetable: true, learnDays: 14 } as const
  const weather = { prior: [0, 0], strength: [200, 200] }
  return [
    {
      ...shared,
      ...weather,
      id: `${id}/day`,
      words: 'for hour and weather',
      leastHours: 18,
      observe: (seen) =>
        observed(seen, (low, high) => [1, Number(isNight(seen)), Number(seen.isDayOff), low, high, work(seen)]),
      causes: dayCauses,
      leastKW: 0.002 * ratedPowerKW,
    },
    {
      ...shared,
      ...weather,
      id: `${id}/night`,
      words: 'at night',
      leastHours: nightHours - 1,
      observe: (seen) => (isNight(seen) ? observed(seen, (low, high) => [1, low, high]) : undefined),
      causes: nightCauses,
      leastKW: 0.002 * ratedPowerKW,
    },
  ]
}

function observed(seen: Seen, shapesOf: (low: number, high: number) => number[]): Observed | undefined {
  const power = seen.mean('activePowerKW')
  if (!power) return undefined
  const [low, high] = [cold(seen.ambientDegC), heat(seen.ambientDegC)]
  return { drawKW: -power.mean, features: [low, high], shapes: shapesOf(low / 10, high / 10) }
}

function isNight({ hour }: Seen): boolean {
  return hour < nightHours
}

function work({ hour, isDayOff }: Seen): number {
  return Number(!isDayOff && hour >= 7 && hour < 17)
}
