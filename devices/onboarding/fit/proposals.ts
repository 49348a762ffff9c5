import { PowerchainError } from '../../../domain/errors.ts'
import type { Proposal } from '../../../domain/rpc/field/field.ts'
import type { ModbusDefinition } from '../../definition.ts'
import type { SunSpecDefinition } from '../../sunspec/definition.ts'
import type { Definitions } from '../../load-definitions.ts'
import type { FoundModel } from '../../sunspec/discover.ts'
import { loadModels } from '../../sunspec/load-models.ts'
import { planDefinition } from '../../sunspec/plan.ts'
import { type Naming, namingOf, type Said } from './named.ts'
import { tryPoints } from './points-fit.ts'
import type { UnitReads } from './reads.ts'

/** A definition that reads, or whose SunSpec models are there. */
export interface Tried {
  definition: ModbusDefinition | SunSpecDefinition
  /** How well it reads, 0 to 1, whoever made the device. */
  fit: number
  because: string
  serial: string
}

/** Definitions that fit a unit, the best first, and the serial number the best one finds. */
export interface Proposed {
  proposals: Proposal[]
  serial: string
}

const mostProposals = 5
const leastFit = 0.1
/** Where a name decides, reading well only orders those that are meant. */
const fits: Record<Naming, (byPoints: number) => number> = {
  model: (byPoints) => 0.9 + byPoints / 10,
  maker: (byPoints) => 0.5 + 0.4 * byPoints,
  unsaid: (byPoints) => byPoints,
  other: (byPoints) => byPoints / 2,
}
/** SunSpec says what the registers mean, but a model without a maker's name fits any device that has it. */
const sunSpecFits: Record<Naming, number> = { model: 1, maker: 0.9, unsaid: 0.6, other: 0.3 }
const standardsFit = 0.7
/** Definition of the standard itself, for any maker. */
const standardsMaker = 'SunSpec'

/** Tries every definition on a unit, with reads only; those that were tried when the unit fell silent count. */
export async function tryAll(
  definitions: Definitions,
  { reads, sunSpec }: { reads: UnitReads; sunSpec: readonly FoundModel[] },
): Promise<Tried[]> {
  const all = [...definitions.values()]
  const tried: Tried[] = all.flatMap((one) => (one.protocol === 'sunspec' ? (trySunSpec(one, sunSpec) ?? []) : []))
  try {
    for (const definition of all) {
      if (definition.protocol !== 'modbus') continue
      const found = await tryPoints(definition, reads)
      if (found) tried.push({ definition, ...found })
    }
  } catch (error) {
    if (!(error instanceof PowerchainError)) throw error
  }
  return tried
}

/** Ranks what was tried by what the device says of itself. */
export function ranked(tried: readonly Tried[], said: Said): Proposed {
  const all = tried
    .map((one) => ({ ...one, ...weighed(one, said) }))
    .filter(({ fit }) => fit >= leastFit)
    .sort((a, b) => b.fit - a.fit || a.definition.id.localeCompare(b.definition.id))
  const proposals = all.slice(0, mostProposals).map(({ definition, fit, because }) => ({
    definition: definition.id,
    fit: Math.round(fit * 100) / 100,
    because,
  }))
  return { proposals, serial: all[0]?.serial ?? '' }
}

function weighed({ definition, fit, because }: Tried, said: Said): { fit: number; because: string } {
  if (definition.maker === standardsMaker) return { fit: standardsFit * fit, because }
  const naming = namingOf(definition, said)
  const words = [wordsFor(naming, said), because].filter(Boolean).join('; ')
  return { fit: definition.protocol === 'modbus' ? fits[naming](fit) : sunSpecFits[naming] * fit, because: words }
}

function trySunSpec(definition: SunSpecDefinition, found: readonly FoundModel[]): Tried | undefined {
  const has = definition.sunspec.models.filter((id) => found.some((model) => model.id === id))
  if (has.length === 0) return undefined
  const names = Object.keys(definition.points)
  const present = names.length - planDefinition(definition, found, loadModels()).missing.length
  const because = `SunSpec model ${has.join(', ')} holds ${present} of ${names.length} points`
  return { definition, fit: present / Math.max(1, names.length), because, serial: '' }
}

function wordsFor(naming: Naming, { maker, model }: Said): string {
  if (naming === 'unsaid') return ''
  const says = `it says it is ${[maker, model].filter(Boolean).join(' ')}`
  return naming === 'other' ? `${says}, not this one` : says
}
