import type { Person } from '../../../domain/access.ts'
import { type AssetOf, powerWords } from '../../../domain/asset.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { type Instruction, instructionStateAt } from '../../../domain/instruction.ts'
import type { CapsGiven, CapsRequest, ContainerRow, ProtectRequest } from '../../../domain/rpc/dispatch/mining.ts'
import type { Ms } from '../../../domain/units.ts'
import type { DeskNeeds } from '../desk/desk-needs.ts'
import { isOver } from '../desk/instructions.ts'
import { notOurs, timeWords } from '../words.ts'
import { type ContainerListNeeds, containerRows, isCap } from './container-rows.ts'
import type { ProtectionBook } from './protections.ts'

const longestMs: Ms = 7 * 86_400_000
const rememberedPresses = 200

/** What people do to several containers at once. */
export interface MiningDesk {
  containers(): ContainerRow[]
  /** One audited step; a container that can't be capped is named and harms no other. Errors: Dispatch.OutsideLimits. */
  setCaps(person: Person, request: CapsRequest): CapsGiven
  endCaps(person: Person, request: { assetIds: readonly string[]; reason: string }): Instruction[]
  /** Errors: Dispatch.UnknownAsset. */
  protect(person: Person, request: ProtectRequest): void
}

/** Desk of the mining containers. */
export function createMiningDesk(needs: DeskNeeds & ContainerListNeeds & { protections: ProtectionBook }): MiningDesk {
  const { site, clock, book, audit, protections } = needs
  const presses = new Map<string, CapsGiven>()
  const find = (id: string) => site.assets.find((a): a is AssetOf<'container'> => a.id === id && a.kind === 'container')
  return {
    containers: () => containerRows(needs),
    setCaps(person, request) {
      const key = `${person.name} ${request.idempotencyKey}`
      const before = presses.get(key)
      if (before) return before
      const given = giveCaps(needs, find, person, request)
      presses.set(key, given)
      if (presses.size > rememberedPresses) presses.delete(presses.keys().next().value ?? '')
      return given
    },
    endCaps(person, { assetIds, reason }) {
      const caps = book.list().filter((i) => assetIds.includes(i.assetId) && isCap(i) && !isOver(i))
      if (caps.length === 0) return []
      audit({ person: person.name, action: 'CapsEnded', detail: `${namesOf(needs, caps)}: ${reason}` })
      return caps.flatMap((cap) => book.cancel(cap.id, `ended by ${person.name}: ${reason}`, clock.now()) ?? [])
    },
    protect(person, { assetIds, protection, reason }) {
      const unknown = assetIds.find((id) => !find(id))
      if (unknown !== undefined)
        throw new PowerchainError('Dispatch.UnknownAsset', `There is no container "${unknown}".`)
      const names = assetIds.map((id) => find(id)?.name ?? id).join(', ')
      const detail = `${names}: ${protection ?? 'as the site file says'} (${reason})`
      audit({ person: person.name, action: 'ContainersProtected', detail })
      for (const id of assetIds)
        if (protection === null) protections.delete(id)
        else protections.set(id, protection)
    },
  }
}

function namesOf({ site }: DeskNeeds, caps: readonly Instruction[]): string {
  return caps.map((c) => site.assets.find((a) => a.id === c.assetId)?.name ?? c.assetId).join(', ')
}

function giveCaps(
  { clock, site, book, audit, newId, view }: DeskNeeds,
  find: (id: string) => AssetOf<'container'> | undefined,
  person: Person,
  { assetIds, drawKW, until, reason }: CapsRequest,
): CapsGiven {
  const now = clock.now()
  if (!(until > now) || until - now > longestMs)
    throw new PowerchainError('Dispatch.OutsideLimits', 'The end must lie ahead, at most 7 days.')
  const refused: CapsGiven['refused'] = []
  const given: Instruction[] = []
  for (const id of new Set(assetIds)) {
    const asset = find(id)
    const authority = view.authorityOf(id)
    if (!asset) refused.push({ assetId: id, reason: 'there is no such container' })
    else if (authority !== 'control') refused.push({ assetId: id, reason: notOurs[authority] })
    else if (drawKW > 0 && drawKW < asset.minPowerKW)
      refused.push({ assetId: id, reason: `draws at least ${powerWords(asset.minPowerKW)} while it runs, or nothing` })
    else
      given.push({
        id: newId(),
        owner: person.name,
        reason,
        assetId: id,
        from: now,
        until,
        ...capOf(drawKW, now, until),
      })
  }
  if (given.length > 0) {
    const names = given.map((g) => find(g.assetId)?.name ?? g.assetId).join(', ')
    const what = drawKW === 0 ? 'off' : `at most ${powerWords(drawKW)} each`
    const detail = `${names} ${what} until ${timeWords(until, now, site.timeZone)}: ${reason}`
    audit({ person: person.name, action: 'CapsGiven', detail })
  }
  for (const instruction of given) book.add(instruction, now)
  return { given, refused }
}

function capOf(drawKW: number, now: number, until: number) {
  return {
    source: 'operator',
    kind: 'limit',
    powerKW: drawKW === 0 ? 0 : -drawKW,
    state: instructionStateAt(now, until, now),
    outcome: 'pending',
    outcomeDetail: 'given, not yet written',
    givenAt: now,
  } as const
}
