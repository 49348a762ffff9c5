import type { AlarmCondition } from '../../domain/alarm.ts'
import type { PriceState } from '../../domain/dispatch/forecast.ts'
import type { PriceSeries } from './series.ts'

const response = 'Check the section prices of the site file and the source it names.'

/** What a person must know of price sources. */
export function conditionsOf({
  series,
  state,
  detail,
}: {
  series: readonly PriceSeries[]
  state: PriceState
  detail: string
}): AlarmCondition[] {
  const found: AlarmCondition[] = []
  for (const { id, trouble } of series) {
    const { kind, detail: why } = trouble()
    if (kind === 'unreachable')
      found.push({ code: `prices.unreachable.${id}`, priority: 4, text: `Prices ${id}: ${why}.`, response })
    if (kind === 'implausible' && id !== 'energy')
      found.push({ code: 'prices.implausible', priority: 2, text: `Prices ${id} implausible: ${why}.`, response })
  }
  if (state === 'implausible')
    found.push({ code: 'prices.implausible', priority: 2, text: `Price implausible: ${detail}.`, response })
  if (state === 'stale' || state === 'missing')
    found.push({ code: 'prices.stale', priority: 3, text: `Price ${state}: ${detail}.`, response })
  return found
}
