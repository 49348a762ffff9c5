import { alarmDefinitions, definitionKeyOf } from '../../domain/alarms/definitions.ts'
import { type AlarmsConfig, limitCodeOf, overridesOf } from '../../domain/alarms/settings.ts'
import type { RationalisationRow } from '../../domain/rpc/alarms.ts'
import { effective } from './rules.ts'

/** How often an alarm was announced. */
export interface Frequency {
  code: string
  assetId?: string
  count: number
}

/** Every alarm as it holds at this site: those of the product, those of one asset said differently, limits on points. */
export function rationalisation(
  config: AlarmsConfig | undefined,
  frequencies: readonly Frequency[],
): RationalisationRow[] {
  const special = config ? Object.keys(overridesOf(config)).filter((key) => key.includes('@')) : []
  const places: { code: string; assetId?: string; origin: RationalisationRow['origin'] }[] = [
    ...Object.keys(alarmDefinitions).map((code) => ({ code, origin: 'product' as const })),
    ...codesOfTheirOwn(config).map((code) => ({ code, origin: 'product' as const })),
    ...(config?.points ?? []).map((limit) => ({
      code: limitCodeOf(limit),
      assetId: limit.asset,
      origin: 'site' as const,
    })),
    ...special.map((key) => {
      const [code = '', assetId = ''] = key.split('@', 2)
      return { code, assetId, origin: 'site' as const }
    }),
  ]
  return places.flatMap(({ code, assetId, origin }) => {
    const found = effective(config, code, assetId)
    const where = assetId === undefined ? {} : { assetId }
    return found ? [{ code, ...where, ...found, origin, timesIn30Days: times(frequencies, code, assetId) }] : []
  })
}

/** Codes that the site file says something about and that the product defines together with others. */
function codesOfTheirOwn(config: AlarmsConfig | undefined): string[] {
  const keys = config ? Object.keys(overridesOf(config)) : []
  return keys.filter((key) => !key.includes('@') && !Object.hasOwn(alarmDefinitions, key) && definitionKeyOf(key))
}

function times(frequencies: readonly Frequency[], code: string, assetId: string | undefined): number {
  return frequencies
    .filter((it) => (it.code === code || definitionKeyOf(it.code) === code) && (!assetId || it.assetId === assetId))
    .reduce((sum, it) => sum + it.count, 0)
}
