import type { Person } from '../../domain/access.ts'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { Device } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Order } from '../../domain/dispatch/order.ts'
import type { Instruction, InstructionEvent } from '../../domain/instruction.ts'
import type { Log } from '../../domain/log.ts'
import type { OperateCheck, Reservation } from '../../domain/rpc/dispatch/desk.ts'
import type { ServiceState } from '../../domain/rpc/dispatch/services.ts'
import type { EngineStatus, Headroom } from '../../domain/rpc/live.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { Authority } from '../../domain/setpoint.ts'
import { authorityByFile, type SiteConfig } from '../../domain/site.ts'
import type { KW } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { Image } from '../image.ts'
import type { Controller } from './controllers/controller.ts'
import { tooShortWatchdog } from './command/writer.ts'
import { createDesk, type OperateRequest } from './desk/desk.ts'
import type { DeskNeeds, DeskView } from './desk/desk-needs.ts'
import { createGridDesk, type GridDesk } from './desk/grid-desk.ts'
import { createInstructionBook, type InstructionStore } from './desk/instructions.ts'
import type { PulseRequest } from './desk/pulse.ts'
import { dryRun } from './desk/dry-run.ts'
import { type ArmingDesk, createArmingDesk } from './desk/arming.ts'
import { createTripDesk, type TripDesk } from './desk/trips.ts'
import { createMiningDesk, type MiningDesk } from './mining/mining-desk.ts'
import type { ProtectionBook } from './mining/protections.ts'
import type { TripBook } from './controllers/memory.ts'
import { controllers } from './controllers/order.ts'
import type { Outside } from './controllers/controller.ts'
import { serviceConditions } from './services/service-conditions.ts'
import { createTurns, type Turns } from './turns.ts'
import { notOurs } from './words.ts'

export type { OperateRequest } from './desk/desk.ts'
export type { InstructionStore } from './desk/instructions.ts'

/** Figures of the loop that the status bar shows. */
export type LoopVitals = Pick<
  EngineStatus,
  'mode' | 'cycle' | 'cycleTookMs' | 'jitterP99Ms' | 'lateCycles' | 'busResidualKW' | 'failedControllers'
>

/** The control loop as the rest of the engine sees it. Errors are `PowerchainError`s with `Dispatch.*` codes. */
export interface Control extends GridDesk, TripDesk, ArmingDesk, MiningDesk {
  start(): void
  stop(): Promise<void>
  /** Called after each completed cycle. */
  onCycle(listener: () => void): Stop
  image(): Image
  decisions(): readonly Decision[]
  instructions(): readonly Instruction[]
  /** Called with everything that happens to an instruction, in order. */
  onInstruction(listener: (event: InstructionEvent) => void): Stop
  /** What connection and assets are ordered to do in this cycle. */
  orders(): readonly Order[]
  /** How each service and duty of the site stands. */
  services(): readonly ServiceState[]
  headroom(): Headroom
  vitals(): LoopVitals
  /** Conditions of the last cycle that need a person. */
  conditions(): readonly AlarmCondition[]
  select(person: Person, assetId: string): Reservation
  check(person: Person, reservationId: string, powerKW: KW): OperateCheck
  operate(person: Person, request: OperateRequest): Instruction
  cancel(person: Person, reservationId: string): void
  /** An engineer's test pulse: the only command that an asset in commissioning follows. */
  pulse(person: Person, request: PulseRequest): Instruction
  setMode(person: Person, mode: EngineStatus['mode'], reason: string): void
}

/** What the control loop is made of. `order` is there for tests of a controller that fails. */
export interface ControlNeeds {
  site: SiteConfig
  devices: ReadonlyMap<string, Device>
  clock: Clock
  log: Log
  audit: WriteAudit
  instructions: InstructionStore
  newId: () => string
  /**
   * Who may steer an asset now, asked in each turn; absent = as the site file says. What the site file only monitors stays
   * so. While it isn't `control` nothing is written; when it is again, control starts from the measured power.
   */
  authorityOf?: (assetId: string) => Authority
  /** Plan, price, commitments and charged peak, asked in each turn; absent = none is known. */
  outside?: () => Outside
  /** Keeps tripped assets over a restart; absent = in memory. */
  trips?: TripBook
  /** Keeps the containers a person protected over a restart; absent = in memory. */
  protections?: ProtectionBook
  /** What one MWh drawn by a container earns now, EUR; absent = not known. */
  miningWorthEurPerMWh?: (assetId: string) => number | undefined
  order?: readonly Controller[]
}

/**
 * The control loop of a site. It writes nothing before `start`, and nothing after `stop` has resolved.
 * @throws PowerchainError `Config.Invalid` when a device's watchdog is too short for the cycle
 */
