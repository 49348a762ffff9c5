import { expect, test } from 'vitest'
import type { Order } from '../../../domain/dispatch/order.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { expectedMs, toleranceKW } from '../../../main/dispatch/ramps.ts'
import { provenOrders } from '../../../main/proof/orders/from-orders.ts'
import { createTerms } from '../../../main/proof/orders/terms.ts'
import { createOpenProof } from '../../../main/proof/recorder/open-proof.ts'
import { measure, measuredKey, measuredOf, noSum } from '../../../main/proof/recorder/measure.ts'
import { siteOf } from '../dispatch/plant.ts'
import { good, imageOf } from '../historian/fake-image.ts'
import { orderOf } from './events.ts'

const now = Date.UTC(2024, 5, 12, 12)
const site = siteOf(
  [
    { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_000, ratedEnergyKWh: 4_000, feeder: 'row' },
    { kind: 'container', id: 'c1', container: 'sha256Current', feeder: 'row' },
    { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
  ],
  { feeders: [{ id: 'row', name: 'Row 1', limitKW: 2_000 }] },
)

const order = (more: Partial<Order>): Order => ({
  id: 'instruction:i-1',
  by: 'instruction',
  sourceId: 'i-1',
  owner: 'DSO',
  assetId: 'grid',
  subject: 'gridPower',
  kind: 'setpoint',
  targetKW: 1_000,
  fullKW: 1_000,
  baselineKW: null,
  since: now - 10_000,
  until: now + 600_000,
  ...more,
})
const instruction: Instruction = {
  id: 'i-1',
  source: 'grid',
  owner: 'DSO',
  reason: 'maintenance',
  kind: 'limit',
  assetId: 'grid',
  powerKW: 1_000,
  from: now - 10_000,
  until: now + 600_000,
  state: 'active',
  outcome: 'pending',
  outcomeDetail: '',
}
const proven = (more: Partial<Order>, of: Partial<Parameters<typeof provenOrders>[0]> = {}) =>
  provenOrders({ now, orders: [order(more)], instructions: [instruction], commitments: [], ...of })

test.each([
  ['an import limit', { subject: 'importLimit', kind: 'limit', targetKW: 1_000 }, 'atMost', 1_000],
  ['an import limit of nothing', { subject: 'importLimit', kind: 'limit', targetKW: 0 }, 'atMost', 0],
  ['an export limit', { subject: 'exportLimit', kind: 'limit', targetKW: -500 }, 'atLeast', -500],
  ['a load limit', { subject: 'loadLimit', kind: 'limit', targetKW: 800 }, 'atLeast', -800],
  ['a generation limit', { subject: 'generationLimit', kind: 'limit', targetKW: 700 }, 'atMost', 700],
  ['a feeder limit', { subject: 'feederLimit', kind: 'limit', targetKW: 900 }, 'within', 900],
  [
    'the most a container may draw',
    { subject: 'asset', assetId: 'c1', kind: 'limit', targetKW: -600 },
    'atLeast',
    -600,
  ],
  ['the most the sun may deliver', { subject: 'asset', assetId: 'pv', kind: 'limit', targetKW: 600 }, 'atMost', 600],
  ['a value to reach', { targetKW: -250 }, 'setpoint', -250],
] satisfies [string, Partial<Order>, string, number][])('%s in the one frame', (_what, more, kind, powerKW) => {
  expect(proven(more)).toMatchObject([{ kind, powerKW, source: 'grid', reason: 'maintenance' }])
})

test('the plan is a promise to nobody', () => {
  expect(proven({ id: 'plan:1:2', by: 'plan' }, { instructions: [] })).toEqual([])
})

test.each([
  [{ state: 'cancelled', outcomeDetail: 'ended by Anna: enough' }, 'ended by Anna: enough'],
  [{ state: 'completed' }, 'by itself, its time was over'],
  [{ state: 'active', supersededBy: 'i-2' }, 'another instruction holds in its place: i-2'],
  [
    { state: 'cancelled', optOut: { reason: 'mustRun', note: 'furnace is hot', by: 'Ben', at: now } },
    'opted out by Ben: furnace is hot',
  ],
] satisfies [Partial<Instruction>, string][])('an instruction that no longer holds says why: %j', (more, ended) => {
  expect(proven({}, { orders: [], instructions: [{ ...instruction, ...more }] })).toMatchObject([{ ended }])
})

test('one that is yet to begin is no order', () => {
  expect(proven({}, { orders: [], instructions: [{ ...instruction, state: 'near' }] })).toEqual([])
})

test('a contract brings its tolerance and its penalty', () => {
  const commitment = {
    id: 'k-1',
    counterparty: 'Steel works',
    label: 'delivery 12:00-13:00',
    from: now,
    until: now + 3_600_000,
    powerKW: -400,
    toleranceKW: 30,
    penaltyEurPerMWh: 250,
  }
  const more = { id: 'commitment:k-1', by: 'commitment', sourceId: 'k-1' } as const
  const [one] = proven(more, { commitments: [commitment] })
  expect(one).toMatchObject({ source: 'commitment', reason: 'delivery 12:00-13:00' })
  const termsOf = createTerms(site, { toleranceKW, expectedMs })
  expect(one && termsOf(one, 0)).toMatchObject({ toleranceKW: 30, penaltyEurPerMWh: 250 })
})

test('terms: the table of services for a service, what the asset can do for an asset, a minute for the site', () => {
  const termsOf = createTerms(site, { toleranceKW, expectedMs })
  const terms = (more: Partial<Order>, startKW: number) => proven(more).map((one) => termsOf(one, startKW))[0]
  const fcr = { by: 'service', id: 'service:fcr:1', service: 'fcrContinentalEurope' } as const
  expect(terms(fcr, 0)).toMatchObject({ startMs: 2_000, fullMs: 30_000, holdMs: 900_000 })
  // 1,040 kW at 260 kW/s, after the time of write, converter, measurement and poll
  expect(terms({ subject: 'asset', assetId: 'c1', targetKW: -260 }, -1_300)).toMatchObject({
    fullMs: 5_500,
    toleranceKW: 26,
  })
  expect(terms({}, 0)).toMatchObject({ startMs: null, fullMs: 60_000, toleranceKW: 200 })
})

test('sums count what dispatch counts: draw for load, infeed for generation, both ways at a feeder', () => {
  const readings = { 'li activePowerKW': good(-300), 'c1 activePowerKW': good(-900), 'pv activePowerKW': good(2_000) }
  const measured = measuredOf(site)
  const of = (subject: Order['subject'], of = imageOf(now, readings)) =>
    measure(of, measured.get(measuredKey({ subject, assetId: 'grid', feederId: 'row' })) ?? noSum).value
  expect([of('loadLimit'), of('generationLimit'), of('feederLimit')]).toEqual([-1_200, 2_000, -1_200])
  const { 'c1 activePowerKW': _silent, ...rest } = readings
  expect(of('loadLimit', imageOf(now, rest))).toBeNull()
})

test('a swing of frequency that asked for little, or for too short a time, leaves no record', () => {
  const body = { id: 'p', gaps: [], contributions: [], leastChangeKW: 200 }
  const isWorth = (powerKW: number, lastsMs: number) => {
    const ordered = orderOf({ startKW: 0, steps: [{ from: now, powerKW }], until: now + lastsMs }, { fullMs: 30_000 })
    return createOpenProof(
      { body: { ...body, order: ordered }, samples: { at: [], powerKW: [] }, savedCount: 0 },
      noSum,
    ).isWorthKeeping()
  }
  expect([isWorth(-150, 60_000), isWorth(-250, 20_000), isWorth(-250, 30_000)]).toEqual([false, false, true])
})
