import type { Asset } from '../../../../domain/asset.ts'
import { type Instruction, instructionSubjects, subjectOf } from '../../../../domain/instruction.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import { powerText, powerWord } from '../../../format/power.ts'
import { isCeiling } from '../../operate/asked-power.ts'

/** The part of a site that instructions are named by. */
export type Named = Pick<SiteDescription, 'assets' | 'feeders'>

/** What is asked: one that was given, or one being entered. */
export type Asked = Pick<Instruction, 'powerKW' | 'kind' | 'assetId' | 'subject' | 'feederId'>

/** The first block of a long id, as people say it; a short one as it is. */
export function shortId(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(id) ? id.slice(0, 8) : id
}

/** How an instruction is called: by its sender's name for it, else by ours. */
export function nameOf({ id, reference }: Pick<Instruction, 'id' | 'reference'>): string {
  return reference ?? shortId(id)
}

/** What an instruction asks, as a title: `Import at most 7.60 MW`, `Container 7: drawing 650 kW`. */
export function instructionTitle(asked: Asked, { assets, feeders }: Named): string {
  const { powerKW, feederId } = asked
  const power = powerText(powerKW)
  switch (subjectOf(asked)) {
    case 'asset':
      return assetTitle(
        asked,
        assets.find((a) => a.id === asked.assetId),
      )
    case 'gridPower':
      return Math.abs(powerKW) < 0.5 ? 'Connection in balance' : `${powerKW > 0 ? 'Import' : 'Export'} ${power}`
    case 'importLimit':
      return `Import at most ${power}`
    case 'exportLimit':
      return `Export at most ${power}`
    case 'loadLimit':
      return `Draw at most ${power} in all`
    case 'generationLimit':
      return `Produce at most ${power} in all`
    case 'feederLimit':
      return `${feeders.find((f) => f.id === feederId)?.name ?? feederId ?? 'Feeder'} at most ${power}`
  }
}

function assetTitle({ powerKW, kind, assetId }: Asked, asset: Asset | undefined): string {
  const word = asset ? powerWord(asset.kind, powerKW) : 'power'
  const most = kind === 'limit' || (asset && isCeiling(asset)) ? 'at most ' : ''
  return `${asset?.name ?? assetId}: ${word} ${most}${powerText(powerKW)}`
}

/** A limit is a ceiling, a dispatch a value to reach: never mixed. */
export function kindWord({ kind }: Pick<Instruction, 'kind'>): 'Limit' | 'Dispatch' {
  return kind === 'limit' ? 'Limit' : 'Dispatch'
}

const sourceWords: Record<Instruction['source'], string> = {
  operator: 'control room',
  grid: 'grid',
  service: 'service',
  plan: 'plan',
  commissioning: 'test pulse',
}

/** Who asks, and as what: `GI-2214 · Grid operator, grid, import limit`. */
export function senderWords(instruction: Instruction): string {
  const { owner, source } = instruction
  const subject = subjectOf(instruction)
  const about = subject === 'asset' ? [] : [instructionSubjects[subject].toLowerCase()]
  return `${nameOf(instruction)} · ${[owner, sourceWords[source], ...about].join(', ')}`
}

/** Whether it still holds or will. */
export function isOpen({ state }: Pick<Instruction, 'state'>): boolean {
  return state === 'far' || state === 'near' || state === 'active'
}

const order: Instruction['state'][] = ['active', 'near', 'far', 'completed', 'cancelled']

/** Those that are over rank alike. */
const rank = ({ state }: Instruction) => Math.min(order.indexOf(state), 3)

/** Instructions in the order they matter: holding, about to, announced, then the newest of those that are over. */
export function sortInstructions(instructions: readonly Instruction[]): Instruction[] {
  return instructions.toSorted((a, b) => rank(a) - rank(b) || b.from - a.from)
}

/** Steps of an instruction's life; one ended early or opted out has that as its last. */
export function lifeOf({ state, optOut }: Pick<Instruction, 'state' | 'optOut'>): { states: string[]; at: string } {
  const end = optOut ? 'Opted out' : 'Ended early'
  const words = { far: 'Far', near: 'Near', active: 'Active', completed: 'Completed', cancelled: end }
  return { states: ['Far', 'Near', 'Active', state === 'cancelled' ? end : 'Completed'], at: words[state] }
}

/** How an instruction was followed so far, in words. */
export const outcomeWords: Record<Instruction['outcome'], string> = {
  pending: 'verifying',
  confirmed: 'confirmed',
  acceptedNotFollowed: 'not followed',
  refused: 'refused',
  unknown: 'unknown',
}
