import { checkPlan } from '../../main/plan/check/check-plan.ts'
import { createScheduler } from '../../main/plan/make-schedule.ts'
import { createSolver, type Solver } from '../../main/plan/model/solver.ts'
import { atMost, type Figure, quantile } from './figure.ts'
import { type Case, cases } from './plan/cases.ts'
import { ercotPrices } from './plan/ercot.ts'
import { solveMixedInteger } from './plan/mixed-integer.ts'
import { timeReplan } from './plan/replan.ts'

/** Every so many windows, of all four kinds in turn, are given to the mixed-integer solver too, each for at most so long. */
const [peerEvery, peerLimitS] = [7, 40]

/** Figures of the plan: 48 hours of real prices, three storages, hydrogen and ten containers on 192 quarter-hours. */
export async function measure(): Promise<Figure[]> {
  const solver = await createSolver()
  const all = cases(ercotPrices())
  const planned = all.map((one) => plan(solver, one))
  for (const p of planned)
    console.log(
      `${p.name}: gap ${(100 * p.gapRatio).toFixed(3)} % (${p.gapUsd.toFixed(1)} $), ${p.tookMs.toFixed(0)} ms, relaxed ${p.relaxedMs.toFixed(0)} ms` +
        (p.faults.length > 0 ? `, refused: ${p.faults[0]}` : ''),
    )
  // where burning energy would pay, the bound burns it for free: there the dollars count
  const worst = planned.map((p) => (p.gapUsd <= 100 && p.burns ? 0 : 100 * p.gapRatio))
  const gaps = planned.map((p) => 100 * p.gapRatio)
  const replans = all.filter((_, i) => i % 2 === 0).map(({ problem }) => timeReplan(solver, problem))
  return [
    figure('windows planned', planned.length, '', planned.length >= 30, '>= 30'),
    percent('gap to the linear bound, median', quantile(gaps, 0.5), 0.2),
    percent('gap to the linear bound, p95', quantile(gaps, 0.95), 0.5),
    percent('gap to the linear bound, worst (<= 100 $ where the bound burns)', Math.max(...worst), 1),
    atMost('plans the checker refuses', planned.filter((p) => p.faults.length > 0).length, '', 0),
    ratio(
      'time over one linear programme, median',
      quantile(
        planned.map((p) => p.tookMs / p.relaxedMs),
        0.5,
      ),
      3,
    ),
    atMost(
      'time, median',
      quantile(
        planned.map((p) => p.tookMs),
        0.5,
      ),
      'ms',
      5_000,
    ),
    atMost('time, worst', Math.max(...planned.map((p) => p.tookMs)), 'ms', 5_000),
    ratio(
      'plan 5 minutes later over a cold linear programme, median',
      quantile(
        replans.map((r) => r.replanMs / r.coldMs),
        0.5,
      ),
      1.5,
    ),
    percent(
      'gap of the plan 5 minutes later, p95',
      quantile(
        replans.map((r) => 100 * r.gapRatio),
        0.95,
      ),
      0.5,
    ),
    ...(await againstPeer(all, planned)),
  ]
}

interface Planned {
  name: string
  gapRatio: number
  gapUsd: number
  tookMs: number
  relaxedMs: number
  costEur: number
  burns: boolean
  faults: readonly string[]
}

function plan(solver: Solver, { name, problem }: Case): Planned {
  const scheduler = createScheduler({ solver, nowMs: () => performance.now() })
  const began = performance.now()
  const schedule = scheduler.make(problem)
  const tookMs = performance.now() - began
  const relaxedMs = scheduler.relaxedMs()
  scheduler.close()
  return {
    name,
    gapRatio: schedule.gapRatio,
    gapUsd: schedule.costEur - schedule.boundEur,
    tookMs,
    relaxedMs,
    costEur: schedule.costEur,
    burns: schedule.boundBurns,
    faults: checkPlan(problem, schedule).faults,
  }
}

/** The mixed-integer solver on a part of the windows. One it does not finish counts with its time limit, too short. */
async function againstPeer(all: readonly Case[], planned: readonly Planned[]): Promise<Figure[]> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  let unfinished = 0
  for (const [i, { name, problem }] of all.entries()) {
    const own = planned[i]
    if (i % peerEvery !== 0 || !own) continue
    const peer = await solveMixedInteger(problem, peerLimitS)
    ours.push(own.tookMs)
    theirs.push(peer.tookMs)
    if (!peer.isDone) unfinished++
    const better = 100 * ((peer.costEur - own.costEur) / Math.abs(own.costEur))
    console.log(
      `${name}: HiGHS with whole numbers ${(peer.tookMs / 1_000).toFixed(1)} s${peer.isDone ? '' : ' (time limit)'}, its schedule costs ${better.toFixed(2)} % more than ours`,
    )
  }
  console.log(
    `${unfinished} of ${theirs.length} windows were not solved to 0.1 % within ${peerLimitS} s and count as ${peerLimitS} s`,
  )
  return [
    ratio(
      'time over HiGHS mixed-integer at 0.1 %, medians of the same windows',
      quantile(ours, 0.5) / quantile(theirs, 0.5),
      0.1,
    ),
  ]
}

const round = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals

function figure(name: string, value: number, unit: string, ok: boolean, target: string): Figure {
  return { name, value, unit, target, ok }
}

function percent(name: string, value: number, limit: number): Figure {
  return figure(name, round(value, 3), '%', value <= limit, `<= ${limit}`)
}

function ratio(name: string, value: number, limit: number): Figure {
  return figure(name, round(value, 3), 'x', value <= limit, `<= ${limit}`)
}
