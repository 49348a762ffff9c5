import { powerWords } from '../../../domain/asset.ts'
import { gridWords } from '../words.ts'
import type { Controller } from './controller.ts'

/** Keeps the import below the configured power: storage gives the excess and no more, mining is released. */
export const peakShaving: Controller = {
  name: 'peakShaving',
  run({ site, mode, gridKW }) {
    const settings = site.controllers.peakShaving
    if (!settings || mode === 'manual' || gridKW === undefined) return { claims: [] }
    const words = `import kept below ${powerWords(settings.aboveKW)}`
    return {
      claims: [],
      band: { range: { minKW: -Infinity, maxKW: settings.aboveKW }, upper: words, lower: words },
      note: `${gridWords(gridKW)}, shaved above ${powerWords(settings.aboveKW)}`,
    }
  },
}
