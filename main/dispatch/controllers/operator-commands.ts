import type { Instruction } from '../../../domain/instruction.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import { doing, timeWords } from '../words.ts'
import type { Claim, Controller, ControllerInput } from './controller.ts'

/** Instructions of people: a setpoint leaves one point of what is allowed, a limit narrows. */
export const operatorCommands: Controller = {
  name: 'operatorCommands',
  run: (input) => ({ claims: input.instructions.map((i) => claimOf(i, input)).filter((c) => c !== undefined) }),
}

function claimOf(instruction: Instruction, { sight, now, site }: ControllerInput): Claim | undefined {
  const { assetId, kind, powerKW, owner, until } = instruction
  const asset = sight.assets.find((a) => a.asset.id === assetId)?.asset
  if (!asset) return undefined
  const what = `${kind === 'limit' ? 'at most ' : ''}${doing(asset, powerKW)}`
  const reason = `${owner}: ${what} until ${timeWords(until, now, site.timeZone)} (${instruction.reason})`
  const range = rangeOf(instruction)
  return kind === 'setpoint' ? { assetId, reason, range, wishKW: powerKW } : { assetId, reason, range }
}

function rangeOf({ kind, powerKW }: Instruction): PowerRange {
  if (kind === 'setpoint') return { minKW: powerKW, maxKW: powerKW }
  return { minKW: powerKW <= 0 ? powerKW : -Infinity, maxKW: powerKW >= 0 ? powerKW : Infinity }
}
