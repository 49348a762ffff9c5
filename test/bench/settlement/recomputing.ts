import { compare } from '../../recompute/compare.ts'
import { meteredSite } from '../../recompute/metered-site.ts'
import { atMost, type Figure } from '../figure.ts'

const days = 40

/**
 * What the product makes of weeks of register readings against an independent script: a change of clocks, a silent device, a
 * reset, ends of a register, a new meter, restarts.
 */
export function recomputeFigures(): Figure[] {
  const site = meteredSite({ days, seed: 7 })
  const { wh, units, quarters, estimated, batches, agreements, words } = compare(site)
  site.db.close()
  for (const word of words) console.log(`differs: ${word}`)
  console.log(
    `recomputed: ${quarters} quarters of registers, ${estimated} of them estimated, ${batches} batches, ${agreements} agreements`,
  )
  return [
    atMost('recompute differences: energy', Number(wh), 'Wh', 0),
    atMost('recompute differences: rewards and penalties', Number(units), 'units', 0),
  ]
}
