import type { Asset } from '../../domain/asset.ts'
import type { KW } from '../../domain/units.ts'
import { state, type Values } from './models/model.ts'
import type { DeviceFault } from './simulated-device.ts'

/** What fans and controls of a container draw while its machines wait for work, as a share of the rating. */
const idleRatio = 0.03
/** Fault code of a trip by the device's own protection. */
const tripCode = 301
const socJumpPct = 25

/** The power a fault holds an asset at, positive into the bus; `undefined` when it leaves it alone. */
export function faultPowerKW(fault: DeviceFault | undefined, asset: Asset): KW | undefined {
  if (fault === 'tripped') return 0
  return fault === 'idle' && asset.kind === 'container' ? -idleRatio * asset.ratedPowerKW : undefined
}

/** What a device with a fault shows in place of its own values. */
export function faultValues(fault: DeviceFault, asset: Asset, { socPct }: Values): Values {
  if (fault === 'tripped')
    return {
      state: state.fault,
      faultCode: tripCode,
      minPowerKW: 0,
      maxPowerKW: 0,
      ...(asset.kind === 'flywheel' ? { unitsReady: 0 } : {}),
    }
  if (fault === 'idle') return { hashrateTHs: 0, minersHashing: 0 }
  if (fault !== 'socJump' || socPct === undefined) return {}
  return { socPct: socPct >= 50 ? socPct - socJumpPct : socPct + socJumpPct }
}
