import { randomUUID } from 'node:crypto'
import { type Asset, isControllable, powerWords, ratedRange, storedEnergyAtFullKWh } from '../../../../domain/asset.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Instruction } from '../../../../domain/instruction.ts'
import type { OperateCheck, Reservation } from '../../../../domain/rpc/dispatch/desk.ts'
import type { Decision } from '../../../../domain/rpc/shapes.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import {
  type Authority,
  type Because,
  intersect,
  nearest,
  type PowerRange,
  type Verification,
} from '../../../../domain/setpoint.ts'
import { drawKW, type EpochMs, type KW } from '../../../../domain/units.ts'
import { type DemoPlant, naturalKW } from '../demo-plant.ts'

const reservedMs = 30_000
/** Time after which a command that the meter does not show counts as not followed. */
const patienceMs = 12_000

interface OperateRequest {
  reservationId: string
  powerKW: KW
  reason: string
  until: EpochMs
  idempotencyKey: string
}

const isOfAsset = ({ subject = 'asset' }: Instruction) => subject === 'asset'

/** Stands for dispatch: limits, reservations, instructions and the reasons for each setpoint. */
export class DemoDispatch {
  mode: 'automatic' | 'manual' = 'automatic'
  instructions: Instruction[] = []
  /** Who steers what, by asset id. */
  readonly authorities = new Map<string, Authority>()
  readonly audit: { n: number; at: EpochMs; person: string; action: string; assetId?: string; detail: string }[] = []
  readonly #reservations = new Map<string, Reservation>()
  readonly #verifications = new Map<string, Verification>()
  readonly #pressed = new Map<string, Instruction>()
  readonly #site: SiteDescription
  readonly #plant: DemoPlant
  readonly #now: () => EpochMs
  readonly #startedAt: EpochMs

  constructor(parts: { site: SiteDescription; plant: DemoPlant; now: () => EpochMs }) {
    this.#site = parts.site
    this.#plant = parts.plant
    this.#now = parts.now
    this.#startedAt = parts.now()
    for (const asset of parts.site.assets) {
      const mode = parts.site.devices.find((device) => device.id === asset.device)?.mode
      if (mode !== undefined) this.authorities.set(asset.id, mode)
    }
    this.note('engine', 'SiteStarted', `${parts.site.name} runs with ${parts.site.assets.length} assets`)
  }

  note(person: string, action: string, detail: string, assetId?: string): void {
    const row = { n: this.audit.length + 1, at: this.#now(), person, action, detail }
    this.audit.push(assetId === undefined ? row : { ...row, assetId })
  }

  #feederRange(asset: Asset): PowerRange | undefined {
    const feeder = this.#site.feeders.find((f) => f.id === asset.feeder)
    if (!feeder || feeder.id !== 'feeder-b') return undefined
    const others = this.#site.assets.filter((a) => a.feeder === feeder.id && a.id !== asset.id)
    const used = others.reduce((sum, a) => sum + drawKW(this.#plant.power(a.id)), 0)
    const share = feeder.limitKW / (others.length + 1)
    return { minKW: -Math.round(Math.max(share, feeder.limitKW - used)), maxKW: 0 }
  }

  #allowed(asset: Asset): { range: PowerRange; limitedBy: string } {
    const rated = ratedRange(asset)
    const feeder = this.#feederRange(asset)
    if (!feeder || feeder.minKW <= rated.minKW) return { range: rated, limitedBy: '' }
    return { range: intersect(rated, feeder), limitedBy: 'transformer T2' }
  }

  #override(assetId: string): Instruction | undefined {
    return this.instructions.find((i) => i.assetId === assetId && i.state === 'active' && isOfAsset(i))
  }

  /** Decides anew for every asset and moves the instructions on. */
  step(): void {
    const now = this.#now()
    this.instructions = this.instructions.map((i) => this.#advance(i, now))
    for (const asset of this.#site.assets) {
      const override = this.#override(asset.id)
      const { range } = this.#allowed(asset)
      const place = this.#site.assets.indexOf(asset)
      const goal = nearest(range, override?.powerKW ?? naturalKW(asset, now, place))
      if (override || goal !== naturalKW(asset, now, place)) this.#plant.asked.set(asset.id, goal)
      else this.#plant.asked.delete(asset.id)
    }
  }

  #advance(instruction: Instruction, now: EpochMs): Instruction {
    const { assetId, powerKW, from, until } = instruction
    if (instruction.state !== 'active') return instruction
    const measured = this.#plant.power(assetId)
    const seconds = ((now - from) / 1_000).toFixed(1)
    const settle = (outcome: Instruction['outcome'], outcomeDetail: string): Instruction => {
      this.#verifications.set(assetId, { outcome, at: now, detail: outcomeDetail })
      this.note('engine', 'OutcomeReached', outcomeDetail, assetId)
      return { ...instruction, outcome, outcomeDetail }
    }
    if (now >= until) return { ...instruction, state: 'completed' }
    if (instruction.outcome !== 'pending' || now - from < 1_500) return instruction
    if (Math.abs(measured - powerKW) <= Math.max(10, Math.abs(powerKW) * 0.02))
      return settle('confirmed', `asked ${powerWords(powerKW)}, measured ${powerWords(measured)} after ${seconds} s`)
    if (now - from > patienceMs)
      return settle(
        'acceptedNotFollowed',
        `asked ${powerWords(powerKW)}, still ${powerWords(measured)} after ${seconds} s`,
      )
    return instruction
  }

