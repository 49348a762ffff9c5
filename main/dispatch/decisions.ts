import { powerWords } from '../../domain/asset.ts'
import type { Instruction } from '../../domain/instruction.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { Verification } from '../../domain/setpoint.ts'
import { type Command, verificationOf } from './command/commands.ts'
import type { Settled } from './settle.ts'
import { toleranceKW } from './ramps.ts'
import { doing, isCeiling } from './words.ts'

/** What dispatch decided for one asset, as the screens see it. */
export function decisionOf(settled: Settled, command: Command | undefined, active: readonly Instruction[]): Decision {
  const { sight, range, because, limitedBy } = settled
  const sentKW = command?.sentKW
  // sun and wind at their rating run free: that is no setpoint to speak of
  const isFree = isCeiling(sight.asset) && sentKW === sight.rated.maxKW
  return {
    assetId: sight.asset.id,
    range,
    limitedBy,
    setpointKW: isFree ? null : (sentKW ?? null),
    setAt: isFree || sentKW === undefined ? null : (command?.setAt ?? null),
    because,
    verification: isFree || !command ? null : (verificationOf(command) ?? null),
    commander: commanderOf(settled, command, active),
    authority: sight.authority,
  }
}

function commanderOf(
  { sight, powerKW }: Settled,
  command: Command | undefined,
  active: readonly Instruction[],
): Decision['commander'] {
  const isOwnMaster = sight.state === 'fail-safe' || sight.state === 'fault' || sight.otherMasterSince !== undefined
  if (sight.isControlled && isOwnMaster) return 'device'
  if (powerKW === undefined && command?.sentKW === undefined) return 'nobody'
  const byHand = active.some((i) => i.assetId === sight.asset.id && i.kind === 'setpoint' && i.source !== 'grid')
  return byHand ? 'operator' : 'automatic'
}

/** How an instruction turned out so far: by the value it led to, and by the meter. `undefined` when nothing is known yet. */
export function outcomeOf(
  instruction: Instruction,
  { sight, powerKW, because, limitedBy }: Settled,
  command: Command | undefined,
): Pick<Verification, 'outcome' | 'detail'> | undefined {
  const { asset } = sight
  if (powerKW === undefined) return { outcome: 'unknown', detail: limitedBy || 'no command can be given now' }
  if (instruction.kind === 'limit') {
    if (sight.powerKW === undefined) return undefined
    const { powerKW: limit } = instruction
    const slack = toleranceKW(asset)
    const isKept = limit <= 0 ? sight.powerKW >= limit - slack : sight.powerKW <= limit + slack
    return {
      outcome: isKept ? 'confirmed' : 'pending',
      detail: `${doing(asset, sight.powerKW)}, at most ${powerWords(limit)}`,
    }
  }
  const binding = because.find((b) => b.isBinding)?.reason ?? limitedBy
  if (Math.abs(powerKW - instruction.powerKW) > 0.5)
    return { outcome: 'acceptedNotFollowed', detail: `held where it ${doing(asset, powerKW)}: ${binding}` }
  const verification = command && verificationOf(command)
  return verification && { outcome: verification.outcome, detail: verification.detail }
}
