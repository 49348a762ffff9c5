import type { Quarter } from '../metering/quarter.ts'
import type { RequestTerms } from './book.ts'
import type { Prices } from './shapes.ts'

/** Quarter-hours of an hour x Wh of a kWh x millionths; settlement specification 4.1. */
const energyTimeScale = 4_000_000_000n
const energyScale = 4_000_000n
const onePpm = 1_000_000n

/** What cost is worked out from. */
export interface Held {
  volumeWh: number
  from: Quarter
  to: Quarter
  /** Factor of the storage kind, millionths. */
  kindPpm: number
}

/** Largest reward for a volume held from the first to the last quarter and all given back, units; rounded down. */
export function largestReward({ volumeWh, from, to, kindPpm }: Held, prices: Prices): bigint {
  const volume = BigInt(volumeWh)
  const most = volume * BigInt(to - from)
  const overTime = (BigInt(prices.capacity) + BigInt(prices.hold)) * most
  return (BigInt(kindPpm) * overTime + energyScale * BigInt(prices.giveBack) * volume) / energyTimeScale
}

/** Cost of a part for the competition, units: largest reward (down) and the surcharge of the zone (up). */
export function costOfPart(terms: PartTerms, prices: Prices, kindPpm: number, surcharge: bigint): bigint {
  return largestReward(partOf(terms, kindPpm), prices) + ceilDiv(surcharge * BigInt(terms.partWh), 1_000n)
}

/** Escrow of a whole request with the broker's fee, units: what the payer has to have free and allowed. */
export function escrowOf(terms: PartTerms & EscrowTerms, kindMaxPpm: number): bigint {
  const part = largestReward(partOf(terms, kindMaxPpm), terms.limits)
  const surcharge = terms.zones.reduce((most, zone) => max(most, BigInt(zone.surcharge)), 0n)
  const fee = feeOf(terms, part + ceilDiv(surcharge * BigInt(terms.partWh), 1_000n))
  return BigInt(Math.floor(terms.volumeWh / terms.partWh)) * (part + fee)
}

/** Broker's fee of a part's cost, units; rounded down. */
export function feeOf({ brokerFeePpm }: Pick<RequestTerms, 'brokerFeePpm'>, cost: bigint): bigint {
  return (cost * BigInt(brokerFeePpm)) / onePpm
}

/** Bond of the storage for a part, units; rounded up. */
export function bondOf({ bondPpm }: Pick<RequestTerms, 'bondPpm'>, escrow: bigint): bigint {
  return ceilDiv(escrow * BigInt(bondPpm), onePpm)
}

/** Whether a cost displaces the one that stands: at least 0.5 % cheaper. */
export function displaces(cost: bigint, standing: bigint): boolean {
  return cost * 1_000n <= standing * 995n
}

/** What of a request decides the cost of a part. */
export type PartTerms = Pick<RequestTerms, 'partWh' | 'accumulateFrom' | 'supplyTo'>
type EscrowTerms = Pick<RequestTerms, 'volumeWh' | 'limits' | 'zones' | 'brokerFeePpm'>

/** A part as it is held. */
export function partOf({ partWh, accumulateFrom, supplyTo }: PartTerms, kindPpm: number): Held {
  return { volumeWh: partWh, from: accumulateFrom, to: supplyTo, kindPpm }
}

function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
