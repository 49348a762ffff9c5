import { askedAt, type Instruction, subjectOf } from '../../../domain/instruction.ts'
import { doing, timeWords } from '../words.ts'
import type { Claim, Controller, ControllerInput } from './controller.ts'
import { rangeOf, returningClaim } from './grid/grid-instructions.ts'

/** Instructions of people: a setpoint leaves one point of what is allowed, a limit narrows. */
export const operatorCommands: Controller = {
  name: 'operatorCommands',
  run: (input) => ({
    claims: [
      ...input.instructions.filter(isMine).flatMap((i) => claimOf(i, input)),
      ...input.returning.filter(isMine).flatMap((i) => returningClaim(i, input.now, input.ranges)),
    ],
  }),
}

function isMine(instruction: Instruction): boolean {
  return instruction.source !== 'grid' && subjectOf(instruction) === 'asset'
}

function claimOf(instruction: Instruction, { sight, now, site }: ControllerInput): Claim[] {
  const { assetId, kind, owner, until } = instruction
  const asset = sight.assets.find((a) => a.asset.id === assetId)?.asset
  if (!asset) return []
  const powerKW = askedAt(instruction, now)
  const what = `${kind === 'limit' ? 'at most ' : ''}${doing(asset, powerKW)}`
  const reason = `${owner}: ${what} until ${timeWords(until, now, site.timeZone)} (${instruction.reason})`
  const range = rangeOf(kind, powerKW)
  return [kind === 'setpoint' ? { assetId, reason, range, wishKW: powerKW } : { assetId, reason, range }]
}
