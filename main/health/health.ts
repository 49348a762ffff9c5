import type { Person } from '../../domain/access.ts'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { AssetHealth, EvidenceDetail, HealthNow } from '../../domain/rpc/health/forecasts.ts'
import type { HealthModels } from '../../domain/rpc/health/models.ts'
import type { VerdictInput } from '../../domain/rpc/health/work.ts'
import type { EpochMs } from '../../domain/units.ts'
import { tableFile } from '../documents/documents.ts'
import { createCounting } from './desk/counting.ts'
import { assetDetail, evidenceDetail } from './desk/details.ts'
import { forecastTable } from './desk/forecast-rows.ts'
import { judge } from './desk/judge.ts'
import { modelsPage } from './desk/models-page.ts'
import { healthNow } from './desk/now.ts'
import type { Feedback } from './feedback/feedback.ts'
import { createWorkDesk, type WorkDesk } from './orders/work-desk.ts'
import { type HealthNeeds, partsOf } from './parts.ts'

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
  /** Until models that are being trained are done. */
  trained(): Promise<void>
}

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
      // one that failed is told to its caller, and the next one goes on from there
      judging = judging.catch(() => undefined).then(() => judgeUpTo(oldest, now))
      return judging
    },
    hear: (at) => anomalies.take(needs.verdicts(), at),
    start: () => handover.start(),
    async stop() {
      isStopped = true
      await handover.stop()
      await judging.catch(() => undefined)
      await parts.training.stop()
      watch.keep()
    },
    conditions: () => handover.conditions(),
    trained: () => parts.training.done(),
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
    models: () =>
      modelsPage({ watches, feedback, muting, counting, trained: () => parts.training.page() }, clock.now()),
    train(person, reason) {
      audit({ person: person.name, action: 'TrainingStarted', detail: `Models of health are trained anew: ${reason}` })
      parts.training.start(true)
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
