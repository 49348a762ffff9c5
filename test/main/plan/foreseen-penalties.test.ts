import { beforeAll, expect, test } from 'vitest'
import type { Instruction } from '../../../domain/instruction.ts'
import { type Quarter, quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import type { AgreementTerms } from '../../../domain/settlement/agreement.ts'
import { accountOf, rewardOf } from '../../../domain/settlement/reward.ts'
import { constantSchedule } from '../../../domain/settlement/schedule.ts'
import { flowKW } from '../../../main/plan/check/check-feeders.ts'
import { checkPlan } from '../../../main/plan/check/check-plan.ts'
import { createScheduler } from '../../../main/plan/make-schedule.ts'
import { createSolver, type Solver } from '../../../main/plan/model/solver.ts'
import { createRunBook } from '../../../main/plan/site/run-book.ts'
import { siteProblem } from '../../../main/plan/site/site-problem.ts'
import type { SiteView } from '../../../main/plan/site/site-view.ts'
import { commitmentsOf } from '../../../main/settlement/agreements/commitments.ts'
import { countQuarters, lineOf, type Pool } from '../../../main/settlement/agreements/quantities.ts'
import { exampleTerms, powec } from '../../domain/settlement/example-terms.ts'
import { certain, imageWith, ordinary, plannedSite, pricesFrom } from './planned-site.ts'

const noon = Date.UTC(2024, 5, 12, 12, 0)
const first = quarterOf(noon)
let solver: Solver
beforeAll(async () => {
  solver = await createSolver()
})

/** Terms around the prices of the first worked example; a POWEC is a euro, and only what is delivered earns. */
function termsOf(change: Partial<AgreementTerms>): AgreementTerms {
  const prices = { capacityPrice: '0', holdPrice: '0', bond: `${powec('100000')}`, escrow: `${powec('100000')}` }
  return { ...exampleTerms, ...prices, accumulateFrom: first + 2, accumulateTo: first + 6, ...change }
}

/** Hydrogen takes 400 kWh in an hour and gives back 40 % of it in another. */
const stored = termsOf({
  kind: 'storage',
  volumeWh: 400_000,
  permittedLossPpm: 600_000,
  supplyFrom: first + 14,
  supplyTo: first + 18,
})
/** The same, taken in before noon as agreed. */
const takenBefore = { ...stored, accumulateFrom: first - 6, accumulateTo: first - 2 }
/** Containers draw 2 MW for an hour, which somebody has too much of. */
const used = termsOf({ kind: 'utilization', volumeWh: 2_000_000, supplyFrom: first + 4, supplyTo: first + 8 })
/** A plant sells 1 MW for an hour. */
const sold = termsOf({ kind: 'supply', volumeWh: 1_000_000, supplyFrom: first + 4, supplyTo: first + 8 })

/** The site plans with an agreement at some assets: what it foresees to break, and the power of these assets by quarter. */
function planned(terms: AgreementTerms, assets: readonly string[], change: Partial<SiteView> = {}) {
  const schedule = constantSchedule(terms)
  const range = { from: first, until: first + 24 }
  const view: SiteView = {
    site: plannedSite(),
    now: noon,
    image: imageWith(ordinary, noon),
    authorityOf: () => 'control',
    instructions: [],
    commitments: commitmentsOf({ terms }, { schedule, assets, eurPerPowec: 1 }, range),
    outlook: {
      forecastFor: (quantity, edges) => (quantity === 'load' ? certain(quantity, edges, -1_000) : undefined),
      // mining and hydrogen don't pay at this price
      prices: () => pricesFrom(noon, () => 400),
    },
    hashpriceOf: () => null,
    peakSoFarKW: 0,
    runs: createRunBook(),
    ...change,
  }
  const { problem, givenKW } = siteProblem(view)
  // time stands, so that a busy machine finds the same plan
  const scheduler = createScheduler({ solver, nowMs: () => 0 })
  const made = scheduler.make(problem)
  scheduler.close()
  const checked = checkPlan(problem, made)
  expect(checked.faults).toEqual([])
  const members = assets.flatMap((id) => [id, `${id}/electrolyser`, `${id}/fuel-cell`])
  const powerKW = (quarter: Quarter) => {
    const t = problem.edges.indexOf(quarterStart(quarter))
    if (t < 0) return -schedule(quarter).takenWh / 250
    const given = assets.reduce((sum, id) => sum + (givenKW.get(id)?.[t] ?? 0), 0)
    return given + flowKW(problem, made, members, t)
  }
  return { broken: checked.broken.filter(({ limit }) => limit.includes('agreement 1')), powerKW }
}

const eur = (units: bigint) => Number(units) / 1e18

/** What the contract charges when the meters show what the plan foresees, EUR. */
function charged(terms: AgreementTerms, powerKW: (quarter: Quarter) => number) {
  const pool: Pool = (_, register, quarter) => {
    const kW = powerKW(quarter)
    const wh = Math.round(Math.max(0, register === 'absorbed' ? -kW : kW) * 250)
    return { wh, estimatedWh: 0 }
  }
  const schedule = constantSchedule(terms)
  const one = { terms, schedule, exempt: new Map(), meterPoints: [] }
  const span = { from: terms.accumulateFrom, upTo: terms.supplyTo }
  const lineWith = (pooled: Pool) =>
    lineOf(terms, countQuarters([one], span, pooled).get('1') ?? [], terms.supplyTo, '')
  const line = lineWith(pool)
  const { earned, penalised } = accountOf(terms, line)
  const kept = lineWith((_points, register, quarter) => {
    const { takenWh, returnedWh } = schedule(quarter)
    return { wh: register === 'absorbed' && terms.kind === 'storage' ? takenWh : returnedWh, estimatedWh: 0 }
  })
  if (terms.kind === 'utilization') return { penaltyEur: eur(earned - rewardOf(terms, line)), lostEur: 0 }
  return { penaltyEur: eur(penalised), lostEur: eur(rewardOf(terms, kept) - rewardOf(terms, line)) }
}

/** Somebody holds an asset at a power in a time. */
function held(assetId: string, powerKW: number, from: Quarter, until: Quarter): Partial<SiteView> {
  const instruction: Instruction = {
    id: 'i',
    source: 'operator',
    owner: 'Ada',
    reason: 'test',
    kind: 'setpoint',
    assetId,
    powerKW,
    from: quarterStart(from),
    until: quarterStart(until),
    state: 'active',
    outcome: 'pending',
    outcomeDetail: '',
  }
  return { instructions: [instruction] }
}

const monitored = (...ids: string[]): Partial<SiteView> => ({
  authorityOf: (id) => (ids.includes(id) ? 'monitor' : 'control'),
})
const [from, until] = [stored.supplyFrom, stored.supplyTo]

test.each<[string, AgreementTerms, string[], number]>([
  ['hydrogen takes in what it agreed to store', stored, ['hydrogen'], -400],
  ['containers draw what they agreed to use, though it does not pay', used, ['container-1', 'container-2'], -2_000],
])('obligation: %s', (_, terms, assets, agreedKW) => {
  const { broken, powerKW } = planned(terms, assets)
  expect(broken).toEqual([])
  const begins = terms.kind === 'storage' ? terms.accumulateFrom : terms.supplyFrom
  for (let quarter = begins; quarter < begins + 4; quarter++)
    expect(powerKW(quarter)).toBeLessThanOrEqual(agreedKW * 0.95 + 0.01)
  // before and afterwards nothing is promised, and nothing is drawn
  expect(powerKW(begins + 5)).toBeCloseTo(0)
})

test('obligation: the fuel cell gives back in its time', () => {
  const { powerKW } = planned(stored, ['hydrogen'])
  for (let quarter = from; quarter < until; quarter++) expect(powerKW(quarter)).toBeGreaterThanOrEqual(160 - 0.01)
})

test.each<[string, AgreementTerms, string[], Partial<SiteView>]>([
  ['the fuel cell stands', takenBefore, ['hydrogen'], held('hydrogen', 0, from, until)],
  ['the fuel cell gives 100 of 160 kW', takenBefore, ['hydrogen'], held('hydrogen', 100, from, until)],
  ['the electrolyser stands', stored, ['hydrogen'], held('hydrogen', 0, stored.accumulateFrom, stored.accumulateTo)],
  ['one of two containers is not ours', used, ['container-1', 'container-2'], monitored('container-2')],
  ['no container is ours', used, ['container-1', 'container-2'], monitored('container-1', 'container-2')],
  ['the sun gives 700 of 1,000 kW', sold, ['pv'], {}],
])('the penalty that is foreseen is the one that the contract charges: %s', (_, terms, assets, change) => {
  const { broken, powerKW } = planned(terms, assets, change)
  const { penaltyEur, lostEur } = charged(terms, powerKW)
  const foreseen = (what: RegExp) =>
    broken.filter(({ limit }) => what.test(limit)).reduce((sum, { costEur }) => sum + costEur, 0)
  expect(penaltyEur).toBeGreaterThan(0)
  expect(foreseen(/\((deviation|short)\)/)).toBeCloseTo(penaltyEur, 2)
  expect(foreseen(/\(reward lost\)/)).toBeCloseTo(lostEur, 2)
})
