import { expect, test } from 'vitest'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import { constantSchedule } from '../../../../domain/settlement/schedule.ts'
import { commitmentsOf, createAgreed } from '../../../../main/settlement/agreements/commitments.ts'
import type { ChainAgreement } from '../../../../main/settlement/agreements/fold.ts'
import { exampleTerms } from '../../../domain/settlement/example-terms.ts'

const { accumulateFrom, accumulateTo, supplyFrom, supplyTo } = exampleTerms
const assets = ['battery-1']
const schedule = constantSchedule(exampleTerms)
const whole = { from: accumulateFrom, until: supplyTo }
const agreement = { terms: exampleTerms, state: 'open', isFinal: true } as ChainAgreement

test('an agreement asks for 250 kW into the storage, 500 kWh held, and 230 kW out of it, each at its price', () => {
  const found = commitmentsOf(agreement, { schedule, assets, eurPerPowec: 0.01 }, whole)
  expect(found).toMatchObject([
    { from: quarterStart(accumulateFrom), until: quarterStart(accumulateTo), powerKW: -250, toleranceKW: 12.5 },
    { from: quarterStart(accumulateTo), until: quarterStart(supplyFrom), powerKW: 0, heldKWh: 500 },
    { from: quarterStart(supplyFrom), until: quarterStart(supplyTo), powerKW: 230, toleranceKW: 11.5 },
  ])
  // deviation 1 POWEC a kWh; what is not returned costs 8 more and its price of 3
  expect(found.map(({ penaltyEurPerMWh }) => Math.round(penaltyEurPerMWh))).toEqual([10, 120, 120])
})

test('a reorganisation that takes an agreement back lets go of its power slowly and tells a person', () => {
  const own = { agreements: [agreement] }
  let chain = {}
  const agreed = createAgreed({
    chain: () => chain,
    own: () => own.agreements,
    scheduleOf: () => schedule,
    assetsOf: () => assets,
    eurPerPowec: 0.01,
  })
  const now = quarterStart(accumulateFrom) + 60_000
  const powerAt = (at: number) =>
    agreed
      .commitments(at)
      .filter(({ from, until }) => from <= at && at < until)
      .map(({ powerKW }) => Math.round(powerKW))
  expect(powerAt(now)).toEqual([-250])
  expect(agreed.conditions()).toEqual([])
  own.agreements = []
  chain = {}
  expect(powerAt(now)).toEqual([-250])
  expect(powerAt(now + 150_000)).toEqual([-125])
  expect(powerAt(now + 300_000)).toEqual([])
  expect(agreed.conditions()).toMatchObject([{ code: 'settlement.agreementWithdrawn' }])
  own.agreements = [agreement]
  chain = {}
  expect(powerAt(now + 310_000)).toEqual([-250])
  expect(agreed.conditions()).toEqual([])
})
