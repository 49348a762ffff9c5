import type { Person } from '../../../domain/access.ts'
import { isControllable, powerWords, ratedRange } from '../../../domain/asset.ts'
import { type ErrorCode, PowerchainError } from '../../../domain/errors.ts'
import { type Instruction, instructionStateAt, instructionSubjects } from '../../../domain/instruction.ts'
import type { AskedInstruction } from '../../../domain/rpc/dispatch/instructions.ts'
import { gridAssetOf } from '../../../domain/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { asked as askedWords, notOurs } from '../words.ts'
import type { DeskNeeds } from './desk-needs.ts'
import { outside } from './outside.ts'

/** Longest time between now and the end of an instruction. */
export const longestMs: Ms = 7 * 86_400_000

/** Why something may not be asked. */
interface Fault {
  code: ErrorCode
  text: string
}

type Needs = Pick<DeskNeeds, 'site' | 'clock' | 'view'>

const notOk = (text: string, code: ErrorCode = 'Dispatch.OutsideLimits'): Fault => ({ code, text })

/** Why this instruction may not be given now; `undefined` when it may. */
export function faultOf(ask: AskedInstruction, needs: Needs): Fault | undefined {
  const now = needs.clock.now()
  const from = ask.from ?? now
  if (!(ask.until > now) || ask.until - now > longestMs) return notOk('The end must lie ahead, at most 7 days.')
  if (from >= ask.until) return notOk('It must begin before it ends.')
  if (ask.source === 'grid' && ask.sender === '') return notOk('Who sent it?')
  return ask.subject === 'asset' ? assetFault(ask, from <= now, needs) : siteFault(ask, needs)
}

function siteFault({ subject, kind, powerKW, feederId }: AskedInstruction, { site }: Needs): Fault | undefined {
  const { importLimitKW, exportLimitKW } = site.connection
  if (subject === 'gridPower') {
    if (kind === 'limit') return notOk('A limit names its direction: import or export limit.')
    if (powerKW > importLimitKW) return notOk(`The import limit is ${powerWords(importLimitKW)}.`)
    return powerKW < -exportLimitKW ? notOk(`The export limit is ${powerWords(exportLimitKW)}.`) : undefined
  }
  if (kind === 'setpoint')
    return notOk(`${instructionSubjects[subject]}: a limit is a ceiling and never a value to reach.`)
  if (powerKW < 0) return notOk('A limit is given without a sign.')
  if (subject === 'feederLimit' && !site.feeders.some((f) => f.id === feederId))
    return notOk(`There is no feeder "${feederId ?? ''}".`)
  return undefined
}

function assetFault({ assetId, kind, powerKW }: AskedInstruction, isNow: boolean, { site, view }: Needs) {
  const asset = site.assets.find((a) => a.id === assetId)
  if (!asset) return notOk(`There is no asset "${assetId ?? ''}".`, 'Dispatch.UnknownAsset')
  if (!isControllable(asset.kind)) return notOk(`${asset.name} is metered only.`, 'Dispatch.NotControllable')
  const authority = view.authorityOf(asset.id)
  if (authority !== 'control') return notOk(`${asset.name} is ${notOurs[authority]}.`, 'Dispatch.NotControllable')
  if (kind === 'limit') return undefined
  const obstacle = isNow ? view.obstacle(asset.id) : undefined
  if (obstacle !== undefined) return notOk(`${asset.name}: ${obstacle}.`, 'Dispatch.StaleData')
  const range = isNow ? view.openRange(asset.id) : { ...ratedRange(asset), lowerBy: 'rating', upperBy: 'rating' }
  const beyond = outside(asset, range, powerKW)
  return beyond === undefined ? undefined : notOk(beyond)
}

/** The instruction as it will be kept. @throws PowerchainError as {@link faultOf} says */
export function instructionOf(ask: AskedInstruction, person: Person, id: string, needs: Needs): Instruction {
  const fault = faultOf(ask, needs)
  if (fault) throw new PowerchainError(fault.code, fault.text)
  const now = needs.clock.now()
  const from = ask.from ?? now
  const { source, sender, assetId, subject, idempotencyKey: _, ...rest } = { idempotencyKey: '', ...ask }
  const beginAt = beginAfter(from, ask.until, ask.randomizeStartMs ?? 0, id)
  return {
    ...rest,
    id,
    source,
    owner: source === 'grid' ? sender : person.name,
    ...(source === 'grid' ? { enteredBy: person.name } : {}),
    subject,
    assetId: subject === 'asset' && assetId !== undefined ? assetId : gridAssetOf(needs.site).id,
    from,
    ...(beginAt === from ? {} : { beginAt }),
    givenAt: now,
    state: instructionStateAt(beginAt, ask.until, now),
    outcome: 'pending',
    outcomeDetail: 'given, not yet carried out',
  }
}

/** A begin delayed at random, the same for the same id: a restart in between doesn't draw again. */
function beginAfter(from: EpochMs, until: EpochMs, randomizeMs: Ms, id: string): EpochMs {
  // FNV-1a, 32 bit
  let hash = 0x811c9dc5
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return Math.min(from + Math.round((randomizeMs * hash) / 0x1_0000_0000), until - 1)
}

/** What an instruction asks, for people: `import limit 2.00 MW`, `Container 7 draws 650 kW`. */
export function askWords(instruction: Instruction, { site }: Pick<Needs, 'site'>): string {
  const { subject = 'asset', powerKW, kind, assetId, feederId } = instruction
  if (subject === 'asset') {
    const asset = site.assets.find((a) => a.id === assetId)
    return asset ? `${asset.name} ${kind === 'limit' ? 'at most ' : ''}${askedWords(asset, powerKW)}` : assetId
  }
  if (subject === 'gridPower') return `${powerKW < 0 ? 'export' : 'import'} of ${powerWords(powerKW)}`
  const feeder = site.feeders.find((f) => f.id === feederId)
  const what = subject === 'feederLimit' ? `limit of ${feeder?.name ?? ''}` : instructionSubjects[subject].toLowerCase()
  return `${what} ${powerWords(powerKW)}`
}
