import type { Clock, Stop } from '../../domain/clock.ts'
import type { Device } from '../../domain/device.ts'
import { subjectOf } from '../../domain/instruction.ts'
import type { Log } from '../../domain/log.ts'
import type { EngineStatus } from '../../domain/rpc/live.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { Authority } from '../../domain/setpoint.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { createCycle, type CycleVitals } from '../cycle.ts'
import type { Image } from '../image.ts'
import { createImageStore } from '../image-store.ts'
import { type Command, noteResult } from './command/commands.ts'
import { createDeviceAudit } from './command/device-audit.ts'
import { createSetpointAudit, type SetpointAudit } from './command/setpoint-audit.ts'
import { createWriter, type Writer, type WriteResult } from './command/writer.ts'
import type { Controller } from './controllers/controller.ts'
import { controllers as usualOrder } from './controllers/order.ts'
import { decisionOf, outcomeOf } from './decisions.ts'
import type { InstructionBook } from './desk/instructions.ts'
import { createLoop, type Picture } from './loop.ts'
import { createLossAudit } from './mining/loss-audit.ts'
import type { MiningOutside } from './mining/standing.ts'
import { createPowerTrace } from './power-trace.ts'
import type { Outside } from './controllers/controller.ts'
import type { TripBook } from './controllers/memory.ts'
import { createOrders } from './services/orders.ts'
import { createServices } from './services/services.ts'
import { siteOutcome } from './services/subject-power.ts'
import type { Order } from '../../domain/dispatch/order.ts'
import type { ServiceState } from '../../domain/rpc/dispatch/services.ts'

/** The loop on its clock: image, turn, heartbeats, listeners. */
export interface Turns {
  start(): void
  stop(): Promise<void>
  onCycle(listener: () => void): Stop
  /** Of the last completed turn; `undefined` before the first. */
  picture(): Picture | undefined
  image(): Image
  decisions(): readonly Decision[]
  orders(): readonly Order[]
  services(): readonly ServiceState[]
  vitals(): CycleVitals
  commands: ReadonlyMap<string, Command>
}

/** What the turns are made of. */
export interface TurnsNeeds {
  site: SiteConfig
  devices: ReadonlyMap<string, Device>
  clock: Clock
  log: Log
  audit: WriteAudit
  book: InstructionBook
  mode: () => EngineStatus['mode']
  authorityOf: (assetId: string) => Authority
  outside: () => Outside
  trips: TripBook
  mining: MiningOutside
  order?: readonly Controller[]
}

/** Wires image store, cycle, loop and writer. A listener that throws is logged and harms nobody. */
export function createTurns(needs: TurnsNeeds): Turns {
  const { site, devices, clock, log, book } = needs
  const store = createImageStore({ site, devices })
  const trace = createPowerTrace({ site, devices })
  const audit = createSetpointAudit({ audit: needs.audit })
  const listeners = new Set<() => void>()
  let startedAt: EpochMs = clock.now()
  let picture: Picture | undefined
  let decisions: readonly Decision[] = []
  const ordersOf = createOrders()
  const servicesOf = createServices()
  let orders: readonly Order[] = []
  let services: readonly ServiceState[] = []

  const onResult = (result: WriteResult) => keep(result, loop.commands.get(result.assetId), { decisions, book, audit })
  const writer = createWriter({ clock, cycleMs: site.cycleMs, onResult })
  const noteDevices = createDeviceAudit(needs)
  const noteLoss = createLossAudit(needs)
  const loop = createLoop({ ...needs, trace, writer, audit, noteDevices, noteLoss, order: needs.order ?? usualOrder })
  const cycle = createCycle({
    clock,
    log,
    periodMs: site.cycleMs,
    turn({ cycle: number, pausedMs }) {
      picture = loop.turn(store.freeze(clock.now(), number), startedAt, pausedMs)
      decisions = picture.settled.map((s) => decisionOf(s, loop.commands.get(s.sight.asset.id), book.active()))
      noteOutcomes(picture, book, loop.commands)
      orders = ordersOf(picture.input)
      services = servicesOf(picture)
      beat(picture, devices, writer)
      tell(listeners, log)
    },
  })

  return {
    start() {
      startedAt = clock.now()
      store.start()
      trace.start()
      cycle.start()
    },
    async stop() {
      cycle.stop()
      trace.stop()
      store.stop()
      await writer.stop()
      listeners.clear()
    },
    onCycle(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    picture: () => picture,
    image: () => picture?.image ?? store.freeze(clock.now(), 0),
    decisions: () => decisions,
    orders: () => orders,
    services: () => services,
    vitals: cycle.vitals,
    commands: loop.commands,
  }
}

/** Keeps how a write ended: with the command, and in the audit trail with the reason that decided it. */
function keep(
  result: WriteResult,
  command: Command | undefined,
  { decisions, book, audit }: { decisions: readonly Decision[]; book: InstructionBook; audit: SetpointAudit },
): void {
  if (!command) return
  noteResult(command, result)
  if (result.error) {
    if (command.failed?.isRefused) audit.refused(command.asset, result.powerKW, result.error.message)
    return
  }
  const reason = decisions.find((d) => d.assetId === result.assetId)?.because.find((b) => b.isBinding)?.reason ?? ''
  const isCommanded = book.active().some((i) => i.assetId === result.assetId && i.kind === 'setpoint')
  audit.applied(command.asset, result.powerKW, reason, result.at, isCommanded)
}

function noteOutcomes(picture: Picture, book: InstructionBook, commands: ReadonlyMap<string, Command>): void {
  for (const instruction of book.active()) {
    if (subjectOf(instruction) !== 'asset') {
      const { site, image, gridKW, now } = picture.input
      book.note(instruction.id, siteOutcome(instruction, { site, image, gridKW }, now))
      continue
    }
    const settled = picture.settled.find((s) => s.sight.asset.id === instruction.assetId)
    const outcome = settled && outcomeOf(instruction, settled, commands.get(instruction.assetId))
    if (outcome) book.note(instruction.id, outcome)
  }
}

/** A device whose readings we can't judge hears nothing from us, so that its own watchdog takes over. */
function beat({ sight }: Picture, devices: ReadonlyMap<string, Device>, writer: Writer): void {
  const judged = sight.assets.filter((a) => a.isControlled && a.powerKW !== undefined && !a.otherMasterSince)
  for (const [id, device] of devices)
    if (device.status().state === 'connected' && judged.some((a) => a.asset.device === id)) writer.beat(id, device)
}

function tell(listeners: ReadonlySet<() => void>, log: Log): void {
  for (const listener of listeners)
    try {
      listener()
    } catch (error) {
      log.error('a listener of the cycle failed', { error: String(error) })
    }
}
