import { powerWords } from '../../../../domain/asset.ts'
import type { KW } from '../../../../domain/units.ts'
import { gridWords } from '../../words.ts'
import type { Controller, ControllerInput } from '../controller.ts'
import { allowedByDemand } from './demand-window.ts'

/** Keeps the import below the configured power: storage gives the excess and no more, mining is released. */
export const peakShaving: Controller = {
  name: 'peakShaving',
  run(input) {
    const { site, mode, gridKW } = input
    const settings = site.controllers.peakShaving
    if (!settings || mode === 'manual' || gridKW === undefined) return { claims: [] }
    const { aboveKW, words } = settings.demand
      ? allowedByDemand(input, settings.aboveKW, settings.demand, gridKW)
      : always(settings.aboveKW)
    if (aboveKW === undefined) return { claims: [], note: `${gridWords(gridKW)}, ${words}` }
    const kept = `import kept below ${words}`
    return {
      claims: [],
      band: { range: { minKW: -Infinity, maxKW: aboveKW }, upper: kept, lower: kept },
      note: `${gridWords(gridKW)}, shaved above ${words}`,
    }
  },
}

function always(aboveKW: KW): { aboveKW: KW | undefined; words: string } {
  return { aboveKW, words: powerWords(aboveKW) }
}

/** Import above which peak shaving acts now; `undefined` where it is not set up or nothing is charged for now. */
export function shavedAboveKW({ site, memory }: Pick<ControllerInput, 'site' | 'memory'>): KW | undefined {
  const settings = site.controllers.peakShaving
  if (!settings?.demand) return settings?.aboveKW
  return memory.demand?.allowedKW
}
