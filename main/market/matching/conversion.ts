import type { RequestTerms } from '../../../domain/market/book.ts'
import type { Alternative } from '../../../domain/market/match.ts'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** What the decision between storing and mining goes by; prices in EUR/MWh. */
export interface ConversionView {
  /** What a MWh earns in our best container that is there at today's hashprice; `null` while that is not known. */
  miningEurPerMWh(): number | null
  /** Power that containers can take in all, kW. */
  miningKW: number
  /** What a MWh costs at an instant when it is bought back; `null` while that is not known. */
  buyEurPerMWh(at: EpochMs): number | null
}

/**
 * Mining the energy when it comes and buying as much when it is wanted back, less what storage would have lost. It pays when mining
 * earns more than buying back costs.
 */
export function conversionOf(view: ConversionView, terms: RequestTerms): Alternative | undefined {
  const mining = view.miningEurPerMWh()
  if (mining === null || view.miningKW <= 0) return undefined
  const hours = (terms.accumulateTo - terms.accumulateFrom) / 4
  const mwh = terms.volumeWh / 1e6
  const neededKW = (mwh * 1_000) / hours
  const buy = meanPrice(view, terms.supplyFrom, terms.supplyTo)
  if (buy === null) return undefined
  const back = mwh * (1 - terms.permittedLossPpm / 1e6)
  const gainEur = mining * mwh - buy * back
  const enough =
    neededKW <= view.miningKW ? '' : ` Containers take ${Math.round(view.miningKW)} of the ${Math.round(neededKW)} kW.`
  const words =
    `Mining it earns ${Math.round(mining)} €/MWh, buying back later costs ${Math.round(buy)} €/MWh: ` +
    `${gainEur >= 0 ? 'a gain' : 'a loss'} of ${Math.abs(gainEur).toFixed(2)} € without any storage.${enough}`
  return { kind: 'conversion', words, costUnits: null, parts: [], shiftQuarters: 0, partWh: null }
}

function meanPrice(view: ConversionView, from: number, to: number): number | null {
  let [sum, count] = [0, 0]
  for (let quarter = from; quarter < to; quarter++) {
    const price = view.buyEurPerMWh(quarterStart(quarter))
    if (price === null) continue
    sum += price
    count += 1
  }
  return count === 0 ? null : sum / count
}
