import type { MarketRequest, Offer } from '../../../domain/market/book.ts'
import type { MarketNode } from '../../../domain/market/members.ts'
import { energySourceNames, storageKindNames } from '../../../domain/market/names.ts'
import { quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import { emptyMarket } from '../../../main/market/fold/state.ts'
import type { MatchView } from '../../../main/market/matching/match.ts'
import { uniformFrom } from '../dispatch/noise.ts'

const at = Date.parse('2026-03-02T10:00:00Z')
const q0 = quarterOf(at)
const hourMs = 3_600_000
const offersOfNode = 5
const account = (n: number) => `0x${n.toString(16).padStart(40, '0')}`
/** Units of hundredths of a POWEC. */
const cents = (n: number) => `${BigInt(Math.round(n)) * 10n ** 16n}`

/** A market with so many live offers, drawn from a seed: kinds, zones, powers, windows and prices as they may be. */
export function manyOffers(count: number, seed: number): MatchView {
  const pick = drawFrom(seed)
  const state = emptyMarket()
  for (let node = 1; node <= Math.ceil(count / offersOfNode); node++) state.nodes[node] = nodeOf(node, pick)
  for (let offer = 1; offer <= count; offer++)
    state.offers[offer] = offerOf(offer, Math.ceil(offer / offersOfNode), pick)
  return { state, now: at, account: undefined, placeOf: () => undefined, origin: undefined, outlook: () => undefined }
}

/** A whole number from the first up to below the second. */
type Draw = (from: number, to: number) => number

function drawFrom(seed: number): Draw {
  const random = uniformFrom(seed)
  return (from, to) => from + Math.floor(random() * (to - from))
}

function nodeOf(node: number, pick: Draw): MarketNode {
  const capacityWh = pick(100, 5_000) * 1_000
  return {
    node,
    owner: account(node),
    zone: pick(1, 9),
    kind: storageKindNames[pick(0, storageKindNames.length)] ?? 'other',
    state: pick(0, 20) === 0 ? 'suspended' : 'verified',
    isAdmitted: true,
    statusSequence: 1,
    registeredAt: at - 90 * 24 * hourMs,
    measuredAt: at - pick(0, 26) * hourMs,
    statusValidUntil: at + 48 * hourMs,
    capacityWh,
    guaranteedWh: Math.floor(capacityWh * 0.8),
    offeredWh: capacityWh,
    committedWh: Math.floor(capacityWh * 0.1 * pick(0, 6)),
    ratingWh: capacityWh,
    lossPpmPerHour: pick(20, 12_000),
    minDurationMin: 15,
    maxDurationMin: pick(4, 72) * 60,
    ratedVoltageV: 10_000,
    chargePowerW: capacityWh / 4,
    dischargePowerW: capacityWh / 4,
    challenge: null,
    keys: [],
    hasLane: pick(0, 30) !== 0,
  }
}

function offerOf(offer: number, node: number, pick: Draw): Offer {
  const availableWh = pick(1, 100) * 10_000
  return {
    offer,
    node,
    volumeWh: availableWh,
    availableWh,
    lockedWh: pick(0, 4) === 0 ? 10_000 : 0,
    fromQuarter: q0 - pick(0, 96),
    toQuarter: q0 + pick(24, 672),
    validUntil: at + pick(1, 96) * hourMs,
    source: energySourceNames[pick(0, energySourceNames.length)] ?? 'unknown',
    prices: { capacity: cents(pick(1, 4)), hold: cents(pick(0, 3)), giveBack: cents(pick(200, 400)) },
    state: 'live',
    placedAt: at,
    transaction: '',
  }
}

/** What is asked for, and until when offers compete. */
export type Asked = Pick<MarketRequest, 'terms' | 'bidUntil'>

/** Requests of 32 parts, drawn from a seed. */
export function someRequests(count: number, seed: number): Asked[] {
  const pick = drawFrom(seed)
  return Array.from({ length: count }, () => {
    const from = q0 + pick(12, 24)
    const partWh = pick(1, 6) * 10_000
    return {
      bidUntil: quarterStart(from) - hourMs,
      terms: {
        kind: 'storage',
        payer: account(0xffff_ffff),
        meteredSite: 0,
        volumeWh: 32 * partWh,
        partWh,
        zones: Array.from({ length: pick(3, 8) }, (_, i) => ({ zone: i + 1, surcharge: cents(i) })),
        kinds: storageKindNames.filter(() => pick(0, 4) > 0),
        sources: energySourceNames.filter(() => pick(0, 4) > 0),
        accumulateFrom: from,
        accumulateTo: from + 8,
        supplyFrom: from + 16,
        supplyTo: from + 24,
        permittedLossPpm: pick(20, 100) * 1_000,
        limits: { capacity: cents(3), hold: cents(2), giveBack: cents(350) },
        shortPrice: '0',
        deviationPrice: '0',
        bondPpm: 200_000,
        brokerFeePpm: 10_000,
        bidUntil: quarterStart(from) - hourMs,
        allOrNone: true,
        mayConvert: false,
        arbiter: account(1),
      },
    }
  })
}
