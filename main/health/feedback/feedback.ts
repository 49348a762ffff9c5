import type { EpochMs } from '../../../domain/units.ts'
import type { Muting } from './muting.ts'
import { apartOf, oddsByVerdicts, recordOf, type SourceRecord } from './thresholds.ts'
import type { Verdict, VerdictTable } from './verdict-table.ts'

/** What technicians said, and what follows from it. */
export class Feedback {
  readonly #table: VerdictTable
  readonly #muting: Muting
  #verdicts: readonly Verdict[]
  #records = new Map<string, SourceRecord>()
  #apart: ReadonlySet<string> = new Set()

  constructor({ table, muting }: { table: VerdictTable; muting: Muting }) {
    this.#table = table
    this.#muting = muting
    this.#verdicts = table.newest()
    this.#follow()
  }

  /** On the disk when it returns. Errors: `Store.Failed`. */
  add(verdict: Verdict): void {
    this.#table.add(verdict)
    this.#verdicts = this.#table.newest()
    this.#follow()
    this.#muting.judged(this.#verdicts, verdict.at)
  }

  /** The newest word on a thing. */
  of(about: string): Verdict | undefined {
    return this.#verdicts.find((one) => one.about === about)
  }

  /** What was said of a detector, or of `forecast`. */
  record(source: string): SourceRecord {
    return this.#records.get(source) ?? recordOf([])
  }

  /** Factor on the odds of a failure at an asset. */
  oddsOf(assetId: string, mode: string): number {
    return oddsByVerdicts(this.#verdicts, assetId, mode)
  }

  /** Assets that are not compared with peers any more. */
  apart(): ReadonlySet<string> {
    return this.#apart
  }

  /** Work is known to go on at the asset. */
  isKnownWork(assetId: string, at: EpochMs): boolean {
    return this.#verdicts.some(
      (one) => one.assetId === assetId && one.verdict === 'knownWork' && one.at <= at && at < (one.until ?? one.at),
    )
  }

  #follow(): void {
    const sources = new Set(this.#verdicts.map(({ source }) => source))
    this.#records = new Map(
      [...sources].map((source) => [source, recordOf(this.#verdicts.filter((one) => one.source === source))]),
    )
    this.#apart = apartOf(this.#verdicts)
  }
}
