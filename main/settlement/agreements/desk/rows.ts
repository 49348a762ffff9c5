import type { Quarter } from '../../../../domain/metering/quarter.ts'
import type { AgreementMoney, AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import type { AgreementLine, AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import { boundLine } from '../../../../domain/settlement/dispute.ts'
import { accountOf, rewardOf, shortWhOf, type Units } from '../../../../domain/settlement/reward.ts'
import { dueWhOf, type Schedule } from '../../../../domain/settlement/schedule.ts'
import { lineOf } from '../quantities.ts'
import type { ChainAgreement, Settling } from '../fold.ts'

/** How far along an agreement is. */
export function phaseOf(terms: AgreementTerms, quarter: Quarter): AgreementRow['phase'] {
  if (quarter < terms.accumulateFrom) return 'ahead'
  if (quarter >= terms.supplyTo) return 'over'
  if (quarter >= terms.supplyFrom) return 'supplying'
  return quarter < terms.accumulateTo ? 'accumulating' : 'holding'
}

/** Money of an agreement by how sure it is: settled finally, settled, and what its newest quantities bring beyond that. */
export function moneyOf(
  { terms, settlings, ruled }: Pick<ChainAgreement, 'terms' | 'settlings' | 'ruled'>,
  stated: AgreementLine | undefined,
  schedule: Schedule | undefined,
): AgreementMoney {
  const line = stated && boundLine(ruled, stated)
  const finals = settlings.filter(({ isFinal }) => isFinal)
  const [last, lastFinal] = [settlings.at(-1), finals.at(-1)]
  const now = line ? accountOf(terms, line) : { earned: 0n, penalised: 0n }
  const [seen, sure] = [last?.penalty ?? 0n, lastFinal?.penalty ?? 0n]
  // what is paid is what was earned less the penalty: both are shown whole
  const [final, all] = [paidBy(finals) + sure, paidBy(settlings) + seen]
  return {
    reward: { final: `${final}`, unconfirmed: `${all - final}`, expected: `${above(now.earned, all)}` },
    penalty: { final: `${sure}`, unconfirmed: `${seen - sure}`, expected: `${above(now.penalised, seen)}` },
    owed: `${last?.owed ?? 0n}`,
    ifKept: `${keptReward(terms, schedule)}`,
    ifBroken: `${brokenPenalty(terms, line)}`,
  }
}

function paidBy(settlings: readonly Settling[]): Units {
  return settlings.reduce((units, { paid }) => units + paid, 0n)
}

function above(a: Units, b: Units): Units {
  return a > b ? a - b : 0n
}

/** Reward when every quarter goes by the schedule. */
export function keptReward(terms: AgreementTerms, schedule: Schedule | undefined): Units {
  if (!schedule) return 0n
  let held = 0
  const quarters = Array.from({ length: terms.supplyTo - terms.accumulateFrom }, (_, i) => {
    const quarter = terms.accumulateFrom + i
    const { takenWh, returnedWh } = schedule(quarter)
    const none = { bandWh: 0, deviationWh: 0, unusedWh: 0, estimatedWh: 0, exempt: null }
    const one = { quarter, scheduledTakenWh: takenWh, scheduledReturnedWh: returnedWh, takenWh, returnedWh, ...none }
    const counted = { ...one, heldWh: Math.max(0, held) }
    held += takenWh - returnedWh
    return counted
  })
  return rewardOf(terms, lineOf(terms, quarters, terms.supplyTo, ''))
}

/** Penalty when nothing more is returned than was so far. */
function brokenPenalty(terms: AgreementTerms, line: AgreementLine | undefined): Units {
  const takenWh = terms.kind === 'storage' ? (line?.takenWh ?? 0) : 0
  const missing = terms.kind === 'storage' ? 0 : Math.max(0, dueWhOf(terms) - (line?.returnedWh ?? 0))
  const quantities = {
    takenWh,
    returnedWh: line?.returnedWh ?? 0,
    reservedWhQ: line?.reservedWhQ ?? '0',
    storedWhQ: line?.storedWhQ ?? '0',
    shortWh: shortWhOf(terms, takenWh, line?.returnedWh ?? 0),
    deviationWh: (line?.deviationWh ?? 0) + missing,
    unusedWh: line?.unusedWh ?? 0,
  }
  return accountOf(terms, quantities).penalised
}
