import { beginOf, type Instruction, subjectOf } from '../../../domain/instruction.ts'

/** Primacy of an instruction that names none; the lower the stronger. */
const usualPrimacy = 10

/** Given by a person at the site for one asset: a command or a test pulse. */
function isByHand({ source, subject }: Instruction): boolean {
  return (source === 'operator' || source === 'commissioning') && (subject ?? 'asset') === 'asset'
}

/** Instructions of one place contend when both are values to reach; ceilings all hold at once. */
function placeOf(instruction: Instruction): string | undefined {
  if (instruction.kind === 'limit' && !isByHand(instruction)) return undefined
  const who = isByHand(instruction) ? `hand ${instruction.kind}` : 'sent'
  return `${who} ${subjectOf(instruction)} ${instruction.assetId}`
}

/**
 * Which instruction holds in the place of another, by the id of the other: of what was sent the lowest primacy, then
 * the newest; of a person's commands the one that began last. Only of those whose time has come.
 */
export function supersessions(active: readonly Instruction[]): Map<string, Instruction> {
  const holders = new Map<string, Instruction>()
  for (const instruction of active) {
    const place = placeOf(instruction)
    if (place === undefined) continue
    const holder = holders.get(place)
    if (!holder || isStronger(instruction, holder)) holders.set(place, instruction)
  }
  const found = new Map<string, Instruction>()
  for (const instruction of active) {
    const holder = holders.get(placeOf(instruction) ?? '')
    if (holder && holder.id !== instruction.id) found.set(instruction.id, holder)
  }
  return found
}

/** Whether the second is ended for good when the first begins: a person's new command, unless it gives the old one back. */
export function replaces(first: Instruction, second: Instruction): boolean {
  return first.afterwards !== 'previous' && isByHand(first) && placeOf(first) === placeOf(second)
}

function isStronger(one: Instruction, other: Instruction): boolean {
  const by = isByHand(one) ? 0 : (one.primacy ?? usualPrimacy) - (other.primacy ?? usualPrimacy)
  const began = isByHand(one) ? beginOf(other) - beginOf(one) : 0
  return (by || began || (other.givenAt ?? other.from) - (one.givenAt ?? one.from) || 0) <= 0
}
