import type { Person } from '../../../domain/access.ts'
import type { Stop } from '../../../domain/clock.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { HealthRule, RuleEvent } from '../../../domain/health/rules.ts'
import type { RuleCheck, RuleCompletion, RuleDetail, RuleTryStep } from '../../../domain/rpc/health/rules.ts'
import type { Log } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'

/** The value of a point that a judgement may rest on, `undefined` when there is none: missing, stale and suspect ones. */
export type ValueOf = (assetId: string, point: PointName) => number | undefined

/** What a model says a point should read, in the point's unit; `spread` is one standard deviation. */
export interface Expected {
  value: number
  spread: number
}

/** What a model expects at an instant; `undefined` while it has not learned enough. */
export type ExpectedAt = (assetId: string, point: PointName, at: EpochMs) => Expected | undefined

/** A stretch of one point. */
export interface Stretch extends PointRef {
  from: EpochMs
  to: EpochMs
}

/** What is stored of a point in [from, to) as columns; a missing value is NaN, `quality` a place in `qualities`. Errors: `Store.*`. */
export type StoredSamples = (asked: Stretch) => Promise<{ at: Float64Array; value: Float64Array; quality: Uint8Array }>

/** The mean of a point in equal steps; NaN for a step without a usable value. Errors: `Store.*`. */
export type StoredMeans = (asked: Stretch & { buckets: number }) => Promise<{ mean: Float64Array }>

/** What a model would have expected in equal steps of the past; NaN where it knows nothing. */
export type ExpectedThen = (
  asked: Stretch & { buckets: number },
) => Promise<{ value: Float64Array; spread: Float64Array }>

/** Ids of the assets an asset is compared with, without itself. */
export type PeersOf = (assetId: string, within: 'site' | 'row') => readonly string[]

/** The database of the site, as far as rules need it. */
export interface RulesDb {
  all<Row>(sql: string, ...values: (string | number | null)[]): Row[]
  get<Row>(sql: string, ...values: (string | number | null)[]): Row | undefined
  run(sql: string, ...values: (string | number | null)[]): number
  transaction<T>(work: () => T): T
  durable<T>(work: () => T): T
}

/** What the rules of a site are made of. */
export interface RulesNeeds {
  db: RulesDb
  site: Pick<SiteConfig, 'assets' | 'connection'>
  /** What the devices deliver. */
  points: () => readonly PointRef[]
  samplesOf: StoredSamples
  meansOf: StoredMeans
  expected: ExpectedAt
  /** Absent = conditions on a model can't be tried over the past. */
  expectedThen?: ExpectedThen
  /** Absent = assets of the same kind and make, in the site or on the same feeder. */
  peersOf?: PeersOf
  /** How long a value may stand for what followed; a duration does not pass over a longer gap. */
  holdMs: (point: PointName) => Ms
  audit: WriteAudit
  clock: Clock
  log: Log
}

/** The rules of a site: kept, tried, and running over its readings. Nothing of it reaches a device. */
export interface Rules {
  /** Takes the readings of an instant; instants only rise, one that does not is left out. */
  scan(at: EpochMs, valueOf: ValueOf): void
  /** Called when a rule begins to hold and when it no longer does. */
  onEvent(listener: (event: RuleEvent, rule: HealthRule) => void): Stop
  /** Times at which live rules held, the newest first. */
  events(asked: { from: EpochMs; to?: EpochMs; assetId?: string; ruleId?: string }): RuleEvent[]
  /** Every rule at its newest version. */
  list(): HealthRule[]
  /** Versions that are in charge. */
  live(): HealthRule[]
  /** @throws PowerchainError `Config.NotFound` */
  get(id: string): RuleDetail
  check(text: string): RuleCheck
  complete(text: string, at: number): RuleCompletion
  /**
   * Runs a text over what is stored, in a thread of its own; ends early when `signal` says so.
   * @throws PowerchainError `Config.Invalid`, `Replay.Busy`, `Store.*`
   */
  tryOut(asked: { text: string; days: number }, signal: AbortSignal): AsyncGenerator<RuleTryStep, void, void>
  /** @throws PowerchainError `Config.Invalid`, `Config.NotFound`, `Store.*` */
  save(person: Person, asked: { id?: string | undefined; text: string; reason: string }): HealthRule
  /** @throws PowerchainError `Config.Invalid` for a version that was not tried, `Config.NotFound`, `Store.*` */
  setState(
    person: Person,
    asked: { id: string; version: number; state: HealthRule['state']; untried: boolean; reason: string },
  ): HealthRule
  /** Keeps what durations and windows have gathered, so that a restart does not lose it. Done each minute by itself. */
  keep(): void
}
