import { type Asset, ratedRange } from '../../domain/asset.ts'
import type { KW, Ms } from '../../domain/units.ts'

/** How fast an asset changes its power. */
export interface Ramp {
  /** Towards more infeed or less draw. */
  riseKWPerS: number
  /** Towards less infeed or more draw. */
  fallKWPerS: number
  /** From rest until power begins to change. */
  startMs: Ms
}

/** Time from a write until a device with no ramp of its own shows it: write, converter, measurement, poll. */
export const answerMs = 1_500

/** The larger end of the nameplate, kW, never negative. */
export function ratingKW(asset: Asset): KW {
  const { minKW, maxKW } = ratedRange(asset)
  return Math.max(-minKW, maxKW)
}

/** How near the measured power must come to count as following: 2 % of the rating, at least 15 kW. */
export function toleranceKW(asset: Asset): KW {
  return Math.max(0.02 * ratingKW(asset), 15)
}

/**
 * Ramps expected of a kind: containers from the site file; converters within half a second; stacks within ten;
 * inverters of sun and wind within ten (usual limits of plant controllers); a generator needs its start.
 */
export function rampOf(asset: Asset): Ramp {
  const rating = ratingKW(asset)
  switch (asset.kind) {
    case 'container':
      return { riseKWPerS: asset.rampDownKWPerS, fallKWPerS: asset.rampUpKWPerS, startMs: 30_000 }
    case 'battery':
    case 'flywheel':
      return { riseKWPerS: rating * 2, fallKWPerS: rating * 2, startMs: 0 }
    case 'hydrogen':
      return { riseKWPerS: rating / 10, fallKWPerS: rating / 10, startMs: 10_000 }
    case 'genset':
      return { riseKWPerS: rating / 10, fallKWPerS: rating / 10, startMs: 20_000 }
    default:
      return { riseKWPerS: rating / 10, fallKWPerS: rating / 10, startMs: 0 }
  }
}

/** Time until the meter should show `toKW`, coming from `fromKW`. */
export function expectedMs(asset: Asset, fromKW: KW, toKW: KW): Ms {
  const ramp = rampOf(asset)
  const change = toKW - fromKW
  const startMs = isAtRest(asset, fromKW) && !isAtRest(asset, toKW) ? ramp.startMs : 0
  return startMs + answerMs + (Math.abs(change) / (change > 0 ? ramp.riseKWPerS : ramp.fallKWPerS)) * 1_000
}

/** The power nearest to `toKW` that can be reached from `fromKW` within `ms`. */
export function reachable(asset: Asset, fromKW: KW, toKW: KW, ms: Ms): KW {
  const { riseKWPerS, fallKWPerS, startMs } = rampOf(asset)
  const left = Math.max(0, ms - (isAtRest(asset, fromKW) && !isAtRest(asset, toKW) ? startMs : 0)) / 1_000
  return Math.min(Math.max(toKW, fromKW - fallKWPerS * left), fromKW + riseKWPerS * left)
}

/** Whether this power means: not running. A container idles on fans and controls with some kilowatts. */
export function isAtRest(asset: Asset, powerKW: KW): boolean {
  const lowest =
    asset.kind === 'container' ? asset.minPowerKW : asset.kind === 'hydrogen' ? asset.electrolyserMinKW : 30
  return Math.abs(powerKW) < lowest / 2
}

/** Lowest draw of a running container or electrolyser, kW; between it and nothing it can't be set. 0 for all others. */
export function lowestDrawKW(asset: Asset): KW {
  if (asset.kind === 'container') return asset.minPowerKW
  return asset.kind === 'hydrogen' ? asset.electrolyserMinKW : 0
}