  /** Decision of one asset with its reasons. */
  decision(asset: Asset): Decision | undefined {
    if (!isControllable(asset.kind) || asset.kind === 'genset') return undefined
    const { range, limitedBy } = this.#allowed(asset)
    const override = this.#override(asset.id)
    const asked = this.#plant.asked.get(asset.id)
    const isFree = asset.kind === 'pv' || asset.kind === 'wind'
    const authority = this.authorities.get(asset.id) ?? 'control'
    const ours = asked ?? (isFree ? null : Math.round(naturalKW(asset, 0, 0)))
    const setpointKW = authority === 'control' ? ours : null
    const outside = override && nearest(range, override.powerKW) !== override.powerKW
    const bindsLimit = limitedBy !== '' && (!override || outside)
    const verification = this.#verifications.get(asset.id) ?? {
      outcome: 'confirmed' as const,
      at: this.#startedAt - 94_000,
      detail: 'measured power follows',
    }
    return {
      assetId: asset.id,
      range,
      limitedBy,
      setpointKW,
      setAt: setpointKW === null ? null : this.#startedAt - 94_000,
      because: this.#because(asset, { range, limitedBy, override, bindsLimit: bindsLimit === true, setpointKW }),
      verification: setpointKW === null ? null : verification,
      commander:
        authority !== 'control' ? 'nobody' : override ? 'operator' : asset.kind === 'flywheel' ? 'device' : 'automatic',
      authority,
    }
  }

  #because(
    asset: Asset,
    facts: {
      range: PowerRange
      limitedBy: string
      override: Instruction | undefined
      bindsLimit: boolean
      setpointKW: KW | null
    },
  ): Because[] {
    const { range, override, bindsLimit, limitedBy, setpointKW } = facts
    const isStorage = storedEnergyAtFullKWh(asset) !== undefined
    const chain: Because[] = [
      { controller: 'deviceProtection', reason: 'rating and temperature', range: ratedRange(asset), isBinding: false },
      {
        controller: 'siteLimits',
        reason: limitedBy ? `${limitedBy}, feeder B at most 2.90 MW` : 'import limit 10.00 MW, far',
        range,
        isBinding: bindsLimit,
      },
    ]
    if (override)
      chain.push({
        controller: 'operatorCommands',
        reason: `${override.owner}: ${override.reason}`,
        wishKW: override.powerKW,
        isBinding: !bindsLimit,
      })
    else chain.push({ controller: 'operatorCommands', reason: 'no command', isBinding: false })
    chain.push({ controller: 'peakShaving', reason: 'import 2.10 MW below 9.90 MW', isBinding: false })
    chain.push({
      controller: 'surplusAbsorption',
      reason: 'no surplus',
      wishKW: ratedRange(asset).minKW,
      isBinding: false,
    })
    chain.push({
      controller: 'allocate',
      reason: isStorage ? 'fast assets first' : 'least efficient first',
      wishKW: setpointKW ?? 0,
      isBinding: !override && !bindsLimit,
    })
    chain.push({ controller: 'guard', reason: 'identity, age and rate of change fit', isBinding: false })
    return chain
  }

  #asset(assetId: string): Asset {
    const asset = this.#site.assets.find((a) => a.id === assetId)
    if (!asset) throw new PowerchainError('Dispatch.UnknownAsset', `There is no asset "${assetId}".`)
    return asset
  }

  select(assetId: string): Reservation {
    const asset = this.#asset(assetId)
    if (!this.decision(asset))
      throw new PowerchainError('Dispatch.NotControllable', `${asset.name} is metered only; nothing is written to it.`)
    const power = this.#plant.reading(asset, 'activePowerKW')
    if (power.quality !== 'good')
      throw new PowerchainError(
        'Dispatch.StaleData',
        `${asset.name} gives no good reading, so nothing may be decided on it.`,
      )
    const { range, limitedBy } = this.#allowed(asset)
    const reservation = { id: randomUUID(), assetId, expiresAt: this.#now() + reservedMs, power, range, limitedBy }
    this.#reservations.set(reservation.id, reservation)
    return reservation
  }

  #reserved(id: string): { asset: Asset; reservation: Reservation } {
    const reservation = this.#reservations.get(id)
    if (!reservation || reservation.expiresAt < this.#now())
      throw new PowerchainError('Dispatch.ReservationExpired', 'The reservation is over; select the asset again.')
    return { asset: this.#asset(reservation.assetId), reservation }
  }

  check(reservationId: string, powerKW: KW): OperateCheck {
    const { asset } = this.#reserved(reservationId)
    const { range, limitedBy } = this.#allowed(asset)
    const before = this.#plant.power(asset.id)
    const change = powerKW - before
    const isAllowed = nearest(range, powerKW) === powerKW
    const feeder = this.#site.feeders.find((f) => f.id === asset.feeder)
    const grid = this.#plant.power('grid')
    const effects: OperateCheck['effects'] = [{ of: 'asset', unit: 'kW', before, after: powerKW, limit: range.minKW }]
    if (feeder) {
      const sum = this.#site.assets
        .filter((a) => a.feeder === feeder.id)
        .reduce((n, a) => n + this.#plant.power(a.id), 0)
      const after = sum + change
      effects.push({ of: 'feeder', name: feeder.name, unit: 'kW', before: sum, after, limit: -feeder.limitKW })
    }
    const limit = this.#site.connection.importLimitKW
    effects.push({ of: 'connection', unit: 'kW', before: grid, after: grid - change, limit })
    const hashrate = this.#plant.reading(asset, 'hashrateTHs').value
    if (hashrate !== null && before !== 0)
      effects.push({
        of: 'hashrate',
        unit: 'TH/s',
        before: hashrate,
        after: (hashrate * powerKW) / before,
        limit: null,
      })
    const refusal = isAllowed
      ? ''
      : `${limitedBy || 'the rating'} allows ${powerWords(range.minKW)} to ${powerWords(range.maxKW)} now`
    return { isAllowed, refusal, effects, expectedMs: 1_500 + (Math.abs(change) / (change > 0 ? 260 : 60)) * 1_000 }
  }

  operate(person: string, request: OperateRequest): Instruction {
    const known = this.#pressed.get(request.idempotencyKey)
    if (known) return known
    const { asset } = this.#reserved(request.reservationId)
    const check = this.check(request.reservationId, request.powerKW)
    if (!check.isAllowed) throw new PowerchainError('Dispatch.OutsideLimits', `Refused: ${check.refusal}.`)
    this.#reservations.delete(request.reservationId)
    const now = this.#now()
    const instruction: Instruction = {
      id: `OP-${1_000 + this.#pressed.size + 1}`,
      source: 'operator',
      owner: person,
      reason: request.reason,
      kind: asset.kind === 'pv' || asset.kind === 'wind' ? 'limit' : 'setpoint',
      assetId: asset.id,
      powerKW: request.powerKW,
      from: now,
      until: request.until,
      state: 'active',
      outcome: 'pending',
      outcomeDetail: 'written, waiting for the meter',
    }
    this.instructions = [
      ...this.instructions.map((i): Instruction =>
        i.assetId === asset.id && i.state === 'active' ? { ...i, state: 'cancelled' } : i,
      ),
      instruction,
    ]
    this.#pressed.set(request.idempotencyKey, instruction)
    this.#verifications.set(asset.id, { outcome: 'pending', at: now, detail: instruction.outcomeDetail })
    this.note(
      person,
      'InstructionGiven',
      `${powerWords(request.powerKW)} for ${asset.name}: ${request.reason}`,
      asset.id,
    )
    return instruction
  }

  cancel(reservationId: string): void {
    this.#reservations.delete(reservationId)
  }

  end(person: string, instructionId: string, reason: string): Instruction {
    const found = this.instructions.find((i) => i.id === instructionId)
    if (!found) throw new PowerchainError('Dispatch.UnknownInstruction', `There is no instruction ${instructionId}.`)
    const ended: Instruction = { ...found, state: 'cancelled', until: this.#now() }
    this.instructions = this.instructions.map((i) => (i === found ? ended : i))
    this.note(person, 'InstructionEnded', `${found.id}: ${reason}`, found.assetId)
    return ended
  }
}
