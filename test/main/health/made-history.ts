import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Asset } from '../../../domain/asset.ts'
import { silentLog } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createHealth } from '../../../main/health/health.ts'
import { train } from '../../../main/health/remaining/training/train.ts'
import { dayMs, type HealthHistory, stepMs } from '../../../main/health/history.ts'

/** First instant of the made-up past. */
export const madeFrom: EpochMs = Date.UTC(2026, 0, 1)

/** Value of a point at an instant, `day` counted from {@link madeFrom}; NaN = none. */
export type Curve = (day: number, step: number) => number

/** A past made of curves, by "asset point". */
export function madeHistory(curves: Readonly<Record<string, Curve>>): HealthHistory {
  return {
    means({ assetId, point, from, until }) {
      const curve = curves[`${assetId} ${point}`]
      return Promise.resolve(
        Float64Array.from({ length: Math.round((until - from) / stepMs) }, (_, i) => {
          const at = from + i * stepMs
          return curve && at >= madeFrom ? curve((at - madeFrom) / dayMs, (at - madeFrom) / stepMs) : Number.NaN
        }),
      )
    },
  }
}

/** Scatter that is the same in every run, -1 to 1. */
export function scatter(step: number, salt: number): number {
  const x = Math.sin(step * 12.9898 + salt * 78.233) * 43_758.5453
  return 2 * (x - Math.floor(x)) - 1
}

/** Health over made-up curves and a database of its own. */
export function healthOver(assets: readonly Asset[], curves: Readonly<Record<string, Curve>>) {
  const dir = mkdtempSync(join(tmpdir(), 'powerchain-health-'))
  const db = openDb({ file: join(dir, 'site.db'), clock: systemClock, log: silentLog })
  const audited: string[] = []
  let now = madeFrom
  const clock = { ...systemClock, now: () => now }
  const points = Object.keys(curves).map((key) => {
    const [assetId = '', point = ''] = key.split(' ')
    return { assetId, point: point as PointName }
  })
  const open = (maintenance: { csv?: string } = {}) =>
    createHealth({
      site: { name: 'Test', assets: [...assets], health: { maintenance, simulatedPastDays: 0 } },
      dataDir: dir,
      db,
      points: () => points,
      history: madeHistory(curves),
      verdicts: () => [],
      rules: { live: () => [], events: () => [] },
      train: (task) => Promise.resolve(train(task)),
      eurPerMWh: () => 60,
      audit: ({ action, person }) => void audited.push(`${person} ${action}`),
      clock,
      log: silentLog,
    })
  const health = open()
  return {
    dir,
    health,
    /** Over the same database, as after a restart. */
    open,
    audited,
    /** Goes on to a day and judges what was stored until then. */
    async goTo(day: number, one = health): Promise<void> {
      now = madeFrom + day * dayMs
      await one.advance(madeFrom, now)
    },
    async stop(): Promise<void> {
      await health.stop()
      db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
