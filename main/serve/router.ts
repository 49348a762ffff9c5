import type { Router } from '@orpc/server'
import type { Log } from '../../domain/log.ts'
import type { Contract } from '../../domain/rpc/contract.ts'
import { alarmHandlers } from './alarm-handlers.ts'
import { guarded, type Guarded } from './base.ts'
import type { CallContext } from './context.ts'
import { dispatchHandlers, instructionHandlers } from './dispatch/dispatch-handlers.ts'
import { commissioningHandlers, fieldHandlers, northboundHandlers, trustHandlers } from './field-handlers.ts'
import { miningHandlers } from './dispatch/mining-handlers.ts'
import { forecastHandlers } from './dispatch/forecast-handlers.ts'
import { proofHandlers } from './dispatch/proof-handlers.ts'
import { calendarHandlers } from './health/calendar-handlers.ts'
import { consumptionHandlers } from './health/consumption-handlers.ts'
import { healthHandlers } from './health/health-handlers.ts'
import { rulesHandlers } from './health/rules-handlers.ts'
import { marketHandlers } from './market/handlers.ts'
import { meteringHandlers } from './metering/handlers.ts'
import type { LiveHub } from './live/hub.ts'
import { liveHandlers } from './live/handlers.ts'
import { planHandlers } from './plan/handlers.ts'
import { replayHandlers } from './replay-handlers.ts'
import { reportHandlers } from './reports/handlers.ts'
import { retailHandlers } from './retail/handlers.ts'
import { agreementHandlers } from './settlement/agreement-handlers.ts'
import { bundleHandlers } from './settlement/bundle-handlers.ts'
import { chainHandlers } from './settlement/chain-handlers.ts'
import { settlementHandlers } from './settlement/handlers.ts'
import { walletHandlers } from './settlement/wallet-handlers.ts'
import { moneyHandlers } from './settlement/money-handlers.ts'
import type { ServedSite } from './served-site.ts'

/** All procedures of the contract over one running site. */
export function createRouter({ site, hub, log }: { site: ServedSite; hub: LiveHub; log: Log }): EngineRouter {
  const base = guarded({ authorise: site.authorise, log })
  return base.router({
    site: {
      describe: base.site.describe.handler(({ context }) => site.describe(context.person)),
      restart: base.site.restart.handler(({ input, context }) => site.restart(context.person, input.reason)),
    },
    live: liveHandlers(base, { hub, log }),
    history: historyHandlers(base, site),
    trends: trendHandlers(base, site),
    dispatch: dispatchHandlers(base, site),
    mining: miningHandlers(base, site),
    proof: proofHandlers(base, site),
    forecast: forecastHandlers(base, site),
    instructions: instructionHandlers(base, site),
    alarms: alarmHandlers(base, site),
    field: fieldHandlers(base, site, log),
    commissioning: commissioningHandlers(base, site, log),
    plan: planHandlers(base, site),
    replay: replayHandlers(base, site, log),
    reports: reportHandlers(base, site, log),
    learning: {
      list: base.learning.list.handler(() => site.learning.list()),
      accept: base.learning.accept.handler(({ input, context }) => site.learning.accept(context.person, input)),
    },
    health: {
      ...healthHandlers(base, site),
      rules: rulesHandlers(base, site, log),
      calendar: calendarHandlers(base, site),
      consumption: consumptionHandlers(base, site),
    },
    metering: meteringHandlers(base, site),
    retail: retailHandlers(base, site),
    settlement: settlementHandlers(base, site),
    money: moneyHandlers(base, site),
    market: marketHandlers(base, site),
    agreements: agreementHandlers(base, site),
    bundles: bundleHandlers(base, site),
    ledger: chainHandlers(base, site),
    wallet: walletHandlers(base, site),
    trust: trustHandlers(base, site),
    northbound: northboundHandlers(base, site),
  })
}

/** The procedures ready to be served: named by the contract, which spells them shorter than what the handlers infer. */
export type EngineRouter = Router<Contract, CallContext>

function historyHandlers(base: Guarded, { historian, audit, annotations, importSamples }: ServedSite) {
  return {
    trend: base.history.trend.handler(({ input }) => historian.trend(input)),
    samples: base.history.samples.handler(({ input }) => historian.samples(input)),
    importSamples: base.history.importSamples.handler(({ input, context }) => importSamples(context.person, input)),
    annotations: base.history.annotations.handler(({ input }) => annotations.list(input)),
    annotate: base.history.annotate.handler(({ input, context }) => annotations.add(context.person, input)),
    removeAnnotation: base.history.removeAnnotation.handler(({ input, context }) =>
      annotations.remove(context.person, input.id, input.reason),
    ),
    backup: base.history.backup.handler(({ context }) => historian.backup(context.person)),
    confirmClock: base.history.confirmClock.handler(({ input, context }) =>
      historian.confirmClock(context.person, input.reason),
    ),
    audit: base.history.audit.handler(({ input }) => audit.list(input)),
    verifyAudit: base.history.verifyAudit.handler(() => audit.verify()),
  }
}

function trendHandlers(base: Guarded, { trendViews }: ServedSite) {
  const { views, saveView, removeView } = base.trends
  return {
    views: views.handler(() => trendViews.list()),
    saveView: saveView.handler(({ input, context }) => trendViews.save(context.person, input)),
    removeView: removeView.handler(({ input, context }) => trendViews.remove(context.person, input.id)),
  }
}
