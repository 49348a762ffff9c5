import type { Person } from '../../domain/access.ts'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Anomaly } from '../../domain/health/anomaly.ts'
import type { HealthRule, RuleEvent } from '../../domain/health/rules.ts'
import type { Log } from '../../domain/log.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { AssetHealth, EvidenceDetail, HealthNow } from '../../domain/rpc/health/forecasts.ts'
import type { HealthModels } from '../../domain/rpc/health/models.ts'
import type { VerdictInput } from '../../domain/rpc/health/work.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { tableFile } from '../documents/documents.ts'
import { AnomalyBook } from './anomalies.ts'
import { createCounting } from './desk/counting.ts'
import { assetDetail, evidenceDetail } from './desk/details.ts'
import { forecastTable } from './desk/forecast-rows.ts'
import { judge } from './desk/judge.ts'
import { modelsPage } from './desk/models-page.ts'
import { healthNow } from './desk/now.ts'
import { Forecasts } from './diagnosis/forecasts.ts'
import { peersOf } from './diagnosis/peers.ts'
import { SiteWatch } from './diagnosis/site-watch.ts'
import { createTimeLeft, type FamilyOf } from './diagnosis/time-left.ts'
import { Feedback } from './feedback/feedback.ts'
import { createMuting } from './feedback/muting.ts'
import { createVerdictTable } from './feedback/verdict-table.ts'
import { dayMs, type HealthDb, type HealthHistory } from './history.ts'
import { createDepartureTable } from './keep/departure-table.ts'
import { createForecastTable } from './keep/forecast-table.ts'
import { createStateTable } from './keep/state-table.ts'
import { createHandover } from './orders/handover.ts'
import { createWorkDesk, type WorkDesk } from './orders/work-desk.ts'
import { createWorkTable } from './orders/work-table.ts'

/** Rules as far as the diagnosis listens to them. */
export interface HeardRules {
  live(): HealthRule[]
  events(asked: { from: EpochMs; assetId?: string }): RuleEvent[]
}

/** What health is made of. */
export interface HealthNeeds {
  site: Pick<SiteConfig, 'name' | 'assets' | 'health'>
  dataDir: string
  db: HealthDb
  points: () => readonly PointRef[]
  history: HealthHistory
  /** What the detectors say now, with what ended lately. */
  verdicts: () => readonly Anomaly[]
  rules: HeardRules
  /** Lives of things that failed, where fleet models know some. */
  familyOf: FamilyOf
  trained: () => Pick<HealthModels, 'models' | 'training'>
  train(): void
  eurPerMWh: (at: EpochMs) => number
  audit: WriteAudit
  clock: Clock
  log: Log
}

/** What people ask of the health of equipment. All of it is advice: nothing here reaches a device. */
export interface HealthDesk {
  now(): HealthNow
  /** @throws PowerchainError `Config.NotFound` */
  evidence(id: string): EvidenceDetail
  /** @throws PowerchainError `Dispatch.UnknownAsset` */
  asset(assetId: string): AssetHealth
  /** @throws PowerchainError `Config.NotFound`, `Store.Failed` */
  judge(person: Person, input: VerdictInput): void
  export(format: 'csv' | 'xlsx'): Promise<MadeFile>
  models(): HealthModels
  /** Trains anew beside everything else; the better version takes charge. */
  train(person: Person, reason: string): void
  work: WorkDesk
}

/** The health of a site's equipment. */
export interface Health {
  desk: HealthDesk
  feedback: Feedback
  /** Judges what is stored up to `now`, from `oldest` on at the first start. Errors: `Store.*`. */
  advance(oldest: EpochMs, now: EpochMs): Promise<void>
  /** Hears the detectors. */
  hear(at: EpochMs): void
  start(): void
  stop(): Promise<void>
  conditions(): AlarmCondition[]
}

/** How strongly a live rule that names a failure and holds speaks for it, as a factor on its odds. */
const ruleOdds = 5
/** A rule that held so long ago still speaks. */
const ruleSpeaksMs = 3 * dayMs

/** Puts the health of a site together over its stores. */
export function createHealth(needs: HealthNeeds): Health {
  const parts = partsOf(needs)
  const { watch, anomalies, feedback, handover } = parts
  let next: EpochMs | undefined
  let isStopped = false
  let judging: Promise<void> = Promise.resolve()
  const judgeUpTo = async (oldest: EpochMs, now: EpochMs): Promise<void> => {
    next = await watch.advance(next ?? watch.firstAt(oldest), now, () => isStopped)
  }
  return {
    desk: deskOf(needs, parts),
    feedback,
    advance(oldest, now) {
      judging = judging.then(() => judgeUpTo(oldest, now))
      return judging
    },
    hear: (at) => anomalies.take(needs.verdicts(), at),
    start: () => handover.start(),
    async stop() {
      isStopped = true
      await judging.catch(() => undefined)
      watch.keep()
      await handover.stop()
    },
    conditions: () => handover.conditions(),
  }
}

