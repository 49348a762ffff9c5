import { type AssetOf, assetStateOf } from '../../../../domain/asset.ts'
import type { Quality, Reading } from '../../../../domain/reading.ts'
import type { Decision } from '../../../../domain/rpc/shapes.ts'
import { clamp, drawKW } from '../../../../domain/units.ts'
import { formatKW } from '../../../format/power.ts'

/** How a container looks as a cell. */
export interface CellLook {
  kind: 'running' | 'asleep' | 'out' | 'silent'
  /** Filled height in percent of the rating; 0 when nothing is known. */
  fillPct: number
  /** Where the limit of now crosses, percent of the rating; `undefined` when only the rating holds. */
  limitPct: number | undefined
  /** Below the cell: kW drawn, or a word where no number belongs. */
  text: string
}

/** A limit closer to the rating than this share is drawn as the rating itself. */
const worthMarking = 0.98

const outStates = new Set(['fault', 'out of service'])

/** Turns state, power and limits of a container into a cell. */
export function cellLook(
  asset: AssetOf<'container'>,
  power: Reading,
  state: Reading,
  decision: Decision | undefined,
): CellLook {
  const word = assetStateOf(state.value)
  const draw = power.value === null ? undefined : drawKW(power.value)
  const toPct = (kW: number) => clamp((kW / asset.ratedPowerKW) * 100, 0, 100)
  const allowed = decision ? drawKW(decision.range.minKW) : asset.ratedPowerKW
  const limitPct = allowed < asset.ratedPowerKW * worthMarking ? toPct(allowed) : undefined
  if (word && outStates.has(word))
    return { kind: 'out', fillPct: 0, limitPct, text: word === 'fault' ? 'fault' : 'out' }
  if (draw === undefined) return { kind: 'silent', fillPct: 0, limitPct, text: 'no value' }
  const kind = isSilent(power.quality) ? 'silent' : word === 'asleep' || word === 'off' ? 'asleep' : 'running'
  return { kind, fillPct: toPct(draw), limitPct, text: formatKW(draw) }
}

function isSilent(quality: Quality): boolean {
  return quality === 'stale' || quality === 'bad'
}
