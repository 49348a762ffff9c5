import type { Asset } from '../../../../domain/asset.ts'
import { type Interval, type RegisterName, registerNames } from '../../../../domain/metering/meter.ts'
import { type Quarter, quarterMs, quarterOf, quarterStart } from '../../../../domain/metering/quarter.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { wave } from '../wave.ts'

/** Closed this long after their end, as the engine does. */
const graceMs = 90_000
const hourMs = 3_600_000
/** Mean power by asset and register, kW; others are not metered. */
const meanKW: Record<string, Partial<Record<RegisterName, number>>> = {
  grid: { import: 1_100, export: 90 },
  pv: { injected: 1_600 },
  wind: { injected: 1_900 },
  factory: { absorbed: 2_100 },
  'li-ion': { injected: 240, absorbed: 280 },
  flywheels: { injected: 120, absorbed: 150 },
  hydrogen: { injected: 30, absorbed: 80 },
}
const containerKW = 1_010
const meansOf = (id: string): Partial<Record<RegisterName, number>> =>
  id.startsWith('container') ? { absorbed: containerKW } : (meanKW[id] ?? {})
const seedOf = (id: string, register: RegisterName) => id.length * 7 + registerNames.indexOf(register) * 3

const wh = (id: string, register: RegisterName, quarter: Quarter) => {
  const mean = meansOf(id)[register] ?? 0
  return Math.max(
    0,
    Math.round(mean * 250 * (1 + 0.6 * wave(quarterStart(quarter), seedOf(id, register), 22 * hourMs))),
  )
}

// a register far enough on that it looks like a meter; rises by the mean and swings with the quarter
const closing = (id: string, register: RegisterName, quarter: Quarter) => {
  const day = Math.floor(quarter / 96)
  let shown = 48_000_000_000 + (day - 20_000) * 96 * 250 * (meansOf(id)[register] ?? 0)
  for (let q = day * 96; q <= quarter; q++) shown += wh(id, register, q)
  return shown
}

/** Meters of the demonstration: energies that are the same whenever they are asked. */
export function createDemoMeters({ assets, now }: { assets: readonly Asset[]; now: () => EpochMs }) {
  const lastClosed = () => quarterOf(now() - graceMs) - 1
  return {
    registersOf: (id: string): RegisterName[] => registerNames.filter((name) => name in meansOf(id)),
    points: assets.filter(({ id }) => Object.keys(meansOf(id)).length > 0).map(({ id }) => id),
    lastClosed,
    intervals: (
      { pointId, register }: { pointId: string; register: RegisterName },
      from: Quarter,
      to: Quarter,
    ): Interval[] =>
      Array.from({ length: Math.max(0, Math.min(to, lastClosed() + 1) - from) }, (_, i) => ({
        pointId,
        register,
        quarter: from + i,
        revision: 0,
        wh: wh(pointId, register, from + i),
        quality: (from + i) % 97 === 5 && pointId === 'wind' ? ('estimated' as const) : ('measured' as const),
        method: (from + i) % 97 === 5 && pointId === 'wind' ? ('gapTotal' as const) : ('registers' as const),
        epoch: 1,
        closingWh: closing(pointId, register, from + i),
      })),
  }
}

/** Meters of the demonstration. */
export type DemoMeters = ReturnType<typeof createDemoMeters>

/** Length of a quarter in tenths of a second, for readings between its ends. */
export const readingsOf = (meters: DemoMeters, key: { pointId: string; register: RegisterName }, quarter: Quarter) =>
  meters.intervals(key, quarter - 1, quarter + 1).map(({ quarter: q, closingWh }) => ({
    at: quarterStart(q) + quarterMs,
    epoch: 1,
    wh: closingWh ?? 0,
    kind: 'boundary' as const,
  }))
