import type { Asset } from '../../../domain/asset.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { powerText, powerWord } from '../../format/power.ts'
import { isCeiling } from '../operate/asked-power.ts'

/** The first block of a long id, as people say it; a short one as it is. */
export function shortId(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(id) ? id.slice(0, 8) : id
}

/** What an instruction asks, as a title, e.g. `Container 7: drawing 650 kW` or `PV: producing at most 2.00 MW`. */
export function instructionTitle(instruction: Instruction, asset: Asset | undefined): string {
  const { powerKW, kind } = instruction
  const word = asset ? powerWord(asset.kind, powerKW) : 'power'
  const most = kind === 'limit' || (asset && isCeiling(asset)) ? 'at most ' : ''
  return `${asset?.name ?? instruction.assetId}: ${word} ${most}${powerText(powerKW)}`
}

const order: Instruction['state'][] = ['active', 'near', 'far', 'completed', 'cancelled']

/** Those that are over rank alike. */
const rank = ({ state }: Instruction) => Math.min(order.indexOf(state), 3)

/** Instructions in the order they matter: holding, about to, announced, then the newest of those that are over. */
export function sortInstructions(instructions: readonly Instruction[]): Instruction[] {
  return instructions.toSorted((a, b) => rank(a) - rank(b) || b.from - a.from)
}

/** Steps of an instruction's life; one ended early has that as its last. */
export function lifeOf({ state }: Instruction): { states: string[]; at: string } {
  const words = { far: 'Far', near: 'Near', active: 'Active', completed: 'Completed', cancelled: 'Ended early' }
  return { states: ['Far', 'Near', 'Active', state === 'cancelled' ? words.cancelled : 'Completed'], at: words[state] }
}
