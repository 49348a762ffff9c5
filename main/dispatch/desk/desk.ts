import type { Person } from '../../../domain/access.ts'
import { type Asset, isControllable, ratedRange } from '../../../domain/asset.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { type Instruction, instructionStateAt, type InstructionTerms } from '../../../domain/instruction.ts'
import { usable } from '../../../domain/reading.ts'
import type { OperateCheck, Reservation } from '../../../domain/rpc/dispatch/desk.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { DeskNeeds, DeskView } from './desk-needs.ts'
import { effectsOf } from './effects.ts'
import type { Room } from '../controllers/controller.ts'
import { longestMs } from './asking.ts'
import { outside } from './outside.ts'
import { createPresses, type Presses } from './presses.ts'
import { givePulse, type PulseRequest } from './pulse.ts'
import { expectedMs, ratingKW } from '../ramps.ts'
import { asked, notOurs, timeWords } from '../words.ts'

/** What an operator asks in the second step of select-before-operate. */
export interface OperateRequest extends Pick<InstructionTerms, 'afterwards' | 'rampMs' | 'returnRampMs'> {
  reservationId: string
  powerKW: KW
  reason: string
  /** Absent = at once. */
  from?: EpochMs
  until: EpochMs
  idempotencyKey: string
}

const reservedMs: Ms = 30_000
const commandsPerMinute = 10
/** A range that moved by more than this share of the rating is not the one the person decided on. */
const movedShare = 0.05

interface Held extends Reservation {
  person: string
  asset: Asset
}

/** The operator's desk: select, check, operate. */
export interface Desk {
  select(person: Person, assetId: string): Reservation
  check(person: Person, reservationId: string, powerKW: KW): OperateCheck
  operate(person: Person, request: OperateRequest): Instruction
  cancel(person: Person, reservationId: string): void
  pulse(person: Person, request: PulseRequest): Instruction
}

interface State extends DeskNeeds {
  reservations: Map<string, Held>
  presses: Presses
  /** Instants of the last commands by asset. */
  given: Map<string, EpochMs[]>
}

/** Desk over the loop's view. Throws `Dispatch.*` errors; nothing is changed by a refused call. */
export function createDesk(needs: DeskNeeds): Desk {
  const state: State = { ...needs, reservations: new Map(), presses: createPresses(), given: new Map() }
  const { view, site } = needs
  return {
    select: (person, assetId) => select(state, person, assetId),
    check(person, reservationId, powerKW) {
      const { asset } = heldBy(state, person, reservationId)
      const range = view.openRange(asset.id)
      const refusal = outside(asset, range, powerKW) ?? ''
      const measured = usable(view.image().reading(asset.id, 'activePowerKW'))
      return {
        isAllowed: refusal === '',
        refusal,
        effects: effectsOf(site, view.image(), asset, powerKW, range, view.gridKW()),
        expectedMs: Math.round(expectedMs(asset, measured ?? powerKW, powerKW)),
      }
    },
    operate: (person, request) => operate(state, person, request),
    cancel(person, reservationId) {
      const { reservations } = state
      if (reservations.get(reservationId)?.person === person.name) reservations.delete(reservationId)
    },
    pulse: (person, request) => givePulse(needs, person, request),
  }
}

function select({ site, clock, view, newId, reservations }: State, person: Person, assetId: string): Reservation {
  const asset = site.assets.find((a) => a.id === assetId)
  if (!asset) throw new PowerchainError('Dispatch.UnknownAsset', `There is no asset "${assetId}".`)
  if (!isControllable(asset.kind))
    throw new PowerchainError('Dispatch.NotControllable', `${asset.name} is metered only.`)
  checkAuthority(asset, view)
  const obstacle = view.obstacle(assetId)
  if (obstacle !== undefined) throw new PowerchainError('Dispatch.StaleData', `${asset.name}: ${obstacle}.`)
  for (const [id, r] of reservations) if (clock.now() >= r.expiresAt) reservations.delete(id)
  const range = view.openRange(assetId)
  const reservation: Reservation = {
    id: newId(),
    assetId,
    expiresAt: clock.now() + reservedMs,
    power: view.image().reading(assetId, 'activePowerKW'),
    range: { minKW: range.minKW, maxKW: range.maxKW },
    limitedBy: limitWords(asset, range),
  }
  reservations.set(reservation.id, { ...reservation, person: person.name, asset })
  return reservation
}

/** An operator steers what is ours; all else would be refused at the gate. */
function checkAuthority({ id, name }: Asset, view: DeskView): void {
  const authority = view.authorityOf(id)
  if (authority !== 'control')
    throw new PowerchainError('Dispatch.NotControllable', `${name} is ${notOurs[authority]}.`)
}

