import { existsSync, renameSync, statfsSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../../../../domain/clock.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Log } from '../../../../domain/log.ts'
import { openDb, type SiteDb } from '../../db.ts'
import type { Scan } from '../open-window.ts'
import { createRetention, type Retention } from '../retention.ts'
import { Series } from '../series.ts'
import { readingsMigrations } from '../tables.ts'
import type { StoreHealth, StoreTask } from './messages.ts'

/** Slow is normal in this thread; slower than this is worth a line. */
const slowMs = 1_000

interface Open {
  db: SiteDb
  series: Series
  retention: Retention | undefined
  stats: Stats
}

/**
 * The file of the readings while it lasts: one that is damaged or gone is put aside, and a new one begins with what is
 * still in memory. Belongs to one thread.
 */
export class StoreFile {
  readonly #task: StoreTask
  readonly #clock: Clock
  readonly #log: Log
  #open: Open
  #putAside: StoreHealth['putAside']

  /** @throws PowerchainError `Store.NewerVersion`, `Store.Failed` */
  constructor({ task, clock, log }: { task: StoreTask; clock: Clock; log: Log }) {
    this.#task = task
    this.#clock = clock
    this.#log = log
    try {
      this.#open = this.#openFile()
    } catch (error) {
      if (!isDamaged(error)) throw error
      this.#putFileAside(wordsOf(error))
      this.#open = this.#openFile()
    }
  }

  get series(): Series {
    return this.#open.series
  }

  /** As {@link Series.append}; tried once more with a new file when this one cannot be used any more. */
  append(scans: readonly Scan[]): void {
    if (this.#isGone()) this.#begin('it was deleted, moved or replaced while it was in use')
    this.#orAnew(() => this.series.append(scans))
  }

  /**
   * Packs, and gives up what is too old, for some milliseconds; false when there is nothing left to do now. What cannot
   * be packed because the disk is full may be packed when something was given up.
   */
  tidy(): boolean {
    const { retention } = this.#open
    try {
      if (this.#orAnew(() => this.series.pack())) return true
    } catch (error) {
      retention?.begin()
      if (retention?.step()) return true
      throw error
    }
    return this.#open.retention?.step() ?? false
  }

  /** Looks from now on for what is too old or does not fit. */
  beginRetention(): void {
    this.#open.retention?.begin()
  }

  health(): StoreHealth {
    const { bavail, bsize } = statfsSync(dirname(this.#task.file))
    const health: StoreHealth = { bytes: this.#open.db.bytes(), freeBytes: bavail * bsize }
    if (this.#open.retention) health.space = this.#open.retention.space()
    if (this.#putAside) health.putAside = this.#putAside
    return health
  }

  /** As {@link SiteDb.backup}. */
  async backup(to: string): Promise<null> {
    await this.#open.db.backup(to)
    return null
  }

  close(): void {
    this.#open.db.close()
  }

  #orAnew<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (!isDamaged(error)) throw error
      this.#begin(wordsOf(error))
      return work()
    }
  }

  #openFile(): Open {
    const { file, retention: plan } = this.#task
    const [clock, log] = [this.#clock, this.#log]
    const limit = plan ? { maxBytes: plan.maxBytes } : {}
    const db = openDb({ file, steps: readingsMigrations, ...limit, slowMs, clock, log })
    try {
      const series = new Series({ db, clock })
      const retention = plan && createRetention({ db, series, plan, clock })
      return { db, series, retention, stats: statSync(file) }
    } catch (error) {
      db.close()
      throw error
    }
  }

  #isGone(): boolean {
    const { dev, ino } = this.#open.stats
    const now = statSync(this.#task.file, { throwIfNoEntry: false })
    return now?.dev !== dev || now.ino !== ino
  }

  #begin(reason: string): void {
    const former = this.#open.series
    try {
      this.#open.db.close()
    } catch (error) {
      this.#log.warn('the damaged file could not be closed', { reason: wordsOf(error) })
    }
    this.#putFileAside(reason)
    this.#open = this.#openFile()
    this.#open.series.takeOver(former)
  }

  #putFileAside(reason: string): void {
    const { file } = this.#task
    const aside = `${file}.damaged-${new Date(this.#clock.now()).toISOString().replaceAll(':', '')}`
    for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, aside + end)
    this.#putAside = { file: aside, reason }
    this.#log.error('the file of the readings was put aside and a new one begun', { aside, reason })
  }
}

/** Whether the file itself is at fault, so that trying again with it cannot help. */
function isDamaged(error: unknown): boolean {
  return error instanceof PowerchainError && error.code === 'Store.Damaged'
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