export function createControl(needs: ControlNeeds): Control {
  const { site, clock, log, audit } = needs
  const tooShort = tooShortWatchdog(site, needs.devices)
  if (tooShort !== undefined) throw new PowerchainError('Config.Invalid', tooShort)
  const book = createInstructionBook({ store: needs.instructions, log })
  let mode: EngineStatus['mode'] = 'automatic'
  const authorityOf = (id: string) => {
    const byFile = authorityByFile(site, id)
    return byFile === 'monitor' ? byFile : (needs.authorityOf?.(id) ?? byFile)
  }
  const trips: TripBook = needs.trips ?? new Map()
  const outside: () => Outside = needs.outside ?? (() => ({}))
  const worthOf = needs.miningWorthEurPerMWh ?? (() => undefined)
  const protections: ProtectionBook = needs.protections ?? new Map()
  const mining = { worthOf, protectionOf: (id: string) => protections.get(id) }
  const turns = createTurns({ ...needs, book, mode: () => mode, authorityOf, outside, trips, mining })
  const deskNeeds = { site, clock, view: deskView(turns, authorityOf), book, audit, newId: needs.newId }
  const { picture } = turns
  const miningDesk = { ...deskNeeds, picture, worthOf, price: () => outside().price, protections }

  return {
    start() {
      book.advance(clock.now())
      turns.start()
    },
    stop: turns.stop,
    onCycle: turns.onCycle,
    image: turns.image,
    decisions: turns.decisions,
    instructions: () => book.list(),
    onInstruction: book.onEvent,
    orders: turns.orders,
    services: turns.services,
    headroom: () => picture()?.headroom ?? noHeadroom,
    vitals: () => ({ mode, ...loopVitals(site, turns) }),
    conditions() {
      const seen = picture()
      const ofDispatch = seen ? serviceConditions(seen, turns.services(), book.list()) : []
      return [...(seen?.conditions ?? []), ...ofDispatch, ...ofCycle(turns.vitals().failure)]
    },
    ...createDesk(deskNeeds),
    ...openGridDesk(needs, deskNeeds, turns),
    ...createTripDesk({ site, trips, audit, view: deskNeeds.view }),
    ...createArmingDesk({ ...deskNeeds, devices: needs.devices, services: turns.services }),
    ...createMiningDesk(miningDesk),
    setMode(person, next, reason) {
      if (next !== mode) audit({ person: person.name, action: 'ModeChanged', detail: `${mode} to ${next}: ${reason}` })
      mode = next
    },
  }
}

function openGridDesk(needs: ControlNeeds, deskNeeds: DeskNeeds, turns: Turns): GridDesk {
  const about = { order: needs.order ?? controllers, worthOf: needs.miningWorthEurPerMWh ?? (() => undefined) }
  const preview = (instruction: Instruction) => dryRun(instruction, turns.picture(), about)
  return createGridDesk({ ...deskNeeds, store: needs.instructions, preview })
}

const noHeadroom: Headroom = { canGive: [], canTake: { assetsKW: 0, usableKW: 0, heldBackBy: '' }, release: [] }

function loopVitals(site: SiteConfig, turns: Turns): Omit<LoopVitals, 'mode'> {
  const { cycle, tookMs, jitterP99Ms, lateCycles } = turns.vitals()
  const picture = turns.picture()
  return {
    cycle,
    cycleTookMs: tookMs,
    jitterP99Ms,
    lateCycles,
    busResidualKW: picture ? residual(site, picture.image) : null,
    failedControllers: picture?.ruling.failed.map((f) => f.controller) ?? [],
  }
}

function deskView(turns: Turns, authorityOf: (assetId: string) => Authority): DeskView {
  const sightOf = (id: string) => turns.picture()?.sight.assets.find((a) => a.asset.id === id)
  return {
    image: turns.image,
    openRange: (id) => turns.picture()?.ruling.openRanges.get(id) ?? { minKW: 0, maxKW: 0, lowerBy: '', upperBy: '' },
    obstacle(id) {
      const picture = turns.picture()
      if (!picture) return 'the engine has not looked at it yet'
      const sight = sightOf(id)
      // an asset somebody else commands may be taken back; one in commissioning is out only until a test pulse comes
      const isFree = sight?.otherMasterSince !== undefined
      const reason = picture.ruling.out.get(id)
      return isFree || reason === notOurs.commissioning ? undefined : reason
    },
    authorityOf,
    gridKW: () => turns.picture()?.grid.gridKW,
    takeOver(id) {
      const command = turns.commands.get(id)
      if (command) Object.assign(command, { otherMasterSince: undefined, differsSince: undefined, hasMatched: false })
    },
  }
}

/** What no meter explains: the grid and all assets together, which should be zero. `null` when a meter is missing. */
function residual(site: SiteConfig, image: Image): KW | null {
  let sum = 0
  for (const { id } of site.assets) {
    const powerKW = image.value(id, 'activePowerKW')
    if (powerKW === undefined) return null
    sum += powerKW
  }
  return sum
}

function ofCycle(failure: string | undefined): AlarmCondition[] {
  if (failure === undefined) return []
  return [
    {
      code: 'cycle.failed',
      priority: 1,
      text: `The control cycle fails: ${failure}`,
      response:
        'Heartbeats are held back, so devices go to their own safe state. Operate by hand and restart the engine.',
    },
  ]
}
