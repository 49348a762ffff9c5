import type { Person } from '../../domain/access.ts'
import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { Device } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Instruction } from '../../domain/instruction.ts'
import type { Log } from '../../domain/log.ts'
import type { OperateCheck, Reservation } from '../../domain/rpc/dispatch.ts'
import type { EngineStatus, Headroom } from '../../domain/rpc/live.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { KW } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { createCycle } from '../cycle.ts'
import type { Image } from '../image.ts'
import { createImageStore } from '../image-store.ts'
import { noteResult } from './command/commands.ts'
import { createSetpointAudit } from './command/setpoint-audit.ts'
import { createWriter, type WriteResult } from './command/writer.ts'
import { controllers as usualOrder } from './controllers/order.ts'
import type { Controller } from './controllers/controller.ts'
import { decisionOf, outcomeOf } from './decisions.ts'
import { createDesk, type DeskView, type OperateRequest } from './desk/desk.ts'
import { createInstructionBook, type InstructionStore } from './desk/instructions.ts'
import { createLoop, type Picture } from './loop.ts'
import { createPowerTrace } from './power-trace.ts'

export type { OperateRequest } from './desk/desk.ts'
export type { InstructionStore } from './desk/instructions.ts'

/** Figures of the loop that the status bar shows. */
export type LoopVitals = Pick<
  EngineStatus,
  'mode' | 'cycle' | 'cycleTookMs' | 'jitterP99Ms' | 'lateCycles' | 'busResidualKW' | 'failedControllers'
>

/** The control loop as the rest of the engine sees it. Errors are `PowerchainError`s with `Dispatch.*` codes. */
export interface Control {
  start(): void
  stop(): Promise<void>
  /** Called after each completed cycle. */
  onCycle(listener: () => void): Stop
  image(): Image
  decisions(): readonly Decision[]
  instructions(): readonly Instruction[]
  headroom(): Headroom
  vitals(): LoopVitals
  /** Conditions of the last cycle that need a person. */
  conditions(): readonly AlarmCondition[]
  select(person: Person, assetId: string): Reservation
  check(person: Person, reservationId: string, powerKW: KW): OperateCheck
  operate(person: Person, request: OperateRequest): Instruction
  cancel(person: Person, reservationId: string): void
  end(person: Person, instructionId: string, reason: string): Instruction
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
  order?: readonly Controller[]
}