function deskOf(needs: HealthNeeds, parts: ReturnType<typeof partsOf>): HealthDesk {
  const { site, rules, clock, audit } = needs
  const { watch, forecasts, table, anomalies, feedback, muting, work } = parts
  const { assets } = site
  const { watches } = watch
  const nameOf = (id: string) => assets.find((asset) => asset.id === id)?.name ?? id
  const counting = createCounting({ table, work })
  const details = {
    ...parts,
    assets,
    watches,
    apart: () => feedback.apart(),
    rules: {
      get: (id: string) => rules.live().find((rule) => rule.id === id),
      events: (assetId: string, from: EpochMs) => rules.events({ assetId, from }),
    },
  }
  return {
    now: () => healthNow({ watches, forecasts, anomalies, feedback, counting }, clock.now()),
    evidence: (id) => evidenceDetail(details, id),
    asset: (assetId) => assetDetail(details, assetId, clock.now()),
    judge: (person, input) => judge({ forecasts, table, anomalies, feedback, watches, audit, clock }, person, input),
    export: (format) => tableFile('forecasts', format, [forecastTable(table.since(0).toReversed(), nameOf)]),
    models: () => modelsPage({ watches, feedback, muting, counting, trained: needs.trained }, clock.now()),
    train(person, reason) {
      audit({ person: person.name, action: 'TrainingStarted', detail: `Models of health are trained anew: ${reason}` })
      needs.train()
    },
    work: workDeskOf(needs, parts),
  }
}

function workDeskOf({ site, audit, clock }: HealthNeeds, parts: ReturnType<typeof partsOf>): WorkDesk {
  const { forecasts, table, work, handover } = parts
  return createWorkDesk({
    assets: site.assets,
    table: work,
    handover,
    forecastOf: (id) => forecasts.list().find((one) => one.id === id) ?? table.get(id),
    onChange(order, forecast) {
      if (forecast) forecasts.change({ ...forecast, workOrderId: order.state === 'cancelled' ? null : order.id })
    },
    audit,
    clock,
  })
}

function partsOf({ site, dataDir, db, points, history, rules, familyOf, eurPerMWh, clock, log }: HealthNeeds) {
  const { assets } = site
  const muting = createMuting()
  const feedback = new Feedback({ table: createVerdictTable({ db }), muting })
  const departures = createDepartureTable({ db })
  const table = createForecastTable({ db })
  const apart = () => feedback.apart()
  const watch: SiteWatch = new SiteWatch({
    assets,
    points,
    history,
    departures,
    states: createStateTable({ db }),
    apart,
    onJudged: (at) => forecasts.judge(at),
  })
  const ruleIdsOf = (assetId: string, mode: string, at: EpochMs) => {
    const naming = new Set(rules.live().flatMap((rule) => (rule.mode === mode ? rule.id : [])))
    const held = rules.events({ assetId, from: at - ruleSpeaksMs }).filter(({ ruleId }) => naming.has(ruleId))
    return [...new Set(held.map(({ ruleId }) => ruleId))]
  }
  const forecasts: Forecasts = new Forecasts({
    watches: watch.watches,
    table,
    timeLeft: createTimeLeft({ departures, familyOf }),
    besides: {
      oddsOf: (assetId, mode, at) =>
        feedback.oddsOf(assetId, mode) * (ruleIdsOf(assetId, mode, at).length > 0 ? ruleOdds : 1),
      ruleIdsOf,
      isMuted: (assetId, at) => feedback.isKnownWork(assetId, at) || muting.isMuted('forecast', at),
      thresholdRatio: () => feedback.record('forecast').thresholdRatio,
      eurPerMWh,
      peersOf: (assetId) => {
        const asset = assets.find(({ id }) => id === assetId)
        return asset ? peersOf(asset, assets, apart()).length : 0
      },
    },
    modelOf: (mode) => ({ id: `remaining ${mode}`, version: 1 }),
    onChange: (forecast) => {
      if (forecast.endedAt === null) muting.announced('forecast', forecast.announcedAt)
    },
  })
  const nameOf = (id: string) => assets.find((asset) => asset.id === id)?.name ?? id
  const config = site.health.maintenance
  return {
    muting,
    feedback,
    departures,
    table,
    watch,
    forecasts,
    anomalies: new AnomalyBook({ db, muting }),
    work: createWorkTable({ db }),
    handover: createHandover({ site: site.name, config, dataDir, db, nameOf, clock, log }),
  }
}
