import type { EpochMs, KWh } from '../../../../domain/units.ts'
import { counterLimitPct } from '../../../../domain/metering/accuracy.ts'
import { type MeterCheck, rounded } from './check.ts'

/** What a counter of an asset and the integral of its power say of one time. */
export interface CounterFacts {
  assetId: string
  from: EpochMs
  to: EpochMs
  /** Net by the integral of the power, positive into the bus; NaN when the power was not known throughout. */
  integralKWh: KWh
  /** Rise of the counters into and out of the bus; `undefined` = the device has none. */
  inKWh: KWh | undefined
  outKWh: KWh | undefined
  restarts: number
}

/** Below this nothing can be told: counters count tenths. */
const leastKWh: KWh = 20

/** The counters of a device against the integral of its power; `undefined` when it has no counter. */
export function counterCheck(facts: CounterFacts): MeterCheck | undefined {
  const { assetId, from, to, integralKWh, inKWh, outKWh, restarts } = facts
  if (inKWh === undefined && outKWh === undefined) return undefined
  const about = { id: `counter:${assetId}`, assetId, against: 'counter' as const, from, to, limitPct: counterLimitPct }
  const grossKWh = (inKWh ?? 0) + (outKWh ?? 0)
  const counterKWh = (inKWh ?? 0) - (outKWh ?? 0)
  const unknown = (words: string): MeterCheck => {
    return { ...about, ownKWh: null, otherKWh: null, differencePct: null, state: 'unknown', words }
  }
  if (restarts > 0) return unknown('The counter began again within this time; what passed then is in no reading.')
  if (Number.isNaN(integralKWh)) return unknown('The power was not read throughout.')
  if (grossKWh < leastKWh && Math.abs(integralKWh) < leastKWh) return unknown('Too little has gone through the meter.')
  const pct = (100 * (counterKWh - integralKWh)) / Math.max(grossKWh, Math.abs(integralKWh))
  const differs = Math.abs(pct) > counterLimitPct
  return {
    ...about,
    ownKWh: rounded(counterKWh),
    otherKWh: rounded(integralKWh),
    differencePct: rounded(pct),
    state: differs ? 'differs' : 'agrees',
    words: differs ? wrongWords(facts, counterKWh, grossKWh) : 'Counter and power agree.',
  }
}

function wrongWords({ integralKWh }: CounterFacts, counterKWh: KWh, grossKWh: KWh): string {
  const ratio = integralKWh === 0 ? Infinity : counterKWh / integralKWh
  if (ratio < 0 && Math.abs(1 + ratio) < 0.05)
    return 'Counter and power have opposite directions: likelier wrong is the sign of one of both in the device model.'
  const factor = [0.001, 0.01, 0.1, 10, 100, 1_000].find((of) => Math.abs(ratio / of - 1) < 0.05)
  if (factor !== undefined)
    return `The counter is ${factor} times the power: likelier wrong is its unit in the device model.`
  if (grossKWh < 0.01 * Math.abs(integralKWh))
    return 'The counter stands still while power flows: likelier wrong is the counter.'
  return 'Counter and power differ although one device measures both: likelier wrong is a scale in the device model, or readings that come too seldom for its swings.'
}
