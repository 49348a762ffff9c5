import { quarterStart } from '../../../../domain/metering/quarter.ts'
import { powecOf } from '../../../../domain/market/amount.ts'
import type { AgreementMoney, AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import type { AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { energySumText } from '../../../format/energy.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { powecText } from '../../../format/token.ts'

/** What an agreement is about. */
export const agreementNames: Record<AgreementTerms['kind'], string> = {
  storage: 'Storage',
  utilization: 'Utilisation',
  supply: 'Supply',
}

const phaseNames: Record<AgreementRow['phase'], string> = {
  ahead: 'begins later',
  accumulating: 'taking energy',
  holding: 'holding',
  supplying: 'giving back',
  over: 'over',
}

/** How far an agreement has come, in a word or two. */
export function stateWords({ state, phase, isFinal }: Pick<AgreementRow, 'state' | 'phase' | 'isFinal'>): string {
  if (!isFinal) return 'not final yet'
  if (state !== 'open') return state
  return phaseNames[phase]
}

/** What of the money is sure, and what is expected beyond it. */
export function rewardWords({ reward }: AgreementMoney): string {
  if (reward.final !== '0') return powecText(reward.final)
  if (reward.unconfirmed !== '0') return `${powecText(reward.unconfirmed)}, not final`
  return reward.expected === '0' ? 'none yet' : `${powecText(reward.expected)} expected`
}

// whole: a price of 0.008 a kWh is not 0.00
const price = (units: string, per: string) => `${powecOf(units)} POWEC per ${per}`

/** Terms as lines of label and words. */
export function termLines(terms: AgreementTerms, now: EpochMs, timeZone: string): [label: string, words: string][] {
  const when = (quarter: number) => formatWhen(quarterStart(quarter), now, timeZone)
  return [
    ['Volume', energySumText(terms.volumeWh / 1_000)],
    ['Taken', `${when(terms.accumulateFrom)} to ${when(terms.accumulateTo)}`],
    ['Given back', `${when(terms.supplyFrom)} to ${when(terms.supplyTo)}`],
    ['Capacity', price(terms.capacityPrice, 'kWh and hour')],
    ['Held', price(terms.holdPrice, 'kWh and hour')],
    ['Returned', price(terms.returnPrice, 'kWh')],
    ['Short', price(terms.shortPrice, 'kWh')],
    ['Deviation', price(terms.deviationPrice, 'kWh')],
    ['Loss allowed', quantityText({ number: formatNumber(terms.permittedLossPpm / 10_000, 2), unit: '%' })],
    ['Escrow, bond', `${powecText(terms.escrow)}, ${powecText(terms.bond)}`],
  ]
}
