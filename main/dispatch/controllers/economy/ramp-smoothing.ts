import { isFast, powerWords } from '../../../../domain/asset.ts'
import { clamp, type KW, type Ms } from '../../../../domain/units.ts'
import { roughWords } from '../../words.ts'
import type { Controller, ControllerInput } from '../controller.ts'

/** What is left to smooth below this is noise. */
const leastKW: KW = 20
/** After a pause of the engine it starts from what it finds. */
const pauseMs: Ms = 5_000

/**
 * Sun and wind may change the power at the connection only so fast; storage gives or takes the difference meanwhile.
 * Steps of metered loads pass: they are nobody's ramp.
 */
export const rampSmoothing: Controller = {
  name: 'rampSmoothing',
  run(input) {
    const settings = input.site.controllers.rampSmoothing
    const { gridKW, mode, memory, now, sight } = input
    if (!settings || mode === 'manual' || gridKW === undefined) {
      memory.ramp = undefined
      return { claims: [] }
    }
    const storageKW = sight.assets.reduce((sum, a) => sum + (isFast(a.asset) ? (a.powerKW ?? 0) : 0), 0)
    const freeKW = gridKW + storageKW
    const loadsKW = loads(input)
    const before = memory.ramp
    if (!before || now - before.at > pauseMs || now < before.at) {
      memory.ramp = { shownKW: freeKW, loadsKW, at: now }
      return { claims: [] }
    }
    const minutes = (now - before.at) / 60_000
    const passedKW = before.shownKW - (loadsKW - before.loadsKW)
    // more sun and wind is less import
    const slewed = clamp(freeKW, passedKW - settings.upKWPerMin * minutes, passedKW + settings.downKWPerMin * minutes)
    const most = settings.storageKW ?? Infinity
    const shownKW = clamp(slewed, freeKW - most, freeKW + most)
    memory.ramp = { shownKW, loadsKW, at: now }
    const restKW = freeKW - shownKW
    if (Math.abs(restKW) < leastKW) return { claims: [] }
    const rate = restKW < 0 ? settings.upKWPerMin : settings.downKWPerMin
    const words = `sun and wind ${restKW < 0 ? 'rise' : 'fall'} by at most ${powerWords(rate)} a minute`
    return {
      claims: [],
      band: { range: { minKW: shownKW, maxKW: shownKW }, upper: words, lower: words },
      note: `${words}: ${roughWords(restKW)} by storage`,
    }
  },
}

function loads({ site, image }: ControllerInput): KW {
  return site.assets.reduce((sum, a) => sum + (a.kind === 'load' ? (image.value(a.id, 'activePowerKW') ?? 0) : 0), 0)
}