/** The control loop of a site. It writes nothing before `start`, and nothing after `stop` has resolved. */
export function createControl(needs: ControlNeeds): Control {
  const { site, devices, clock, log, audit } = needs
  const store = createImageStore({ site, devices })
  const trace = createPowerTrace({ site, devices })
  const book = createInstructionBook({ store: needs.instructions, log })
  const setpointAudit = createSetpointAudit({ audit })
  const listeners = new Set<() => void>()
  let mode: EngineStatus['mode'] = 'automatic'
  let startedAt = clock.now()
  let picture: Picture | undefined
  let decisions: readonly Decision[] = []

  const onResult = (result: WriteResult) => {
    const command = loop.commands.get(result.assetId)
    if (!command) return
    noteResult(command, result)
    if (result.error) {
      if (command.failed?.isRefused) setpointAudit.refused(command.asset, result.powerKW, result.error.message)
      return
    }
    const reason = decisions.find((d) => d.assetId === result.assetId)?.because.find((b) => b.isBinding)?.reason ?? ''
    const person = book.active().find((i) => i.assetId === result.assetId && i.kind === 'setpoint')?.owner
    setpointAudit.applied(command.asset, result.powerKW, reason, result.at, person)
  }
  const writer = createWriter({ clock, cycleMs: site.cycleMs, onResult })
  const order = needs.order ?? usualOrder
  const loop = createLoop({ site, devices, trace, book, writer, audit: setpointAudit, order, mode: () => mode })

  const afterTurn = (now: Picture) => {
    picture = now
    decisions = now.settled.map((s) => decisionOf(s, loop.commands.get(s.sight.asset.id), book.active()))
    for (const instruction of book.active()) {
      const settled = now.settled.find((s) => s.sight.asset.id === instruction.assetId)
      const outcome = settled && outcomeOf(instruction, settled, loop.commands.get(instruction.assetId))
      if (outcome) book.note(instruction.id, outcome)
    }
  }
  const beat = ({ sight }: Picture) => {
    // a device whose readings we can't judge hears nothing from us, so that its own watchdog takes over
    const judged = sight.assets.filter((a) => a.isControlled && a.powerKW !== undefined && !a.otherMasterSince)
    for (const [id, device] of devices)
      if (device.status().state === 'connected' && judged.some((a) => a.asset.device === id)) writer.beat(id, device)
  }
  const tell = () => {
    for (const listener of listeners)
      try {
        listener()
      } catch (error) {
        log.error('a listener of the cycle failed', { error: String(error) })
      }
  }
  const cycle = createCycle({
    clock,
    log,
    periodMs: site.cycleMs,
    turn({ cycle: number, pausedMs }) {
      const now = loop.turn(store.freeze(clock.now(), number), startedAt, pausedMs)
      afterTurn(now)
      beat(now)
      tell()
    },
  })
  const image = () => picture?.image ?? store.freeze(clock.now(), 0)
  const view = deskView({ picture: () => picture, image, decisions: () => decisions, commands: loop.commands })
  const desk = createDesk({ site, clock, view, book, audit, newId: needs.newId })

  return {
    start() {
      startedAt = clock.now()
      book.advance(startedAt)
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
    image,
    decisions: () => decisions,
    instructions: () => book.list(),
    headroom: () =>
      picture?.headroom ?? { canGive: [], canTake: { assetsKW: 0, usableKW: 0, heldBackBy: '' }, release: [] },
    vitals() {
      const { cycle: turns, tookMs, jitterP99Ms, lateCycles } = cycle.vitals()
      return {
        mode,
        cycle: turns,
        cycleTookMs: tookMs,
        jitterP99Ms,
        lateCycles,
        busResidualKW: picture ? residual(site, picture.image) : null,
        failedControllers: picture?.ruling.failed.map((f) => f.controller) ?? [],
      }
    },
    conditions: () => [...(picture?.conditions ?? []), ...ofCycle(cycle.vitals().failure)],
    ...desk,
    end(person, instructionId, reason) {
      const ended = book.cancel(instructionId, `ended by ${person.name}: ${reason}`)
      if (!ended)
        throw new PowerchainError('Dispatch.UnknownInstruction', 'There is no such instruction, or it is over.')
      const detail = `${ended.owner}'s command ended: ${reason}`
      audit({ person: person.name, action: 'InstructionEnded', assetId: ended.assetId, detail })
      return ended
    },
    setMode(person, next, reason) {
      if (next !== mode) audit({ person: person.name, action: 'ModeChanged', detail: `${mode} to ${next}: ${reason}` })
      mode = next
    },
  }
}

function deskView(loop: {
  picture: () => Picture | undefined
  image: () => Image
  decisions: () => readonly Decision[]
  commands: ReturnType<typeof createLoop>['commands']
}): DeskView {
  const sightOf = (id: string) => loop.picture()?.sight.assets.find((a) => a.asset.id === id)
  return {
    image: loop.image,
    decision: (id) => loop.decisions().find((d) => d.assetId === id),
    openRange: (id) => loop.picture()?.ruling.openRanges.get(id) ?? sightOf(id)?.rated ?? { minKW: 0, maxKW: 0 },
    obstacle(id) {
      const picture = loop.picture()
      if (!picture) return 'the engine has not looked at it yet'
      // an asset somebody else commands may be taken back
      return sightOf(id)?.otherMasterSince === undefined ? picture.ruling.out.get(id) : undefined
    },
    gridKW: () => loop.picture()?.grid.gridKW,
    takeOver(id) {
      const command = loop.commands.get(id)
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
