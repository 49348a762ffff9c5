import type { EpochMs } from '../../../../../domain/units.ts'
import { wave } from '../../wave.ts'
import { type Drawn, foreseen } from './foreseen.ts'

const dayMs = 86_400_000

/** Signals whose course the plant and its history follow too, so that every screen shows the same. */
const followed = new Set([
  'bearingDegC',
  'vibrationMmPerS',
  'outletDegC',
  'electrolyserCellV',
  'cellVoltageMinV',
  'oilDegC',
  'hotSpotDegC',
  'insulationKOhm',
])

/** A signal that departs from what is normal since a failure began. */
export interface Course {
  drawn: Drawn
  sinceDays: number
}

/** The course that was told of a point; `undefined` where it lives by the plant alone. */
export function courseOf(assetId: string, point: string): Course | undefined {
  if (!followed.has(point)) return undefined
  for (const { assetId: of, charts, sinceDays } of foreseen) {
    const drawn = of === assetId ? charts.find((chart) => chart.point === point) : undefined
    if (drawn) return { drawn, sinceDays }
  }
  return undefined
}

/** What is normal for a signal at an instant. */
export function normalAt({ base, swing }: Drawn, at: EpochMs): number {
  return base + swing * wave(at, base, 41 * dayMs)
}

/** The signal at an instant, seen from `now`: normal, and since the failure began ever further from it. */
export function courseAt({ drawn, sinceDays }: Course, at: EpochMs, now: EpochMs): number {
  const share = Math.min(1, Math.max(0, 1 - (now - at) / (sinceDays * dayMs)))
  const scatter = drawn.scatter * wave(at, drawn.now, 0.7 * dayMs)
  return normalAt(drawn, at) + share ** 2 * (drawn.now - normalAt(drawn, now)) + scatter
}
