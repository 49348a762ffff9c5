import type { WhatIf } from '../../../../domain/rpc/plan.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'

/** What a person wants to try: empty fields leave things as they are. */
export interface WhatIfDraft {
  pricePct: number | undefined
  priceShiftEur: number | undefined
  importLimitKW: number | undefined
  exportLimitKW: number | undefined
  reserveUpKW: number | undefined
  reserveDownKW: number | undefined
  miningPct: number | undefined
  away: readonly string[]
}

/** Everything as it is. */
export const unchanged: WhatIfDraft = {
  pricePct: undefined,
  priceShiftEur: undefined,
  importLimitKW: undefined,
  exportLimitKW: undefined,
  reserveUpKW: undefined,
  reserveDownKW: undefined,
  miningPct: undefined,
  away: [],
}

/** The draft as the engine takes it. */
export function whatIfOf(draft: WhatIfDraft): WhatIf {
  const { pricePct, priceShiftEur, importLimitKW, exportLimitKW, reserveUpKW, reserveDownKW, miningPct, away } = draft
  const hasReserve = reserveUpKW !== undefined || reserveDownKW !== undefined
  return {
    away: [...away],
    ...(pricePct !== undefined && { priceFactor: pricePct / 100 }),
    ...(priceShiftEur !== undefined && { priceShiftEurPerMWh: priceShiftEur }),
    ...(importLimitKW !== undefined && { importLimitKW }),
    ...(exportLimitKW !== undefined && { exportLimitKW }),
    ...(hasReserve && { reserve: { upKW: reserveUpKW ?? 0, downKW: reserveDownKW ?? 0 } }),
    ...(miningPct !== undefined && { miningFactor: miningPct / 100 }),
  }
}

/** Whether anything is to be tried at all. */
export function hasChange(draft: WhatIfDraft): boolean {
  const { away, ...fields } = draft
  return away.length > 0 || Object.values(fields).some((value) => value !== undefined)
}

const words = (value: number | undefined, say: (value: number) => string) => (value === undefined ? [] : [say(value)])

/** What is tried, in words. */
export function changeWords(draft: WhatIfDraft, { assets }: Pick<SiteDescription, 'assets'>): string[] {
  const { pricePct, priceShiftEur, importLimitKW, exportLimitKW, reserveUpKW, reserveDownKW, miningPct, away } = draft
  const name = (id: string) => assets.find((a) => a.id === id)?.name ?? id
  return [
    ...words(pricePct, (value) => `prices at ${value} %`),
    ...words(priceShiftEur, (value) => `prices ${Math.abs(value)} €/MWh ${value < 0 ? 'lower' : 'higher'}`),
    ...words(importLimitKW, (value) => `import limit ${value} kW`),
    ...words(exportLimitKW, (value) => `export limit ${value} kW`),
    ...words(reserveUpKW, (value) => `${value} kW kept ready up`),
    ...words(reserveDownKW, (value) => `${value} kW kept ready down`),
    ...words(miningPct, (value) => `mining earns ${value} %`),
    ...(away.length === 0 ? [] : [`without ${away.map(name).join(', ')}`]),
  ]
}
