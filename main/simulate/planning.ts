import type { Clock } from '../../domain/clock.ts'
import { planAt } from '../../domain/dispatch/plan.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { Control, ControlNeeds } from '../dispatch/control.ts'
import { checkPlan } from '../plan/check/check-plan.ts'
import { createScheduler } from '../plan/make-schedule.ts'
import type { Solver } from '../plan/model/solver.ts'
import { createPlanner } from '../plan/planner.ts'
import type { PlanningThread } from '../plan/thread/planning-thread.ts'
import { createProfilePrices } from '../prices/profile-prices.ts'

/** What the control loop knows from outside of the site: the price of the moment and, with a solver, the plan. */
export interface Outlook {
  outside: NonNullable<ControlNeeds['outside']>
  /** Begins to plan the site that `control` runs. */
  start(control: Control): void
}

const quarterMs: Ms = 900_000
/** A plan is there so long after it was asked for, as in the field. */
const planMs: Ms = 2_000
/** What a look at the clock counts for while a schedule is searched: its budget then is one of steps, not of this machine. */
const lookMs: Ms = 25

/** Price and plan on the clock of a simulation. */
export function createOutlook(given: {
  site: SiteConfig
  priceAt: ((at: EpochMs) => number) | undefined
  solver: Solver | undefined
  clock: Clock
  log: Log
}): Outlook {
  const { site, priceAt, solver, clock, log } = given
  const prices = createProfilePrices({ priceAt: (at) => priceAt?.(at) ?? null, timeZone: site.timeZone, clock })
  let known: ReturnType<ControlNeeds['outside'] & object>['price']
  const priceNow = () => {
    const at = clock.now() - (clock.now() % quarterMs)
    if (priceAt && known?.at !== at) {
      const price = priceAt(at)
      known = { importEurPerMWh: price, exportEurPerMWh: price, at }
    }
    return known
  }
  let control: Control | undefined
  let plans = 0
  const planner =
    solver &&
    createPlanner({
      site,
      view: () => ({
        image: controlOf(control).image(),
        authorityOf: () => 'control',
        instructions: controlOf(control).instructions(),
        commitments: [],
        outlook: { forecastFor: () => undefined, prices: prices.now },
        hashpriceOf: prices.hashpriceEurPerTHPerDay,
        peakSoFarKW: 0,
      }),
      newId: () => `plan-${++plans}`,
      clock,
      log,
      openThread: () => planHere(solver, clock),
    })
  return {
    outside() {
      const plan = planner?.current()
      return { price: priceNow(), plan: plan && planAt(plan, clock.now()) }
    },
    start(running) {
      control = running
      planner?.start()
    },
  }
}

function controlOf(control: Control | undefined): Control {
  if (!control) throw new RangeError('not started')
  return control
}

/** Plans at once, in this thread, and answers a little later on the clock of the simulation. */
function planHere(solver: Solver, clock: Clock): PlanningThread {
  let looks = 0
  const scheduler = createScheduler({ solver, nowMs: () => lookMs * ++looks })
  return {
    plan: (problem, effort) =>
      new Promise((resolve, reject) => {
        const schedule = scheduler.make(problem, effort)
        const { faults, broken } = checkPlan(problem, schedule)
        const refused = new PowerchainError('Plan.Failed', `No plan could be made: ${faults.slice(0, 3).join('; ')}.`)
        clock.after(planMs, () => (faults.length > 0 ? reject(refused) : resolve({ schedule, broken, tookMs: planMs })))
      }),
    stop: () => Promise.resolve(scheduler.close()),
  }
}
