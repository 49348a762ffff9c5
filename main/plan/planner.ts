import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { Plan, PlanStatus } from '../../domain/dispatch/plan.ts'
import type { Log } from '../../domain/log.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { Ms } from '../../domain/units.ts'
import { createAttempts } from './service/attempts.ts'
import { changesBetween, planSigns, type PlanSigns } from './service/plan-events.ts'
import { planConditions, type PlanFacts, planStatus } from './service/plan-status.ts'
import { createRunBook } from './site/run-book.ts'
import { watchedUnits } from './site/site-problem.ts'
import type { SiteView } from './site/site-view.ts'
import { type AskAbsence, createAbsence } from './what-if/absence.ts'
import { type AskWhatIf, createWhatIf } from './what-if/what-if.ts'
import { createPlanningThread, type PlanningThread } from './thread/planning-thread.ts'

/** What the planner sees of the site; asked anew for each plan. */
export type PlannerView = Omit<SiteView, 'site' | 'now' | 'runs'>

/** What the planner is made of. */
export interface PlannerNeeds {
  site: SiteConfig
  view(): PlannerView
  newId(): string
  clock: Clock
  log: Log
  /** Where it is planned: once for the plan, once for each question; absent = in threads. */
  openThread?: () => PlanningThread
}

/** Plans the site again and again. */
export interface Planner {
  start(): void
  stop(): Promise<void>
  /** The plan to follow; `undefined` when there is none or it has expired: safe rules hold then (faults 63, 64). */
  current(): Plan | undefined
  status(): PlanStatus
  /** Called with each new plan. */
  onPlan(listener: (plan: Plan) => void): Stop
  conditions(): AlarmCondition[]
  whatIf: AskWhatIf
  /** What taking an asset out would cost. */
  absenceEur: AskAbsence
}

/** How often the signs are compared that ask for a new plan at once. */
const watchMs: Ms = 1_000
/** How often prices are asked for. */
const priceMs: Ms = 10_000
/** Events closer together are answered by one plan. */
const restMs: Ms = 15_000

/** After a failure it is tried again so soon. */
const againMs: Ms = 60_000

/** The planner of a site. */
export function createPlanner({ site, view, newId, clock, log, openThread: given }: PlannerNeeds): Planner {
  const { enabled: isEnabled, everyMin, keepMin, timeoutS } = site.plan
  const [everyMs, keepMs, startedAt] = [everyMin * 60_000, keepMin * 60_000, clock.now()]
  const openThread = given ?? (() => createPlanningThread({ clock, timeoutMs: timeoutS * 1_000 }))
  const thread = openThread()
  const attempts = createAttempts({ thread, newId, log })
  const runs = createRunBook()
  const units = watchedUnits(site.assets)
  let known: PlanSigns | undefined
  let triedAtMs = -Infinity
  let price = { askedMs: -Infinity, sign: '' }
  let stopWatch: Stop | undefined

  const facts = (): PlanFacts => {
    return { isEnabled, plan: attempts.plan(), failure: attempts.failure(), everyMs, keepMs, startedAt }
  }
  const siteView = (): SiteView | undefined => {
    const seen = view()
    return seen.image.cycle < 1 ? undefined : { ...seen, site, now: clock.now(), runs }
  }
  const signsOf = (seen: SiteView): PlanSigns => {
    const nowMs = clock.monotonicMs()
    if (nowMs - price.askedMs >= priceMs) price = { askedMs: nowMs, sign: priceSign(seen) }
    return planSigns(seen, price.sign)
  }
  const watch = (): void => {
    const seen = siteView()
    if (!seen) return
    runs.observe(seen.image, units)
    const sinceMs = clock.monotonicMs() - triedAtMs
    if (attempts.isUnderWay() || sinceMs < restMs) return
    const signs = signsOf(seen)
    const why = known ? changesBetween(known, signs) : 'first plan'
    const waitMs = attempts.failure() === '' ? everyMs : Math.min(againMs, everyMs)
    if (why === '' && sinceMs < waitMs) return
    known = signs
    triedAtMs = clock.monotonicMs()
    attempts.make(seen, why === '' ? `every ${everyMin} min` : why)
  }
  return {
    start() {
      if (isEnabled) stopWatch ??= clock.every(watchMs, watch)
    },
    async stop() {
      stopWatch?.()
      await thread.stop()
    },
    current: () => (planStatus(facts(), clock.now()).state === 'expired' ? undefined : attempts.plan()),
    status: () => planStatus(facts(), clock.now()),
    onPlan: attempts.onPlan,
    conditions: () => planConditions(facts(), clock.now()),
    whatIf: createWhatIf({ siteView, openThread }),
    absenceEur: createAbsence({ siteView, openThread, nowMs: () => clock.monotonicMs() }),
  }
}

function priceSign({ outlook }: SiteView): string {
  const { state, knownUntil } = outlook.prices()
  return `${state} ${knownUntil}`
}
