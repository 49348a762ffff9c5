import { commitmentsAt } from '../../../../domain/dispatch/commitment.ts'
import { gridWords, timeWords } from '../../words.ts'
import type { Controller } from '../controller.ts'
import { assetCommitments } from './asset-commitments.ts'
import { atGrid, exactGrid } from './grid-instructions.ts'
import { frequencyShift } from './frequency-share.ts'

/** Power promised by contract: at the connection kept within its tolerance, the dearest promise first; at assets kept by them. */
export const contractCommitments: Controller = {
  name: 'contractCommitments',
  run(input) {
    const { mode, gridKW, now, site, outside } = input
    if (mode === 'manual') return { claims: [] }
    const holding = commitmentsAt(outside.commitments ?? [], now)
    const claims = assetCommitments(input, holding)
    const [first, ...others] = holding.filter(({ assets }) => assets === undefined)
    if (!first || gridKW === undefined) return { claims }
    const shift = frequencyShift(input)
    const targetKW = first.powerKW - shift.upKW
    const until = timeWords(first.until, now, site.timeZone)
    const words = `${first.counterparty}: ${exactGrid(targetKW)} until ${until}${shift.words}`
    const besides = others.length > 0 ? `; ${others.length} more promised at the same time` : ''
    return {
      claims,
      ...atGrid(targetKW, first.toleranceKW, words),
      note: `${words}, penalty ${first.penaltyEurPerMWh} €/MWh; ${gridWords(gridKW)} now${besides}`,
    }
  },
}
