import { createHash } from 'node:crypto'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { AgreementQuarter } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import type { AgreementLine, AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import { type Deadline, type DeadlineKind, deadlineKinds } from '../../../../domain/settlement/deadline.ts'
import { bandWhOf, mostWhQ } from '../../../../domain/settlement/reward.ts'
import { constantSchedule } from '../../../../domain/settlement/schedule.ts'

export const hourMs = 3_600_000
export const dayQuarters = 96
const perToken = 10n ** 18n

/** Account of this site, and of another member. */
export const others = [
  '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
] as const

/** 32 bytes that look like a hash, always the same for a number. */
export const hash = (n: number): string => `0x${createHash('sha256').update(`${n}`).digest('hex')}`

interface Asked {
  agreement: string
  from: number
  volumeWh?: number
  isPayer?: boolean
  kind?: AgreementTerms['kind']
}

/** Terms like those of the first worked example: two hours in, six held, two out. */
export function demoTerms({ agreement, from, volumeWh = 500_000, isPayer, kind = 'storage' }: Asked): AgreementTerms {
  const [own, other] = others
  return {
    agreement,
    kind,
    payer: isPayer ? own : other,
    payee: isPayer ? other : own,
    site: isPayer ? 12 : 7,
    volumeWh,
    accumulateFrom: from,
    accumulateTo: from + 8,
    supplyFrom: kind === 'storage' ? from + 32 : from,
    supplyTo: kind === 'storage' ? from + 40 : from + 8,
    kindPpm: 1_000_000,
    capacityPrice: `${perToken / 50n}`,
    holdPrice: `${perToken / 100n}`,
    returnPrice: `${3n * perToken}`,
    shortPrice: `${8n * perToken}`,
    deviationPrice: `${perToken}`,
    permittedLossPpm: kind === 'storage' ? 80_000 : 0,
    bond: `${(330n * perToken * BigInt(volumeWh)) / 500_000n}`,
    escrow: `${(1_650n * perToken * BigInt(volumeWh)) / 500_000n}`,
    scheduleHash: `0x${'0'.repeat(64)}`,
    onBehalf: `0x${'0'.repeat(64)}`,
    arbiter: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
  }
}

/** Quantities as if everything went by the schedule up to a quarter. */
export function demoLine(terms: AgreementTerms, upToQuarter: number): AgreementLine {
  const schedule = constantSchedule(terms)
  let [taken, returned, stored] = [0, 0, 0]
  for (let quarter = terms.accumulateFrom; quarter < upToQuarter; quarter++) {
    stored += Math.max(0, taken - returned)
    taken += schedule(quarter).takenWh
    returned += schedule(quarter).returnedWh
  }
  const share = BigInt(upToQuarter - terms.accumulateFrom)
  return {
    agreement: terms.agreement,
    upToQuarter,
    takenWh: taken,
    returnedWh: returned,
    reservedWhQ: `${(mostWhQ(terms) * share) / BigInt(terms.supplyTo - terms.accumulateFrom)}`,
    storedWhQ: `${stored}`,
    shortWh: 0,
    deviationWh: 0,
    unusedWh: 0,
    estimatedWh: 0,
    isFinal: upToQuarter >= terms.supplyTo,
    proofsRoot: hash(1),
  }
}

/** A quarter, metered within its band where it is over. */
export function quarterRow(terms: AgreementTerms, quarter: number, known: number): AgreementQuarter {
  const scheduled = constantSchedule(terms)(quarter)
  const isKnown = quarter < known
  const off = isKnown ? (quarter % 5) * 120 : 0
  const [takenWh, returnedWh] = [scheduled.takenWh, scheduled.returnedWh].map((wh) => (wh === 0 ? 0 : wh - off))
  const isUsed = terms.kind === 'utilization'
  const register = scheduled.returnedWh > 0 && !isUsed ? ('injected' as const) : ('absorbed' as const)
  return {
    quarter,
    scheduledTakenWh: scheduled.takenWh,
    scheduledReturnedWh: scheduled.returnedWh,
    takenWh: isKnown ? (takenWh ?? 0) : null,
    returnedWh: isKnown ? (returnedWh ?? 0) : null,
    heldWh: Math.max(0, demoLine(terms, quarter).takenWh - demoLine(terms, quarter).returnedWh),
    bandWh: bandWhOf(scheduled.takenWh + scheduled.returnedWh),
    deviationWh: 0,
    unusedWh: 0,
    estimatedWh: 0,
    exempt: null,
    sources: isKnown
      ? [
          {
            meterPoint: hash(500),
            assetId: isUsed ? 'container-1' : 'battery-1',
            register,
            quality: 'measured',
            wh: (takenWh ?? 0) + (returnedWh ?? 0),
            revision: 0,
            statement: hash(quarter),
          },
        ]
      : [],
  }
}

/** A deadline as the engine tells it. */
export function deadline(kind: DeadlineKind, agreement: string, at: number): Deadline {
  const left = at - Date.now()
  return {
    kind,
    at,
    isKnown: true,
    agreement,
    words: `${deadlineKinds[kind]}: ${new Date(quarterStart(Math.floor(at / 900_000))).toISOString().slice(0, 16)} UTC`,
    warning: left < 12 * hourMs ? 'now' : left < 48 * hourMs ? 'soon' : 'none',
  }
}
