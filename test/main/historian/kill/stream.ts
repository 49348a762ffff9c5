import type { AlarmStep } from '../../../../domain/alarm.ts'
import type { Scan } from '../../../../main/historian/readings/open-window.ts'
import type { StoredPoint } from '../../../../main/historian/readings/tables.ts'

/** Instant of scan 0. */
export const start = Date.UTC(2026, 2, 1)

/** The points of every scan. */
export const knownPoints: StoredPoint[] = Array.from({ length: 20 }, (_, i) => ({
  assetId: `asset-${i}`,
  point: 'activePowerKW',
  holdMs: 90_000,
  retention: 'fast',
}))

/** What point `i` says in scan `n`: known to whoever looks for it later. */
export function valueOf(n: number, i: number): number {
  return ((n * 7 + i * 13) % 1_000) / 10
}

/** Scan `n`. */
export function scanOf(n: number, numbers: readonly number[]): Scan {
  return {
    at: start + 1_000 * n,
    point: Uint32Array.from(numbers),
    value: Float64Array.from(numbers, (_, i) => valueOf(n, i)),
    quality: new Uint8Array(numbers.length),
  }
}

/** The n-th step of an alarm that comes and goes. */
export function alarmStep(n: number): AlarmStep {
  const at = start + n
  return {
    at,
    event: n % 2 === 0 ? 'raised' : 'over',
    alarm: {
      id: `alarm-${Math.floor(n / 2)}`,
      code: 'test.alarm',
      priority: 3,
      text: `step ${n}`,
      response: '',
      state: 'activeUnacknowledged',
      raisedAt: at,
    },
  }
}
