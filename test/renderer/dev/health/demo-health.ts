import { implement } from '@orpc/server'
import { PowerchainError } from '../../../../domain/errors.ts'
import { failureModes } from '../../../../domain/health/failure-modes.ts'
import type { VerdictKind } from '../../../../domain/health/forecast.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { AssetHealth, HealthNow } from '../../../../domain/rpc/health/forecasts.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { demoConsumption } from './demo-consumption.ts'
import { chartOf, evidenceOf, forecastId, forecastOf } from './demo-forecasts.ts'
import { demoModels, demoPrecision } from './demo-models.ts'
import { createDemoRuleHandlers } from './demo-rule-handlers.ts'
import { DemoRules } from './demo-rules.ts'
import { DemoWork } from './demo-work.ts'
import { anomaliesAt } from './told/anomalies.ts'
import { foreseen } from './told/foreseen.ts'

interface Judged {
  verdict: VerdictKind
  until: EpochMs | null
}

const table = { mediaType: 'text/csv', base64: btoa('asset;cause\nFlywheel bank;Bearing wear\n') }

/** Health of the demonstration: what was told, moved on with the clock, and what people say of it. */
export function createDemoHealth({ now, site }: { now: () => EpochMs; site: SiteDescription }) {
  const { health } = implement(contract)
  const startedAt = now()
  const judged = new Map<string, Judged>()
  const labels = new Map<string, string | null>()
  const rules = new DemoRules({ now })
  const work = new DemoWork({ now })
  const anomalies = anomaliesAt(startedAt)
  const has = new Set(site.assets.map(({ id }) => id))
  const toldHere = foreseen.filter(({ assetId }) => has.has(assetId))
  let training: { state: 'idle' | 'running'; words: string; lastAt: EpochMs } = {
    state: 'idle',
    words: 'Trains by itself on Sundays at 03:00.',
    lastAt: startedAt - 6 * 86_400_000,
  }

  const forecasts = () =>
    toldHere
      .map((told) => {
        const forecast = forecastOf(told, { now: now(), startedAt })
        const said = judged.get(forecast.id)
        return {
          ...forecast,
          verdict: said?.verdict ?? forecast.verdict,
          snoozedUntil: said?.until ?? null,
          workOrderId: work.ofForecast(forecast.id),
        }
      })
      .filter(({ verdict }) => verdict !== 'rejected')
      .toSorted((a, b) => b.waitingEur - a.waitingEur)
  const standing = () => anomalies.map((a) => ({ ...a, verdict: judged.get(a.id)?.verdict ?? 'open' }))

  const assetsNow = (): HealthNow['assets'] =>
    site.assets.map(({ id }, n) => {
      if (id === `container-${site.assets.filter(({ kind }) => kind === 'container').length}`)
        return { assetId: id, healthPct: null, words: 'no contact; judged again once it answers' }
      const worst = forecasts().find(({ assetId }) => assetId === id)
      return worst
        ? {
            assetId: id,
            healthPct: worst.remaining.healthPct,
            words: `${failureModes[worst.mode].name.toLowerCase()} foreseen`,
          }
        : { assetId: id, healthPct: 97 - (n % 4), words: 'nothing foreseen' }
    })

  function assetHealth(assetId: string): AssetHealth {
    const asset = site.assets.find(({ id }) => id === assetId)
    const state = assetsNow().find((a) => a.assetId === assetId)
    if (!asset || !state) throw new PowerchainError('Dispatch.UnknownAsset', 'There is no such asset.')
    const own = toldHere.filter((told) => told.assetId === assetId)
    const foreseenHere = forecasts().filter((f) => f.assetId === assetId)
    return {
      ...state,
      modes: Object.entries(failureModes)
        .filter(([, mode]) => (mode.kinds as readonly string[]).includes(asset.kind))
        .map(([name, mode], n) => {
          const found = foreseenHere.find((f) => f.mode === name)
          return {
            mode: name,
            name: mode.name,
            healthPct: state.healthPct === null ? null : (found?.remaining.healthPct ?? 98 - n),
            remaining: found?.remaining ?? null,
            forecastId: found?.id ?? null,
            words: found ? 'developing' : state.healthPct === null ? state.words : 'no sign of it',
          }
        }),
      signals: own.flatMap((told) => told.charts.map((c) => chartOf(c, { now: now(), sinceDays: told.sinceDays }))),
      anomalies: anomalies.filter((a) => a.assetId === assetId),
      ruleEvents: rules.list().flatMap(({ id }) => rules.events(id).filter((event) => event.assetId === assetId)),
      cases: own.flatMap((told) => evidence(forecastId(told)).cases),
    }
  }

  function evidence(id: string) {
    const told = toldHere.find((one) => forecastId(one) === id)
    const forecast = told && (forecasts().find((f) => f.id === id) ?? forecastOf(told, { now: now(), startedAt }))
    if (!told || !forecast) throw new PowerchainError('Config.NotFound', 'This forecast is no longer there.')
    const agreeing = rules.list().filter((rule) => told.ruleIds.includes(rule.id))
    return evidenceOf(told, {
      forecast,
      now: now(),
      site,
      rules: agreeing.map(({ id: ruleId, version, title, text }) => ({ ruleId, version, title, text })),
    })
  }

  function train() {
    training = { ...training, state: 'running', words: 'Training 5 models: day 40 of 360' }
    setTimeout(() => {
      training = { state: 'idle', words: 'Trained; version 4 stays in charge.', lastAt: now() }
    }, 6_000).unref()
  }

  return {
    now: health.now.handler(() => ({
      at: now(),
      assets: assetsNow(),
      forecasts: forecasts(),
      anomalies: standing(),
      precision: demoPrecision,
      learning: 'Learned from 412 days; container 6 since 3 days, judges it from 14 on.',
    })),
    evidence: health.evidence.handler(({ input }) => evidence(input.id)),
    asset: health.asset.handler(({ input }) => assetHealth(input.assetId)),
    judge: health.judge.handler(({ input }) => {
      judged.set(input.id, { verdict: input.verdict, until: input.until ?? null })
    }),
    export: health.export.handler(({ input }) => ({ name: `forecasts.${input.format}`, ...table })),
    models: health.models.handler(() => demoModels(now(), training)),
    train: health.train.handler(train),
    calendar: health.calendar.handler(({ input }) => work.calendar(input)),
    rules: createDemoRuleHandlers({ rules, site }),
    work: {
      list: health.work.list.handler(() => work.list()),
      create: health.work.create.handler(({ input }) =>
        work.create(
          input as never,
          forecasts().find(({ id }) => id === input.forecastId),
        ),
      ),
      update: health.work.update.handler(({ input }) => work.update(input as never)),
      export: health.work.export.handler(({ input }) => ({ name: `work-orders.${input.format}`, ...table })),
    },
    consumption: {
      get: health.consumption.get.handler(() => demoConsumption(now(), labels)),
      label: health.consumption.label.handler(({ input }) => {
        labels.set(input.id, input.label)
      }),
    },
  }
}
