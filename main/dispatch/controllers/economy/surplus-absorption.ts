import { powerWords } from '../../../../domain/asset.ts'
import type { KW } from '../../../../domain/units.ts'
import { gridWords, roughWords } from '../../words.ts'
import type { Controller } from '../controller.ts'
import { usablePlan } from './usable-plan.ts'

/**
 * Mining takes what would be exported above `exportAboveKW`; storage holds the export there until mining has followed.
 * With `mineFromGridKW`, mining goes on until the site's import reaches that power. While a plan holds, the plan says
 * what is best done with surplus, and this rule waits for the day without one.
 */
export const surplusAbsorption: Controller = {
  name: 'surplusAbsorption',
  run(input) {
    const { site, mode, gridKW, surplusKW } = input
    const settings = site.controllers.surplusAbsorption
    if (!settings || mode === 'manual' || gridKW === undefined || surplusKW === undefined) return { claims: [] }
    if (usablePlan(input).plan) return { claims: [] }
    const { exportAboveKW, mineFromGridKW } = settings
    const words = exportAboveKW > 0 ? `export kept below ${powerWords(exportAboveKW)}` : 'surplus kept on site'
    const surplus = surplusWords(surplusKW)
    return {
      claims: [],
      band: { range: { minKW: -exportAboveKW, maxKW: Infinity }, upper: words, lower: words },
      miningAim: {
        gridKW: mineFromGridKW > 0 ? mineFromGridKW : -exportAboveKW,
        reason: mineFromGridKW > 0 ? `${surplus}; mining may import up to ${powerWords(mineFromGridKW)}` : surplus,
      },
      note: `${surplus}, ${gridWords(gridKW)}`,
    }
  },
}

function surplusWords(surplusKW: KW): string {
  if (surplusKW > 10) return `surplus ${roughWords(surplusKW)}`
  return surplusKW < -10 ? `no surplus, ${roughWords(surplusKW)} short` : 'no surplus'
}
