import type { Person } from '../../../domain/access.ts'
import { ratedRange } from '../../../domain/asset.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { type Instruction, instructionStateAt } from '../../../domain/instruction.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import { asked, spanWords } from '../words.ts'
import type { DeskNeeds } from './desk-needs.ts'

/** A test pulse: the asset is asked for this power for so long. */
export interface PulseRequest {
  assetId: string
  /** Positive into the bus, as every setpoint. */
  powerKW: KW
  reason: string
  forMs: Ms
}

/** A pulse is short: whoever tests stands by. */
const longestMs: Ms = 120_000

/**
 * Gives an engineer's test pulse, to an asset in commissioning or to one of ours. Protection and limits hold as for any
 * command. In commissioning the asset gets nothing more when it is over: the last of a series asks for the power before it.
 * @throws PowerchainError `Dispatch.UnknownAsset`, `Dispatch.NotControllable`, `Dispatch.StaleData`, `Dispatch.OutsideLimits`
 */
export function givePulse(needs: DeskNeeds, person: Person, request: PulseRequest): Instruction {
  const { site, clock, view, book, audit, newId } = needs
  const { assetId, powerKW, reason, forMs } = request
  const asset = site.assets.find((a) => a.id === assetId)
  if (!asset) throw new PowerchainError('Dispatch.UnknownAsset', `There is no asset "${assetId}".`)
  const authority = view.authorityOf(assetId)
  if (authority !== 'commissioning' && authority !== 'control')
    throw new PowerchainError('Dispatch.NotControllable', `${asset.name} is not ours to steer.`)
  const obstacle = view.obstacle(assetId)
  if (obstacle !== undefined) throw new PowerchainError('Dispatch.StaleData', `${asset.name}: ${obstacle}.`)
  const { minKW, maxKW } = ratedRange(asset)
  if (!(powerKW >= minKW && powerKW <= maxKW))
    throw new PowerchainError('Dispatch.OutsideLimits', `${asset.name}: the pulse would go beyond its rating.`)
  if (!(forMs > 0 && forMs <= longestMs))
    throw new PowerchainError('Dispatch.OutsideLimits', `A test pulse lasts at most ${spanWords(longestMs)}.`)
  const now = clock.now()
  const until = now + forMs
  const instruction: Instruction = {
    id: newId(),
    source: 'commissioning',
    owner: person.name,
    reason,
    kind: 'setpoint',
    assetId,
    powerKW,
    from: now,
    until,
    state: instructionStateAt(now, until, now),
    outcome: 'pending',
    outcomeDetail: 'given, not yet written',
  }
  const detail = `${asset.name} ${asked(asset, powerKW)} for ${spanWords(forMs)}, a test: ${reason}`
  audit({ person: person.name, action: 'PulseGiven', assetId, detail })
  book.add(instruction, now)
  return instruction
}
