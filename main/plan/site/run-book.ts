import { type AssetState, assetStateOf } from '../../../domain/asset.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'

/** Since when each unit runs or rests. */
export interface RunBook {
  /** To be called with each image that counts. */
  observe(image: Image, units: readonly Watched[]): void
  /** As it is at `now`; of one never seen: off since long. */
  startOf(id: string, now: EpochMs): { isOn: boolean; forMs: Ms; powerKW: KW }
}

/** A unit: which asset it is of, which way its power goes, and from which power on it counts as running. */
export interface Watched {
  id: string
  assetId: string
  sign: 1 | -1
  minKW: KW
}

/** A unit that was like this before we looked has kept every minimum time. */
const longMs = 7 * 86_400_000

interface Run {
  isOn: boolean
  since: EpochMs
  powerKW: KW
}

/** Empty at the start: what runs then counts as running since long. */
export function createRunBook(): RunBook {
  const runs = new Map<string, Run>()
  return {
    observe(image, units) {
      for (const { id, assetId, sign, minKW } of units) {
        const powerKW = image.value(assetId, 'activePowerKW')
        if (powerKW === undefined) continue
        const drawnKW = Math.max(0, sign * powerKW)
        const isOn = runsByState(assetStateOf(image.value(assetId, 'state')), drawnKW, minKW)
        const before = runs.get(id)
        const since = before?.isOn === isOn ? before.since : before ? image.at : image.at - longMs
        runs.set(id, { isOn, since, powerKW: isOn ? drawnKW : 0 })
      }
    },
    startOf(id, now) {
      const run = runs.get(id)
      return run
        ? { isOn: run.isOn, forMs: Math.max(0, now - run.since), powerKW: run.powerKW }
        : { isOn: false, forMs: longMs, powerKW: 0 }
    },
  }
}

const resting = new Set<AssetState>(['off', 'standby', 'asleep', 'stopping', 'fault', 'out of service'])

/** A container that throttles or starts draws little and runs all the same; its state says so, where it has one. */
function runsByState(state: AssetState | undefined, drawnKW: KW, minKW: KW): boolean {
  if (state !== undefined && resting.has(state)) return false
  return drawnKW >= 0.5 * minKW && drawnKW > 0
}
