import type { RequestDraft } from '../../../../domain/market/acts.ts'
import { unitsOf } from '../../../../domain/market/amount.ts'
import {
  type EnergySource,
  energySourceNames,
  type StorageKind,
  storageKindNames,
} from '../../../../domain/market/names.ts'
import { quarterMs } from '../../../../domain/metering/quarter.ts'
import { pricesOf, type TypedPrices } from './price-fields.tsx'

const hourMs = 3_600_000

/** A request as it is typed. */
export interface TypedRequest {
  kind: RequestDraft['kind']
  energyKWh: number
  parts: number
  zones: string
  kinds: StorageKind[]
  sources: EnergySource[]
  takeFrom: number | undefined
  takeHours: number
  giveFrom: number | undefined
  giveHours: number
  lossPct: number
  limits: TypedPrices
  shortPrice: string
  deviationPrice: string
  bondPct: number
  feePct: number
  bidUntil: number | undefined
  arbiter: string
  allOrNone: boolean
  mayConvert: boolean
}

/** A request for the next hours in a zone, to begin with. */
export function firstRequest(now: number, { arbiter, zone }: { arbiter: string; zone: number }): TypedRequest {
  const from = Math.ceil((now + 6 * hourMs) / hourMs) * hourMs
  return {
    kind: 'storage',
    energyKWh: 200,
    parts: 2,
    zones: String(zone),
    kinds: [...storageKindNames],
    sources: [...energySourceNames],
    takeFrom: from,
    takeHours: 2,
    giveFrom: from + 8 * hourMs,
    giveHours: 2,
    lossPct: 8,
    limits: { capacity: '0.03', hold: '0.02', giveBack: '3.5' },
    shortPrice: '8',
    deviationPrice: '1',
    bondPct: 20,
    feePct: 1,
    bidUntil: Math.floor((now + 2 * hourMs) / hourMs) * hourMs,
    arbiter,
    allOrNone: true,
    mayConvert: false,
  }
}

/** The request as the engine takes it; `undefined` while something is missing. */
export function requestOf(typed: TypedRequest): RequestDraft | undefined {
  const { takeFrom, giveFrom, bidUntil } = typed
  const limits = pricesOf(typed.limits)
  const [short, deviation] = [unitsOf(typed.shortPrice), unitsOf(typed.deviationPrice)]
  const zones = zonesOf(typed.zones)
  const isArbiter = /^0x[0-9a-fA-F]{40}$/.test(typed.arbiter)
  if (takeFrom === undefined || giveFrom === undefined || bidUntil === undefined || !isArbiter) return undefined
  if (!limits || short === undefined || deviation === undefined || !zones) return undefined
  if (typed.kinds.length === 0 || typed.sources.length === 0) return undefined
  const partWh = Math.round((typed.energyKWh * 1_000) / Math.max(1, typed.parts))
  const [accumulateFrom, supplyFrom] = [Math.floor(takeFrom / quarterMs), Math.floor(giveFrom / quarterMs)]
  return {
    kind: typed.kind,
    meteredSite: 0,
    volumeWh: partWh * typed.parts,
    partWh,
    zones,
    kinds: typed.kinds,
    sources: typed.sources,
    accumulateFrom,
    accumulateTo: accumulateFrom + quarters(typed.takeHours),
    supplyFrom,
    supplyTo: supplyFrom + quarters(typed.giveHours),
    permittedLossPpm: Math.round(typed.lossPct * 10_000),
    limits,
    shortPrice: short,
    deviationPrice: deviation,
    bondPpm: Math.round(typed.bondPct * 10_000),
    brokerFeePpm: Math.round(typed.feePct * 10_000),
    bidUntil,
    allOrNone: typed.allOrNone,
    mayConvert: typed.mayConvert,
    arbiter: typed.arbiter,
  }
}

function quarters(hours: number): number {
  return Math.round(hours * 4)
}

/** Zones as `3, 4:0.2`: a number, and after a colon the surcharge in POWEC per kWh. */
export function zonesOf(text: string): RequestDraft['zones'] | undefined {
  const zones = text
    .split(/[;,]\s*/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [zone = '', surcharge = '0'] = part.split(':')
      return { zone: Number(zone), surcharge: unitsOf(surcharge) }
    })
  const isGood = zones.every(
    ({ zone, surcharge }) => Number.isSafeInteger(zone) && zone >= 0 && surcharge !== undefined,
  )
  if (zones.length === 0 || zones.length > 8 || !isGood) return undefined
  return zones.map(({ zone, surcharge }) => ({ zone, surcharge: surcharge ?? '0' }))
}
