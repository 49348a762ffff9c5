import { powerWords } from '../../../../domain/asset.ts'
import {
  askedAt,
  type Instruction,
  type InstructionSubject,
  instructionSubjects,
} from '../../../../domain/instruction.ts'
import { gridAssetOf } from '../../../../domain/site.ts'
import type { KW } from '../../../../domain/units.ts'
import { timeWords } from '../../words.ts'
import type { ControllerInput } from '../controller.ts'

/** A ceiling that holds now, with who set it. */
export interface Ceiling {
  limitKW: KW
  words: string
}

/** What the connection may carry now, in either direction; magnitudes. */
export interface ConnectionLimits {
  import: Ceiling
  export: Ceiling
}

type Input = Pick<ControllerInput, 'site' | 'image' | 'instructions' | 'returning' | 'now'>

/** The tightest of the agreed limits, the transformer and what the grid operator allows at this time. */
export function connectionLimits(input: Input): ConnectionLimits {
  const { importLimitKW, exportLimitKW } = input.site.connection
  const transformer = transformerCeiling(input)
  const tightest = (subject: 'importLimit' | 'exportLimit', agreed: Ceiling): Ceiling =>
    [agreed, ...transformer, ...ceilingsOf(input, subject, agreed.limitKW)].reduce((least, next) =>
      next.limitKW < least.limitKW ? next : least,
    )
  return {
    import: tightest('importLimit', { limitKW: importLimitKW, words: `import limit ${powerWords(importLimitKW)}` }),
    export: tightest('exportLimit', { limitKW: exportLimitKW, words: `export limit ${powerWords(exportLimitKW)}` }),
  }
}

/**
 * Ceilings that instructions set for a subject, in their ramps; one that is over widens towards `freeKW`. A ceiling holds
 * whoever is stronger: the lowest counts.
 */
export function ceilingsOf(input: Input, subject: InstructionSubject, freeKW: KW, feederId?: string): Ceiling[] {
  const isMeant = (i: Instruction) => i.kind === 'limit' && i.subject === subject && i.feederId === feederId
  const { now, site } = input
  const label = instructionSubjects[subject].toLowerCase()
  const holding = input.instructions.filter(isMeant).map((i) => {
    const limitKW = askedAt(i, now)
    const until = timeWords(i.until, now, site.timeZone)
    return { limitKW, words: `${i.owner}: ${label} ${powerWords(limitKW)} until ${until}` }
  })
  const returning = input.returning.filter(isMeant).map((i) => {
    const share = (now - (i.endedAt ?? now)) / (i.returnRampMs ?? 1)
    const limitKW = i.powerKW + Math.max(0, freeKW - i.powerKW) * share
    return { limitKW, words: `${label} of ${i.owner} is over: freedom returns little by little` }
  })
  return [...holding, ...returning]
}

/** Active power that the transformer leaves beside the reactive power that flows; nothing where none is named. */
function transformerCeiling({ site, image }: Input): Ceiling[] {
  const { transformerKVA } = site.connection
  if (transformerKVA === undefined) return []
  const kvar = image.value(gridAssetOf(site).id, 'reactivePowerKvar') ?? 0
  const limitKW = Math.sqrt(Math.max(0, transformerKVA ** 2 - kvar ** 2))
  return [{ limitKW, words: `transformer ${powerWords(transformerKVA).replace('W', 'VA')}` }]
}
