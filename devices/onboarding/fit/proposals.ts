import type { Proposal } from '../../../domain/rpc/field.ts'
import type { Definition, ModbusDefinition, SunSpecDefinition } from '../../definition.ts'
import type { Definitions } from '../../load-definitions.ts'
import type { FoundModel } from '../../sunspec/discover.ts'
import { loadModels } from '../../sunspec/load-models.ts'
import { planDefinition } from '../../sunspec/plan.ts'
import { type Naming, namingOf, type Said } from './named.ts'
import { tryPoints } from './points-fit.ts'
import type { UnitReads } from './reads.ts'

/** What is known of a Modbus unit before definitions are tried. */
export interface KnownUnit extends Said {
  /** Models of its SunSpec map; empty when it has none. */
  sunSpec: readonly FoundModel[]
  reads: UnitReads
}

/** Definitions that fit a unit, the best first, and the serial number the best one finds. */
export interface Proposed {
  proposals: Proposal[]
  serial: string
}

type Tried = Proposal & { serial: string }

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

/** Tries definitions on a unit with reads only. */
export async function proposeFor(unit: KnownUnit, definitions: Definitions): Promise<Proposed> {
  const tried: Tried[] = []
  for (const definition of definitions.values()) {
    const one = await tryOne(definition, unit)
    if (one && one.fit >= leastFit) tried.push(one)
  }
  tried.sort((a, b) => b.fit - a.fit || a.definition.localeCompare(b.definition))
  const proposals = tried.slice(0, mostProposals).map(({ definition, fit, because }) => ({
    definition,
    fit: Math.round(fit * 100) / 100,
    because,
  }))
  return { proposals, serial: tried[0]?.serial ?? '' }
}

function tryOne(definition: Definition, unit: KnownUnit): Promise<Tried | undefined> | Tried | undefined {
  if (definition.protocol === 'modbus') return tryModbus(definition, unit)
  return definition.protocol === 'sunspec' ? trySunSpec(definition, unit) : undefined
}

async function tryModbus(definition: ModbusDefinition, unit: KnownUnit): Promise<Tried | undefined> {
  const naming = namingOf(definition, unit)
  const byPoints = await tryPoints(definition, unit.reads)
  if (!byPoints) return undefined
  const because = [words(naming, unit), byPoints.because].filter(Boolean).join('; ')
  return { definition: definition.id, fit: fits[naming](byPoints.fit), because, serial: byPoints.serial }
}

function trySunSpec(definition: SunSpecDefinition, unit: KnownUnit): Tried | undefined {
  const has = definition.sunspec.models.filter((id) => unit.sunSpec.some((model) => model.id === id))
  if (has.length === 0) return undefined
  const names = Object.keys(definition.points)
  const present = names.length - planDefinition(definition, unit.sunSpec, loadModels()).missing.length
  const naming = namingOf(definition, unit)
  const weight = definition.maker === standardsMaker ? standardsFit : sunSpecFits[naming]
  const found = `SunSpec model ${has.join(', ')} holds ${present} of ${names.length} points`
  const because = [definition.maker === standardsMaker ? '' : words(naming, unit), found].filter(Boolean).join('; ')
  return { definition: definition.id, fit: (weight * present) / Math.max(1, names.length), because, serial: '' }
}

function words(naming: Naming, { maker, model }: Said): string {
  if (naming === 'unsaid') return ''
  const says = `it says it is ${[maker, model].filter(Boolean).join(' ')}`
  return naming === 'other' ? `${says}, not this one` : says
}
