import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { Commitment, CommitmentPart } from '../../../domain/dispatch/commitment.ts'
import { type Quarter, quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import type { AgreementTerms } from '../../../domain/settlement/agreement.ts'
import { bandWhOf } from '../../../domain/settlement/reward.ts'
import type { Schedule } from '../../../domain/settlement/schedule.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { ChainAgreement } from './fold.ts'

/** What agreements become commitments of dispatch with. */
export interface AgreedNeeds {
  /** The same object until something happens on the chain. */
  chain(): unknown
  /** Final agreements that this site's lane settles. */
  own(): readonly ChainAgreement[]
  scheduleOf(terms: AgreementTerms): Schedule | undefined
  /** Assets whose meters count for it. */
  assetsOf(terms: AgreementTerms): readonly string[]
  /** What a POWEC is worth in the plan, EUR. */
  eurPerPowec: number
}

/** Windows that began so long ago, and those that begin within so long, are known. */
const behindMs: Ms = 3_600_000
const aheadMs: Ms = 3 * 86_400_000
/** A commitment that is withdrawn lets go of its power over so long. */
const fadeMs: Ms = 300_000
const whPerQuarterOfKW = 250
const unitsPerPowec = 1e18
const kWhPerMWh = 1_000

interface Run {
  from: Quarter
  until: Quarter
  powerKW: KW
  toleranceKW: KW
  heldKWh: number
}

/** What an agreement asks of its assets between two quarters: one commitment for each run of the same power. */
export function commitmentsOf(
  { terms }: Pick<ChainAgreement, 'terms'>,
  { schedule, assets, eurPerPowec }: { schedule: Schedule; assets: readonly string[]; eurPerPowec: number },
  range: { from: Quarter; until: Quarter },
): Commitment[] {
  const eurPerMWh = (units: bigint) => (Number(units) / unitsPerPowec) * kWhPerMWh * eurPerPowec
  return runsOf(terms, schedule)
    .filter(
      ({ from, until, powerKW, heldKWh }) => from < range.until && until > range.from && (powerKW !== 0 || heldKWh > 0),
    )
    .map(({ from, until, powerKW, toleranceKW, heldKWh }) => {
      const parts = partsOf(terms, { powerKW, toleranceKW }, eurPerMWh)
      return {
        id: `agreement-${terms.agreement}@${quarterStart(from)}`,
        counterparty: `${terms.payer.slice(0, 6)}…${terms.payer.slice(-4)}`,
        label: `${wordOf(terms, powerKW)}, agreement ${terms.agreement}`,
        from: quarterStart(from),
        until: quarterStart(until),
        powerKW,
        toleranceKW,
        penaltyEurPerMWh: parts.reduce((sum, one) => sum + one.eurPerMWh, 0),
        parts,
        assets,
        heldKWh,
      }
    })
}

/** What is short at the end costs nothing up to so much of what is due. */
const shortToleranceRatio = 0.01

/**
 * What missing it costs, as the contract charges it. Who leaves a schedule pays beyond the band: the payee, and in a
 * utilization the payer, who draws. What a storage does not return is short in the end, and what is not returned or delivered
 * is not paid.
 */
function partsOf(
  { kind, deviationPrice, shortPrice, returnPrice }: AgreementTerms,
  { powerKW, toleranceKW }: Pick<Run, 'powerKW' | 'toleranceKW'>,
  eurPerMWh: (units: bigint) => number,
): CommitmentPart[] {
  const deviation = { what: 'deviation', toleranceKW, eurPerMWh: eurPerMWh(BigInt(deviationPrice)) }
  const isPayees = kind === 'supply' || (kind === 'storage' && powerKW >= 0)
  if (!isPayees) return [deviation]
  const reward = { what: 'reward lost', toleranceKW: 0, eurPerMWh: eurPerMWh(BigInt(returnPrice)) }
  if (kind === 'supply') return [deviation, reward]
  const short = {
    what: 'short',
    toleranceKW: shortToleranceRatio * powerKW,
    eurPerMWh: eurPerMWh(BigInt(shortPrice)),
  }
  return [deviation, short, reward]
}

function wordOf({ kind }: AgreementTerms, powerKW: KW): string {
  if (kind === 'utilization') return 'use of surplus'
  if (powerKW === 0) return 'held'
  return powerKW < 0 ? 'taken in' : 'given back'
}

/** Runs of quarters with the same power, within a Wh that rounding leaves between them. */
function runsOf(terms: AgreementTerms, schedule: Schedule): Run[] {
  const runs: Run[] = []
  let [held, lastWh] = [0, NaN]
  for (let quarter = terms.accumulateFrom; quarter < terms.supplyTo; quarter++) {
    const { takenWh, returnedWh } = schedule(quarter)
    const wh = terms.kind === 'utilization' ? -returnedWh : returnedWh - takenWh
    const last = runs.at(-1)
    if (last && Math.abs(wh - lastWh) <= 1) last.until = quarter + 1
    else {
      const toleranceKW = wh === 0 ? 0 : bandWhOf(Math.abs(wh)) / whPerQuarterOfKW
      const heldKWh = wh === 0 ? held / 1_000 : 0
      runs.push({ from: quarter, until: quarter + 1, powerKW: wh / whPerQuarterOfKW, toleranceKW, heldKWh })
    }
    lastWh = wh
    held += takenWh - returnedWh
  }
  return runs
}

/** Agreements as commitments, and what became of those that the chain took back. */
export type Agreed = ReturnType<typeof createAgreed>

/** Final agreements as commitments of dispatch; one that a reorganisation takes back fades instead of letting go at once. */
export function createAgreed({ chain, own, scheduleOf, assetsOf, eurPerPowec }: AgreedNeeds) {
  let given = new Map<string, Commitment>()
  const withdrawn = new Map<string, { commitment: Commitment; at: EpochMs }>()
  let known: { chain: unknown; quarter: Quarter; commitments: Commitment[] } | undefined
  const current = (now: EpochMs): Commitment[] => {
    const quarter = quarterOf(now)
    const isKnown = known !== undefined && known.chain === chain() && known.quarter === quarter
    const { commitments } = isKnown && known ? known : { commitments: workedOut(now) }
    if (!isKnown) known = { chain: chain(), quarter, commitments }
    return commitments
  }
  const workedOut = (now: EpochMs): Commitment[] => {
    const range = { from: quarterOf(now - behindMs), until: quarterOf(now + aheadMs) }
    return own()
      .filter(({ state, terms }) => (state === 'open' || state === 'disputed') && terms.supplyTo > range.from)
      .flatMap((agreement) => {
        const { terms } = agreement
        const schedule = scheduleOf(terms)
        return schedule ? commitmentsOf(agreement, { schedule, assets: assetsOf(terms), eurPerPowec }, range) : []
      })
  }
  return {
    /** What is promised around an instant. */
    commitments(now: EpochMs): Commitment[] {
      const found = current(now)
      const next = new Map(found.map((commitment) => [commitment.id, commitment]))
      for (const [id, commitment] of given)
        if (!next.has(id) && commitment.from <= now && now < commitment.until)
          withdrawn.set(id, { commitment, at: now })
      for (const [id, { commitment }] of withdrawn) if (next.has(id) || commitment.until <= now) withdrawn.delete(id)
      given = next
      const fading = [...withdrawn.values()].filter(({ at }) => now - at < fadeMs)
      return [...found, ...fading.map(({ commitment, at }) => faded(commitment, (now - at) / fadeMs))]
    },
    conditions: (): AlarmCondition[] =>
      [...withdrawn.values()].map(({ commitment }) => ({
        code: 'settlement.agreementWithdrawn',
        priority: 2,
        text: `${commitment.counterparty}: ${commitment.label} is no longer on the chain; dispatch lets go of it.`,
        response: 'Wait for the chain; when the agreement comes back it is kept again.',
      })),
  }
}

function faded(commitment: Commitment, share: number): Commitment {
  const { heldKWh: _, parts: __, ...rest } = commitment
  return { ...rest, powerKW: commitment.powerKW * (1 - share), penaltyEurPerMWh: 0 }
}