function heldBy({ reservations, clock }: State, person: Person, id: string): Held {
  const reservation = reservations.get(id)
  if (!reservation || reservation.person !== person.name || clock.now() >= reservation.expiresAt)
    throw new PowerchainError('Dispatch.ReservationExpired', 'The selection is over. Select the asset again.')
  return reservation
}

function operate(state: State, person: Person, request: OperateRequest): Instruction {
  const { clock, view, book, presses } = state
  const before = presses.before(person.name, request.idempotencyKey)
  if (before) return book.find(before.id) ?? before
  const reservation = heldBy(state, person, request.reservationId)
  const { asset } = reservation
  const recent = (state.given.get(asset.id) ?? []).filter((at) => clock.now() - at < 60_000)
  if (recent.length >= commandsPerMinute)
    throw new PowerchainError(
      'Dispatch.TooManyCommands',
      `${asset.name}: ${commandsPerMinute} commands a minute at most.`,
    )
  judge(reservation, request, view, clock.now())
  const instruction = newInstruction(state.newId(), person, asset, request, clock.now())
  const isLater = instruction.from > clock.now()
  const time = (at: EpochMs) => timeWords(at, clock.now(), state.site.timeZone)
  const begin = isLater ? ` from ${time(instruction.from)}` : ''
  state.audit({
    person: person.name,
    action: 'InstructionGiven',
    assetId: asset.id,
    detail: `${asset.name} ${asked(asset, request.powerKW)}${begin} until ${time(request.until)}: ${request.reason}`,
  })
  book.add(instruction, clock.now())
  if (!isLater) view.takeOver(asset.id)
  state.reservations.delete(reservation.id)
  state.given.set(asset.id, [...recent, clock.now()])
  presses.note(person.name, request.idempotencyKey, instruction)
  return book.find(instruction.id) ?? instruction
}

/** Throws when the command may not be given any more, or never might. */
function judge(reservation: Held, request: OperateRequest, view: DeskView, now: EpochMs): void {
  const { asset, range: seen } = reservation
  checkAuthority(asset, view)
  const obstacle = view.obstacle(asset.id)
  if (obstacle !== undefined) throw new PowerchainError('Dispatch.StaleData', `${asset.name}: ${obstacle}.`)
  if (!(request.until > now) || request.until - now > longestMs)
    throw new PowerchainError('Dispatch.OutsideLimits', 'The end must lie ahead, at most 7 days.')
  if ((request.from ?? now) >= request.until)
    throw new PowerchainError('Dispatch.OutsideLimits', 'It must begin before it ends.')
  if ((request.from ?? now) > now) return judgeLater(asset, request.powerKW)
  const range = view.openRange(asset.id)
  const refusal = outside(asset, range, request.powerKW)
  if (refusal !== undefined) {
    const didFit = request.powerKW >= seen.minKW && request.powerKW <= seen.maxKW
    const isChanged = didFit && (range.minKW !== seen.minKW || range.maxKW !== seen.maxKW)
    if (isChanged)
      throw new PowerchainError('Dispatch.ReservationChanged', `The limits changed since you selected. ${refusal}`)
    throw new PowerchainError('Dispatch.OutsideLimits', refusal)
  }
  const moved = Math.max(Math.abs(range.minKW - seen.minKW), Math.abs(range.maxKW - seen.maxKW))
  const quality = view.image().reading(asset.id, 'activePowerKW').quality
  if (moved > movedShare * ratingKW(asset) || quality !== reservation.power.quality)
    throw new PowerchainError(
      'Dispatch.ReservationChanged',
      'Limits or quality changed since you selected. Select again.',
    )
}

/** A command that begins later is bound by the rating; limits of its time are kept when it has come. */
function judgeLater(asset: Asset, powerKW: KW): void {
  const refusal = outside(asset, { ...ratedRange(asset), lowerBy: 'rating', upperBy: 'rating' }, powerKW)
  if (refusal !== undefined) throw new PowerchainError('Dispatch.OutsideLimits', refusal)
}

function newInstruction(id: string, person: Person, asset: Asset, request: OperateRequest, now: EpochMs): Instruction {
  const { reservationId: _, idempotencyKey: __, from: later, ...terms } = request
  const from = Math.max(now, later ?? now)
  return {
    ...terms,
    id,
    source: 'operator',
    owner: person.name,
    kind: 'setpoint',
    assetId: asset.id,
    from,
    givenAt: now,
    state: instructionStateAt(from, request.until, now),
    outcome: 'pending',
    outcomeDetail: 'given, not yet written',
  }
}

/** Who holds the range below the rating, the end that lost most first; empty when nobody does. */
function limitWords(asset: Asset, range: Room): string {
  const rated = ratedRange(asset)
  const below = range.minKW - rated.minKW
  const above = rated.maxKW - range.maxKW
  if (below < 0.5 && above < 0.5) return ''
  return below >= above ? range.lowerBy : range.upperBy
}
