import type { RequestTerms } from '../../../domain/market/book.ts'
import { energySourceNames, maskOf, storageKindNames } from '../../../domain/market/names.ts'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import { agreementKinds } from '../../../domain/settlement/agreement.ts'
import type { LedgerValue } from '../../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { leastWh, tooManyWh } from './offers.ts'
import { secondsOf, sentences } from './plan.ts'

const nothing = `0x${'0'.repeat(64)}`
const mostParts = 32

/** Terms as the contract takes them. */
export function encodeTerms(terms: RequestTerms): LedgerValue {
  return {
    kind: String(agreementKinds.indexOf(terms.kind) + 1),
    payer: terms.payer,
    meteredSite: String(terms.meteredSite),
    volume: String(terms.volumeWh),
    part: String(terms.partWh),
    zones: terms.zones.map(({ zone }) => String(zone)),
    surcharges: terms.zones.map(({ surcharge }) => surcharge),
    kindsMask: String(maskOf(terms.kinds, storageKindNames)),
    sourcesMask: String(maskOf(terms.sources, energySourceNames)),
    accumulateFrom: String(terms.accumulateFrom),
    accumulateTo: String(terms.accumulateTo),
    supplyFrom: String(terms.supplyFrom),
    supplyTo: String(terms.supplyTo),
    permittedLossPpm: String(terms.permittedLossPpm),
    limits: { ...terms.limits },
    shortPrice: terms.shortPrice,
    deviationPrice: terms.deviationPrice,
    bondPpm: String(terms.bondPpm),
    brokerFeePpm: String(terms.brokerFeePpm),
    bidUntil: secondsOf(terms.bidUntil),
    allOrNone: terms.allOrNone,
    mayConvert: terms.mayConvert,
    scheduleHash: nothing,
    onBehalf: nothing,
    arbiter: terms.arbiter,
  }
}

/** What the contract would refuse in the terms, in words; empty when nothing. */
export function termFaults(terms: RequestTerms, now: EpochMs): string[] {
  const { volumeWh, partWh, accumulateFrom, accumulateTo, supplyFrom, supplyTo, bidUntil } = terms
  return sentences(
    partWh < leastWh && 'A part has to be 10 kWh at least.',
    (volumeWh < partWh || volumeWh % Math.max(1, partWh) !== 0) && 'The volume has to be a whole number of parts.',
    volumeWh / Math.max(1, partWh) > mostParts && `At most ${mostParts} parts.`,
    volumeWh >= tooManyWh && 'So much can’t be asked for at once.',
    accumulateFrom >= accumulateTo && 'Taking energy has to end after it begins.',
    supplyFrom >= supplyTo && 'Giving back has to end after it begins.',
    supplyFrom < accumulateFrom && 'Giving back can’t begin before taking.',
    accumulateTo > supplyTo && 'Taking can’t end after giving back.',
    bidUntil <= now && 'The competition would be over already.',
    quarterStart(accumulateFrom) < bidUntil && 'The competition has to end before the energy comes.',
    new Set(terms.zones.map(({ zone }) => zone)).size !== terms.zones.length && 'A zone is named twice.',
  )
}
