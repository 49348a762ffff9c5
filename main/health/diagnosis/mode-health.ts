import { type FailureModeName, failureMode } from '../../../domain/health/failure-modes.ts'
import type { AssetWatch } from './asset-watch.ts'
import { inDirection } from './causes.ts'
import { median } from '../statistics.ts'
import { endOf, healthOf, leadingSign } from './severity.ts'
import { modesOf } from './signs.ts'

/** How far a failure has come by its leading sign. */
export interface ModeHealth {
  mode: FailureModeName
  /** 100 = as new; `null` while its sign is not known. */
  healthPct: number | null
  words: string
}

/** Departures below this are scatter, and say "as new". */
const scatter = 2
const lately = 12

/** Every failure an asset can have, with how far it has come. */
export function modeHealthOf(watch: AssetWatch): ModeHealth[] {
  const z = watch.z()
  return modesOf(watch.asset).map((mode) => {
    const sign = leadingSign(mode, (point) => z.has(point))
    const found = sign ? watch.recent.flatMap(({ departures }) => departures.get(sign.point) ?? []).slice(-lately) : []
    if (!sign || found.length === 0) return { mode, healthPct: null, words: unknownWords(watch, mode) }
    const scales = inDirection(sign, z.get(sign.point) ?? 0)
    if (scales < scatter) return { mode, healthPct: 100, words: 'As expected.' }
    const level = median(found.map(({ expected }) => expected))
    const departure = median(found.map(({ value, expected }) => value - expected))
    const healthPct = healthOf(departure, endOf(mode, sign, level))
    return { mode, healthPct, words: `${scales.toFixed(0)} times its usual scatter from what is expected.` }
  })
}

function unknownWords(watch: AssetWatch, mode: FailureModeName): string {
  const has = failureMode(mode).signs.some(({ point }) => watch.signals.has(point))
  if (!has) return 'Nothing that would show it is measured here.'
  return watch.learning() || 'Has not run lately in a state in which it would show.'
}
