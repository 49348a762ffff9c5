import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Definition } from '../../../../devices/definition.ts'
import { longRun, type Truth } from '../../../../devices/simulated/long/long-run.ts'
import type { FailureForecast } from '../../../../domain/health/forecast.ts'
import { silentLog } from '../../../../domain/log.ts'
import type { SiteConfig } from '../../../../domain/site.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { systemClock } from '../../../../main/clock.ts'
import { createHealth } from '../../../../main/health/health.ts'
import { dayMs, type HealthHistory, stepMs } from '../../../../main/health/history.ts'
import { train } from '../../../../main/health/remaining/training/train.ts'
import { openDb } from '../../../../main/historian/db.ts'
import type { DrawnFault } from './planted-faults.ts'

/** A site lived through with planted faults. */
export interface LivedYear {
  truths: readonly Truth[]
  /** As they were when announced, with the instant they ended, if they did. */
  announced: readonly FailureForecast[]
}

/** What is lived through. */
export interface ToLive {
  site: SiteConfig
  siteFolder: string
  definitions: ReadonlyMap<string, Definition>
  faults: readonly DrawnFault[]
  /** Days before the year in which the site is healthy. */
  pastDays: number
  days: number
  seed: number
}

/** A failed asset stands for so long until it is mended. */
const repairedAfterDays = 3
/** Rows of the plant; health works on means of a quarter of an hour. */
const stepMinutes = 5
const yearBegins: EpochMs = Date.UTC(2026, 0, 1)

/** Lives through the days with the same code that watches a real site, over a history in memory. */
export async function live(asked: ToLive): Promise<LivedYear> {
  const { site, faults, pastDays, days } = asked
  const from = yearBegins - pastDays * dayMs
  const { history, columns, truths } = record(asked, from)
  const dir = mkdtempSync(join(tmpdir(), 'powerchain-year-'))
  const db = openDb({ file: join(dir, 'site.db'), slowMs: 10_000, clock: systemClock, log: silentLog })
  let now = from
  const health = createHealth({
    site,
    dataDir: dir,
    db,
    points: () => columns,
    history,
    verdicts: () => [],
    rules: { live: () => [], events: () => [] },
    train: (task) => Promise.resolve(train(task)),
    eurPerMWh: () => 60,
    audit: () => {},
    clock: { ...systemClock, now: () => now },
    log: silentLog,
  })
  const seen = new Map<string, FailureForecast>()
  try {
    for (let day = 1; day <= pastDays + days; day++) {
      now = from + day * dayMs
      await health.advance(from, now)
      const standing = health.desk.now().forecasts
      for (const one of standing) if (!seen.has(one.id)) seen.set(one.id, one)
      const ids = new Set(standing.map(({ id }) => id))
      for (const [id, one] of seen) if (one.endedAt === null && !ids.has(id)) seen.set(id, { ...one, endedAt: now })
    }
  } finally {
    await health.stop()
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
  if (faults.length !== truths.length) throw new Error('a planted fault is missing')
  return { truths, announced: [...seen.values()] }
}

/** Runs the plant through and keeps quarter-hourly means of all it delivers. */
function record({ site, siteFolder, definitions, faults, pastDays, days, seed }: ToLive, from: EpochMs) {
  const wear = faults.map(({ asset, mode, startsDay, developsDays }) => {
    return { asset, mode, startsAt: pastDays + startsDay, developsOver: developsDays }
  })
  const repairs = faults.map(({ asset, mode, startsDay, developsDays }) => {
    return { asset, mode, at: from + (pastDays + startsDay + developsDays + repairedAfterDays) * dayMs }
  })
  const total = pastDays + days
  const run = longRun({ site, siteFolder, definitions, from, days: total, seed, stepMinutes, wear, repairs })
  const steps = (total * dayMs) / stepMs
  const width = run.columns.length
  const means = run.columns.map(() => new Float32Array(steps).fill(Number.NaN))
  const sums = new Float64Array(width)
  const counts = new Int32Array(width)
  let step = 0
  const close = (): void => {
    for (let i = 0; i < width; i++) {
      const column = means[i]
      if (column && counts[i]) column[step] = (sums[i] ?? 0) / (counts[i] ?? 1)
    }
    sums.fill(0)
    counts.fill(0)
  }
  for (const { at, values } of run.rows()) {
    const now = Math.floor((at - from) / stepMs)
    if (now !== step) {
      close()
      step = now
    }
    for (let i = 0; i < width; i++) {
      const value = values[i] ?? Number.NaN
      if (Number.isNaN(value)) continue
      sums[i] = (sums[i] ?? 0) + value
      counts[i] = (counts[i] ?? 0) + 1
    }
  }
  close()
  const place = new Map(run.columns.map(({ assetId, point }, i) => [`${assetId} ${point}`, i]))
  const history: HealthHistory = {
    means({ assetId, point, from: begin, until }) {
      const column = means[place.get(`${assetId} ${point}`) ?? -1]
      const first = Math.round((begin - from) / stepMs)
      const length = Math.round((until - begin) / stepMs)
      return Promise.resolve(Float64Array.from({ length }, (_, i) => column?.[first + i] ?? Number.NaN))
    },
  }
  return { history, columns: run.columns, truths: run.truths }
}
