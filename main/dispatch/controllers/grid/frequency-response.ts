import { clamp, type KW, type Ms } from '../../../../domain/units.ts'
import { gridWords } from '../../words.ts'
import type { Controller, ControllerInput, ControllerOutput } from '../controller.ts'
import { shavedAboveKW } from '../economy/peak-shaving.ts'
import { frequencyShift, frequencySight } from './frequency-share.ts'
import { exactGrid } from './grid-instructions.ts'
import { sheddingClaims } from './shedding.ts'

/**
 * Droop on the measured frequency, for services that need no more than the loop can give, and mining that lets go at low
 * frequency. A stale frequency is answered with nothing, and said so.
 */
export const frequencyResponse: Controller = {
  name: 'frequencyResponse',
  run(input) {
    const settings = input.site.controllers.frequencyResponse
    if (!settings || input.mode === 'manual') {
      Object.assign(input.memory.frequency, { deviation: undefined, shedShare: 0, restoringSince: undefined })
      return { claims: [] }
    }
    const { missing } = frequencySight(input)
    const claims = sheddingClaims(input, settings)
    if (missing !== '') {
      input.memory.frequency.deviation = undefined
      return { claims, note: `not available: ${missing}` }
    }
    return { claims, ...droop(input) }
  },
}

/** Shares of a point that lies this near the dead band don't tell two deviations apart. */
const joinedMs: Ms = 2_000

function droop(input: ControllerInput): Omit<ControllerOutput, 'claims'> {
  const { gridKW, surplusKW, memory, now } = input
  const { frequency } = memory
  const shift = frequencyShift(input)
  if (gridKW === undefined || surplusKW === undefined) return {}
  if (shift.upKW === 0) {
    // a frequency that swings through the dead band is one deviation
    if (frequency.deviation && now - frequency.deviation.lastAt > joinedMs) frequency.deviation = undefined
    return {}
  }
  frequency.deviation ??= { since: now, lastAt: now, baselineKW: gridKW, surplusKW }
  frequency.deviation.lastAt = now
  const targetKW = baselineNow(input, frequency.deviation, surplusKW) - shift.upKW
  const words = `${exactGrid(targetKW)}${shift.words}`
  const note = `${words}; ${gridWords(gridKW)} now`
  // mining that lets go gives more than the service owes: nobody takes it back
  if (frequency.shedShare > 0 && shift.upKW > 0)
    return { band: { range: { minKW: -Infinity, maxKW: targetKW }, upper: words, lower: words }, note }
  const range = { minKW: targetKW, maxKW: targetKW }
  return { band: { range, upper: words, lower: words }, miningAim: { gridKW: targetKW, reason: words }, note }
}

/** Grid power as it would be without the response: as it was, moved by all that nobody steers, within the site's rules. */
function baselineNow(input: ControllerInput, start: { baselineKW: KW; surplusKW: KW }, surplusKW: KW): KW {
  const { surplusAbsorption } = input.site.controllers
  const { importLimitKW, exportLimitKW } = input.site.connection
  const highest = shavedAboveKW(input) ?? importLimitKW
  const lowest = -(surplusAbsorption?.exportAboveKW ?? exportLimitKW)
  const moved = start.baselineKW - (surplusKW - start.surplusKW)
  return clamp(moved, Math.min(lowest, start.baselineKW), Math.max(highest, start.baselineKW))
}
