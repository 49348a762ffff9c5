import { powerWords } from '../../../../domain/asset.ts'
import type { OfferedService } from '../../../../domain/dispatch/controller-settings.ts'
import { gridServiceOf, shareAt } from '../../../../domain/dispatch/services.ts'
import { usable } from '../../../../domain/reading.ts'
import { gridAssetOf } from '../../../../domain/site.ts'
import type { KW } from '../../../../domain/units.ts'
import { spanWords } from '../../words.ts'
import type { ControllerInput } from '../controller.ts'

/** The grid's frequency as it may be decided on, or why not. */
export interface FrequencySight {
  deviationHz: number | undefined
  frequencyHz: number | undefined
  /** Why there is none; empty when there is. */
  missing: string
}

type Input = Pick<ControllerInput, 'site' | 'image'>

/** Usual nominal frequency where the site file names none. */
const usualHz = 50

/** Reads the frequency at the connection. Stale is a state and never a number. */
export function frequencySight({ site, image }: Input): FrequencySight {
  const nominalHz = site.connection.nominalFrequencyHz ?? usualHz
  const maxAgeMs = site.controllers.frequencyResponse?.maxAgeMs ?? 2_000
  const reading = image.reading(gridAssetOf(site).id, 'frequencyHz')
  if (reading.at === 0) return none('frequency was never read')
  const ageMs = image.at - reading.at
  const frequencyHz = usable(reading)
  if (frequencyHz === undefined || ageMs > maxAgeMs)
    return none(`frequency is ${reading.quality}, ${spanWords(ageMs)} old`)
  // a dead line reads as zero: that is no frequency to respond to
  if (Math.abs(frequencyHz - nominalHz) > 0.2 * nominalHz) return none('no frequency at the connection')
  return { deviationHz: frequencyHz - nominalHz, frequencyHz, missing: '' }
}

function none(missing: string): FrequencySight {
  return { deviationHz: undefined, frequencyHz: undefined, missing }
}

/** Power that the services in the loop owe now, positive = more into the grid. */
export interface FrequencyShift {
  upKW: KW
  /** Addition to the words of an order; empty when nothing is owed. */
  words: string
  by: readonly { offered: OfferedService; upKW: KW }[]
}

/** What droop asks for at the measured frequency. Never on a stale one, never in manual mode. */
export function frequencyShift(input: Input & Pick<ControllerInput, 'mode'>): FrequencyShift {
  const settings = input.site.controllers.frequencyResponse
  const { deviationHz } = frequencySight(input)
  if (!settings || deviationHz === undefined || input.mode === 'manual') return { upKW: 0, words: '', by: [] }
  const by = settings.services
    .filter(
      ({ service }) => gridServiceOf(service).servedBy === 'loop' && gridServiceOf(service).signal === 'frequency',
    )
    .map((offered) => {
      const share = shareAt(gridServiceOf(offered.service), deviationHz)
      return { offered, upKW: share > 0 ? share * offered.upKW : share * offered.downKW }
    })
    .filter(({ upKW }) => upKW !== 0)
  const upKW = by.reduce((sum, b) => sum + b.upKW, 0)
  const names = by.map((b) => gridServiceOf(b.offered.service).label).join(', ')
  const words = upKW === 0 ? '' : `, ${upKW > 0 ? 'less' : 'more'} by ${powerWords(upKW)} for ${names}`
  return { upKW, words, by }
}
