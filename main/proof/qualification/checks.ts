import { powerWords } from '../../../domain/asset.ts'
import type { QualificationCheck, QualificationResult } from '../../../domain/rpc/dispatch/proof.ts'
import type { KW } from '../../../domain/units.ts'
import { shareWords, spanWords } from '../words.ts'
import type { AssetEvidence, Direction, Evidence, OwnResponse } from './evidence.ts'
import type { ServiceNeed } from './service-needs.ts'

/** So many measured steps make a rule; fewer leave it unproven. */
const neededSteps = 3
/** A step of less than this share of the power proves nothing of the whole. */
const provingShare = 0.5
/** Share of the time that past orders must have been within their tolerance. */
const neededWithin = 0.95

/** Power an asset can hold as long as a service asks, kW: all of it where nothing is asked. */
export function sustainedKW({ ratedKW, energyKWh }: Evidence, { holdMs }: ServiceNeed): KW {
  if (holdMs === null || holdMs === 0) return energyKWh > 0 ? ratedKW : 0
  return Math.max(0, Math.min(ratedKW, energyKWh / (holdMs / 3_600_000)))
}

/** Every requirement of a service against what is known of an asset, in one direction. */
export function checksOf(need: ServiceNeed, known: AssetEvidence, direction: Direction): QualificationCheck[] {
  const evidence = known[direction]
  return [
    steeringCheck(known),
    placeCheck(need, known),
    ...speedChecks(need, evidence),
    holdCheck(need, evidence),
    meterCheck(need, known),
    ...accuracyCheck(evidence),
  ]
}

/** The worst of several results. */
export function worstOf(results: readonly QualificationResult[]): QualificationResult {
  if (results.includes('no')) return 'no'
  return results.includes('unproven') ? 'unproven' : 'yes'
}

function steeringCheck({ isSteered }: AssetEvidence): QualificationCheck {
  const have = isSteered ? 'we steer it' : 'we do not steer it'
  return { name: 'steering', need: 'steered by us', have, result: isSteered ? 'yes' : 'no', basis: 'configured' }
}

/** What devices that should act by themselves tell, and what that is worth. */
const ownResponses: Record<OwnResponse, { have: string; result: QualificationResult }> = {
  armed: { have: 'its own response is armed, by its feedback', result: 'yes' },
  notArmed: { have: 'a response of its own that is not armed', result: 'unproven' },
  none: { have: 'no response of its own that could be armed', result: 'no' },
}

/** A loop over polled meters is too slow for the fastest services: the device has to act by itself. */
function placeCheck({ servedBy }: ServiceNeed, { ownResponse }: AssetEvidence): QualificationCheck {
  if (servedBy === 'loop')
    return { name: 'served by', need: 'our loop', have: 'our loop', result: 'yes', basis: 'configured' }
  return { name: 'served by', need: "the device's own controller", ...ownResponses[ownResponse], basis: 'measured' }
}

function speedChecks({ startMs, fullMs }: ServiceNeed, evidence: Evidence): QualificationCheck[] {
  const { measured, expectedMs } = evidence
  const checks: QualificationCheck[] = []
  if (startMs !== null && startMs > 0 && measured)
    checks.push({
      name: 'start',
      need: `within ${spanWords(startMs)}`,
      have: `${spanWords(measured.startMs)}, the slowest of ${measured.steps}`,
      result: proven(measured.startMs <= startMs, evidence),
      basis: 'measured',
    })
  if (fullMs === null) return checks
  const needWords = `within ${spanWords(fullMs)}`
  if (measured)
    checks.push({
      name: 'full delivery',
      need: needWords,
      have: `${spanWords(measured.fullMs)}, the slowest of ${measured.steps} up to ${powerWords(measured.largestKW)}`,
      result: proven(measured.fullMs <= fullMs, evidence),
      basis: 'measured',
    })
  else
    checks.push({
      name: 'full delivery',
      need: needWords,
      have: `${spanWords(expectedMs)} expected, never measured`,
      result: expectedMs <= fullMs ? 'unproven' : 'no',
      basis: 'configured',
    })
  return checks
}

/** A few small steps that were good speak for it and prove nothing; one that was bad is enough. */
function proven(isGood: boolean, { measured, ratedKW }: Evidence): QualificationResult {
  if (!isGood) return 'no'
  const isEnough = measured && measured.steps >= neededSteps && measured.largestKW >= provingShare * ratedKW
  return isEnough ? 'yes' : 'unproven'
}

function holdCheck(need: ServiceNeed, evidence: Evidence): QualificationCheck {
  const capacityKW = sustainedKW(evidence, need)
  const { holdMs } = need
  const lasting = holdMs === null ? 'until recalled' : `for ${spanWords(holdMs)}`
  return {
    name: 'power for the hold',
    need: `some power ${lasting}`,
    have:
      evidence.ratedKW === 0
        ? 'none in this direction'
        : `${powerWords(capacityKW)} of ${powerWords(evidence.ratedKW)} ${lasting}`,
    result: capacityKW >= 1 ? 'yes' : 'no',
    basis: 'configured',
  }
}

function meterCheck({ meterEveryMs: needMs }: ServiceNeed, { meterEveryMs }: AssetEvidence): QualificationCheck {
  const need = `a reading every ${needMs < 1_000 ? `${needMs} ms` : spanWords(needMs)}`
  if (meterEveryMs === undefined)
    return { name: 'meter', need, have: 'not read yet', result: 'unproven', basis: 'none' }
  // Polls jitter by a few percent.
  const isGood = meterEveryMs <= needMs * 1.1
  return {
    name: 'meter',
    need,
    have: `every ${Math.round(meterEveryMs)} ms`,
    result: isGood ? 'yes' : 'no',
    basis: 'measured',
  }
}

function accuracyCheck({ measured }: Evidence): QualificationCheck[] {
  if (measured?.withinShare === undefined) return []
  return [
    {
      name: 'accuracy',
      need: `within tolerance for ${shareWords(neededWithin)} of the time`,
      have: `${shareWords(measured.withinShare)} in ${measured.steps} orders`,
      result: measured.withinShare >= neededWithin ? 'yes' : 'no',
      basis: 'measured',
    },
  ]
}
