import { powerWords } from '../../../domain/asset.ts'
import { askedAt, type Instruction, subjectOf } from '../../../domain/instruction.ts'
import type { Verification } from '../../../domain/setpoint.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import { gridWords, spanWords } from '../words.ts'

/** What a subject's power is measured by. */
export interface Measured {
  site: SiteConfig
  image: Image
  /** Power at the connection, import positive. */
  gridKW: KW | undefined
}

/**
 * Power at the subject of an instruction: of an asset and the connection with their sign, of limits as the magnitude that
 * counts. `undefined` when a meter that counts is silent.
 */
export function subjectPowerKW(
  about: Pick<Instruction, 'subject' | 'assetId' | 'feederId'>,
  measured: Measured,
): KW | undefined {
  const { site, image, gridKW } = measured
  const powers = (isMeant: (a: SiteConfig['assets'][number]) => boolean) =>
    site.assets.filter((a) => a.kind !== 'grid' && isMeant(a)).map((a) => image.value(a.id, 'activePowerKW'))
  switch (subjectOf(about)) {
    case 'asset':
      return image.value(about.assetId, 'activePowerKW')
    case 'gridPower':
      return gridKW
    case 'importLimit':
      return gridKW === undefined ? undefined : Math.max(0, gridKW)
    case 'exportLimit':
      return gridKW === undefined ? undefined : Math.max(0, -gridKW)
    case 'loadLimit':
      return sum(
        powers((a) => a.kind !== 'pv' && a.kind !== 'wind' && a.kind !== 'genset'),
        (p) => Math.max(0, -p),
      )
    case 'generationLimit':
      return sum(
        powers((a) => a.kind !== 'load' && a.kind !== 'container'),
        (p) => Math.max(0, p),
      )
    case 'feederLimit': {
      const net = sum(
        powers((a) => a.feeder === about.feederId),
        (p) => p,
      )
      return net === undefined ? undefined : Math.abs(net)
    }
  }
}

function sum(list: readonly (KW | undefined)[], count: (powerKW: KW) => KW): KW | undefined {
  let total: KW = 0
  for (const powerKW of list) {
    if (powerKW === undefined) return undefined
    total += count(powerKW)
  }
  return total
}

/** At the connection this much is noise of the meter and of what follows it. */
const leastToleranceKW: KW = 25
/** Following takes this long at least before it counts as not followed; a ceiling is to be kept sooner. */
const patienceMs: Record<Instruction['kind'], Ms> = { setpoint: 60_000, limit: 15_000 }

/** How an instruction to the site as a whole turned out so far. */
export function siteOutcome(
  instruction: Instruction,
  measured: Measured,
  now: EpochMs,
): Pick<Verification, 'outcome' | 'detail'> {
  const powerKW = subjectPowerKW(instruction, measured)
  if (powerKW === undefined) return { outcome: 'unknown', detail: 'not measured now' }
  const asked = askedAt(instruction, now)
  const isLimit = instruction.kind === 'limit'
  const tolerance = Math.max(leastToleranceKW, 0.02 * Math.abs(asked))
  const isMet = isLimit ? powerKW <= asked + tolerance : Math.abs(powerKW - asked) <= tolerance
  const words = (value: KW) => (subjectOf(instruction) === 'gridPower' ? gridWords(value) : powerWords(value))
  const detail = `${words(powerKW)}, ${isLimit ? 'at most' : 'asked'} ${words(asked)}`
  if (isMet) return { outcome: 'confirmed', detail }
  const since = now - (instruction.beginAt ?? instruction.from) - (instruction.rampMs ?? 0)
  if (since < patienceMs[instruction.kind]) return { outcome: 'pending', detail }
  return { outcome: 'acceptedNotFollowed', detail: `${detail}, after ${spanWords(since)}` }
}
