import type { Anomaly } from '../../domain/health/anomaly.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Muting } from './feedback/muting.ts'
import { dayMs, type HealthDb } from './history.ts'

/** Anomalies are kept and counted for so long. */
const keptMs = 400 * dayMs
const countedMs = 30 * dayMs

/** An anomaly as it is shown: with how often its like came in 30 days. */
export interface CountedAnomaly extends Anomaly {
  count: number
}

/** Anomalies that go on and those that were. Errors: `Store.Failed`. */
export class AnomalyBook {
  readonly #db: HealthDb
  readonly #muting: Muting
  readonly #standing = new Map<string, Anomaly>()
  #hidden = new Set<string>()

  constructor({ db, muting }: { db: HealthDb; muting: Muting }) {
    this.#db = db
    this.#muting = muting
  }

  /** All that the detectors say now, with what ended lately. A muted detector is not heard. */
  take(verdicts: readonly Anomaly[], at: EpochMs): void {
    const heard = verdicts.filter((one) => this.#isHeard(one, at))
    const changed = heard.filter((one) => {
      const known = this.#standing.get(one.id)
      return !known || known.untilAt !== one.untilAt
    })
    this.#standing.clear()
    for (const one of heard) this.#standing.set(one.id, one)
    if (changed.length === 0) return
    this.#db.transaction(() => {
      for (const { id, assetId, sinceAt, ...rest } of changed)
        this.#db.run(
          'INSERT OR REPLACE INTO health_anomaly (id, asset, since_at, body) VALUES (?, ?, ?, ?)',
          id,
          assetId,
          sinceAt,
          JSON.stringify({ id, assetId, sinceAt, ...rest }),
        )
    })
  }

  /** Those that go on. */
  list(at: EpochMs): CountedAnomaly[] {
    return [...this.#standing.values()]
      .filter(({ untilAt }) => untilAt === null)
      .map((one) => Object.assign({}, one, { count: this.#count(one, at) }))
  }

  get(id: string): Anomaly | undefined {
    return this.#standing.get(id) ?? this.#kept(id)
  }

  /** Of an asset, the newest first, those that ended too. */
  of(assetId: string, from: EpochMs): Anomaly[] {
    return this.#db
      .all<{ body: string }>(
        'SELECT body FROM health_anomaly WHERE asset = ? AND since_at >= ? ORDER BY since_at DESC LIMIT 200',
        assetId,
        from,
      )
      .map(({ body }) => JSON.parse(body) as Anomaly)
  }

  prune(now: EpochMs): void {
    this.#db.run('DELETE FROM health_anomaly WHERE since_at < ?', now - keptMs)
  }

  #isHeard({ id, detector }: Anomaly, at: EpochMs): boolean {
    if (this.#standing.has(id)) return true
    if (this.#hidden.has(id)) return false
    if (!this.#kept(id)) {
      this.#muting.announced(detector, at)
      if (this.#muting.isMuted(detector, at)) {
        this.#hidden.add(id)
        return false
      }
    }
    return true
  }

  #kept(id: string): Anomaly | undefined {
    const row = this.#db.get<{ body: string }>('SELECT body FROM health_anomaly WHERE id = ?', id)
    return row && (JSON.parse(row.body) as Anomaly)
  }

  #count({ assetId, detector, point }: Anomaly, at: EpochMs): number {
    const like = this.of(assetId, at - countedMs).filter((one) => one.detector === detector && one.point === point)
    return Math.max(1, like.length)
  }
}
