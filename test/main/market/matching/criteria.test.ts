import { expect, test } from 'vitest'
import type { Offer, RequestTerms } from '../../../../domain/market/book.ts'
import type { Criterion } from '../../../../domain/market/match.ts'
import type { MarketNode } from '../../../../domain/market/members.ts'
import { unitsOf } from '../../../../domain/market/amount.ts'
import { emptyMarket, type MarketState } from '../../../../main/market/fold/state.ts'
import { alternativesTo } from '../../../../main/market/matching/alternatives.ts'
import { conversionOf } from '../../../../main/market/matching/conversion.ts'
import { distanceKm } from '../../../../main/market/matching/distance.ts'
import { matchAll, type MatchView } from '../../../../main/market/matching/match.ts'

const units = (text: string) => unitsOf(text) ?? ''
const account = (n: number) => `0x${String(n).repeat(40)}`
const hourMs = 3_600_000
/** A quarter far enough from 0 that a status of before is no instant of before 1970. */
const q0 = 2_000_000
const now = q0 * 900_000

const node: MarketNode = {
  node: 1,
  owner: account(1),
  zone: 3,
  kind: 'liIon',
  state: 'verified',
  isAdmitted: true,
  statusSequence: 1,
  registeredAt: now - 900 * hourMs,
  measuredAt: now - hourMs,
  statusValidUntil: now + 40 * hourMs,
  capacityWh: 500_000,
  guaranteedWh: 400_000,
  offeredWh: 300_000,
  committedWh: 0,
  ratingWh: 500_000,
  lossPpmPerHour: 1_000,
  minDurationMin: 15,
  maxDurationMin: 1_440,
  ratedVoltageV: 400,
  chargePowerW: 100_000,
  dischargePowerW: 100_000,
  challenge: null,
  keys: [],
  hasLane: true,
}
const offer: Offer = {
  offer: 1,
  node: 1,
  volumeWh: 300_000,
  availableWh: 300_000,
  lockedWh: 0,
  fromQuarter: q0,
  toQuarter: q0 + 100,
  validUntil: now + 24 * hourMs,
  source: 'sun',
  prices: { capacity: units('0.02'), hold: units('0.01'), giveBack: units('3') },
  state: 'live',
  placedAt: now,
  transaction: '0x',
}
const terms: RequestTerms = {
  kind: 'storage',
  payer: account(2),
  meteredSite: 0,
  volumeWh: 200_000,
  partWh: 100_000,
  zones: [{ zone: 3, surcharge: '0' }],
  kinds: ['liIon'],
  sources: ['sun', 'wind'],
  accumulateFrom: q0 + 8,
  accumulateTo: q0 + 16,
  supplyFrom: q0 + 40,
  supplyTo: q0 + 48,
  permittedLossPpm: 20_000,
  limits: { capacity: units('0.02'), hold: units('0.01'), giveBack: units('3') },
  shortPrice: '0',
  deviationPrice: '0',
  bondPpm: 200_000,
  brokerFeePpm: 10_000,
  bidUntil: now + hourMs,
  allOrNone: true,
  mayConvert: false,
  arbiter: account(9),
}

interface Given {
  offer?: Partial<Offer>
  node?: Partial<MarketNode>
  terms?: Partial<RequestTerms>
  standing?: { offer: number; costUnits: string }[]
}

function viewOf(given: Given, more: Partial<MarketState> = {}): MatchView {
  const state = {
    ...emptyMarket(),
    offers: { 1: { ...offer, ...given.offer } },
    nodes: { 1: { ...node, ...given.node } },
    ...more,
  }
  const places = new Map([
    [0, { latitudeDeg: 59.33, longitudeDeg: 18.07 }],
    [1, { latitudeDeg: 59.86, longitudeDeg: 17.64 }],
  ])
  return {
    state,
    now,
    account: account(2),
    placeOf: (id) => places.get(id),
    origin: places.get(0),
    outlook: () => undefined,
  }
}

function judged(given: Given, more: Partial<MarketState> = {}) {
  const wanted = { terms: { ...terms, ...given.terms }, bidUntil: terms.bidUntil, standing: given.standing ?? [] }
  return matchAll(viewOf(given, more), wanted)[0]
}

test('an offer that fits says why at each criterion', () => {
  const match = judged({})
  expect(match?.isFit).toBe(true)
  expect(Object.fromEntries(match?.judgements.map(({ criterion, words }) => [criterion, words]) ?? [])).toEqual({
    parties: 'Two owners.',
    energy: 'The whole 200 kWh.',
    time: 'Covers all 10 h.',
    power: '50 kW in, 50 kW out.',
    state: 'Verified, fresh status.',
    guarantee: 'Guarantees 400 kWh.',
    losses: '1 % lost, 2 % permitted.',
    kind: 'Li-ion.',
    source: 'Sun.',
    zone: 'Zone 3, 64 km.',
    price: 'Within all limits.',
    tariff: 'Too few offers to compare.',
    competition: 'Nothing stands yet.',
  })
  expect(match).toMatchObject({ costUnits: units('330'), bondUnits: units('66'), parts: 3 })
})

