import type { AssetOf } from '../../../domain/asset.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import type { AssetSight, SiteSight } from '../sight.ts'
import { type Learned, learn } from './efficiency.ts'
import { type Loss, type LossMemory, newLossMemory, watchLoss } from './losses.ts'

/** Outlet air counts as cool again this far below its limit. */
const coolerK = 5

/** What the loop came to know of a container, beyond its readings. */
export interface ContainerKnowledge extends LossMemory {
  learned: Learned
  /** Its outlet air is too hot. */
  isHot: boolean
}

/** Knowledge by container. */
export type MiningKnowledge = Map<string, ContainerKnowledge>

/** A loss of hashrate that is over, for the audit trail. */
export interface EndedLoss extends Loss {
  asset: AssetOf<'container'>
  until: EpochMs
}

/** What one cycle adds. Returns the losses that ended in it. */
export function observe(
  { now, cycleMs, image, sight }: { now: EpochMs; cycleMs: Ms; image: Image; sight: SiteSight },
  knowledge: MiningKnowledge,
): EndedLoss[] {
  const ended: EndedLoss[] = []
  for (const a of sight.assets) {
    const { asset } = a
    if (asset.kind !== 'container') continue
    const known = knowledge.get(asset.id) ?? { learned: { jPerTH: undefined, ms: 0 }, isHot: false, ...newLossMemory() }
    knowledge.set(asset.id, known)
    const hashrateTHs = image.value(asset.id, 'hashrateTHs')
    const outletDegC = image.value(asset.id, 'outletDegC')
    if (outletDegC !== undefined) known.isHot = outletDegC >= asset.maxOutletDegC - (known.isHot ? coolerK : 0)
    learn(known.learned, { asset, drawKW: drawOf(a), askedKW: askedOf(a), hashrateTHs, cycleMs })
    const over = watchLoss(known, { now, cycleMs, drawKW: drawOf(a), askedKW: askedOf(a), hashrateTHs })
    if (over) ended.push({ ...over, asset, until: now })
  }
  return ended
}

/** Measured draw, kW; `undefined` while nobody can say. */
function drawOf({ powerKW, state, isControlled }: AssetSight): KW | undefined {
  return powerKW === undefined || !isControlled || state === 'fault' || state === 'fail-safe' ? undefined : -powerKW
}

/** Draw that was asked of it; `undefined` before the first setpoint. */
function askedOf({ setpointKW }: AssetSight): KW | undefined {
  return setpointKW === undefined ? undefined : Math.max(0, -setpointKW)
}