test.each<[string, Criterion, Given, string]>([
  ['same owner', 'parties', { node: { owner: account(2) } }, 'The node belongs to who asks.'],
  ['sold out', 'energy', { offer: { lockedWh: 250_000 } }, '50 kWh left, a part is 100 kWh.'],
  ['begins late', 'time', { offer: { fromQuarter: q0 + 9 } }, 'Begins after the energy comes.'],
  ['ends early', 'time', { offer: { toQuarter: q0 + 47 } }, 'Ends before the energy is wanted back.'],
  ['stores only shortly', 'time', { node: { maxDurationMin: 60 } }, 'Stores for 60 min at most.'],
  ['weak', 'power', { node: { chargePowerW: 49_999 } }, 'Takes 49.9 kW, 50 kW are needed.'],
  ['suspended', 'state', { node: { state: 'suspended' } }, 'Node 1 is suspended, not verified.'],
  ['stale', 'state', { node: { measuredAt: now - 25 * hourMs } }, 'Node 1 gave no status for more than 24 h.'],
  ['no lane', 'state', { node: { hasLane: false } }, 'Site 1 has no open lane to settle in.'],
  ['bound by others', 'guarantee', { node: { committedWh: 350_000 } }, 'Guarantees 50 kWh more.'],
  ['leaks', 'losses', { node: { lossPpmPerHour: 2_001 } }, '2.01 % lost, 2 % permitted.'],
  ['another kind', 'kind', { terms: { kinds: ['kinetic'] } }, 'Li-ion is not wanted.'],
  ['another source', 'source', { offer: { source: 'fossil' } }, 'Fossil is not wanted.'],
  ['another zone', 'zone', { node: { zone: 4 } }, 'Zone 4 is not wanted (64 km).'],
  [
    'dear',
    'price',
    { offer: { prices: { ...offer.prices, giveBack: units('3.1') } } },
    'Above the limit: giving back.',
  ],
  [
    'not cheaper',
    'competition',
    { standing: [{ offer: 7, costUnits: units('331') }] },
    'Not 0.5 % below the 331 POWEC that stand.',
  ],
])('%s: misses %s', (_words, criterion, given, words) => {
  const match = judged(given)
  expect(match?.isFit).toBe(false)
  expect(match?.judgements.filter(({ verdict }) => verdict === 'misses')).toEqual([
    { criterion, verdict: 'misses', words },
  ])
})

test('parts of several offers are combined, the cheapest first', () => {
  const second = { ...offer, offer: 2, availableWh: 100_000, prices: { ...offer.prices, giveBack: units('2') } }
  const view = viewOf(
    { offer: { availableWh: 100_000 } },
    { offers: { 1: { ...offer, availableWh: 100_000 }, 2: second } },
  )
  const wanted = { terms, bidUntil: terms.bidUntil, standing: [] }
  const [best] = alternativesTo(view, wanted)
  expect(best).toMatchObject({
    kind: 'combination',
    words: 'Offers 2, 1 together take all 2 parts.',
    costUnits: units('560'),
  })
  expect(best?.parts.map(({ offer: id }) => id)).toEqual([2, 1])
})

test('where nothing fits now, other hours and smaller parts are found', () => {
  const later = viewOf({ offer: { fromQuarter: q0 + 20, toQuarter: q0 + 200 } })
  const wanted = { terms, bidUntil: terms.bidUntil, standing: [] }
  expect(alternativesTo(later, wanted)).toMatchObject([{ kind: 'otherHours', shiftQuarters: 12 }])
  const weak = viewOf({ node: { chargePowerW: 25_000, dischargePowerW: 25_000 } })
  expect(alternativesTo(weak, wanted)).toMatchObject([{ kind: 'smallerParts', partWh: 50_000 }])
})

test('mining pays where it earns more than buying back costs', () => {
  const view = { miningKW: 50, miningEurPerMWh: () => 60, buyEurPerMWh: () => 50 }
  expect(conversionOf(view, terms)?.words).toBe(
    'Mining it earns 60 €/MWh, buying back later costs 50 €/MWh: a gain of 2.20 € without any storage. Containers take 50 of the 100 kW.',
  )
  expect(conversionOf({ ...view, miningEurPerMWh: () => null }, terms)).toBeUndefined()
})

test('Stockholm and Uppsala are 64 km apart', () => {
  expect(
    distanceKm({ latitudeDeg: 59.33, longitudeDeg: 18.07 }, { latitudeDeg: 59.86, longitudeDeg: 17.64 }),
  ).toBeCloseTo(63.7, 0)
})
