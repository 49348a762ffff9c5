import type { AlarmCondition } from '../../domain/alarm.ts'
import type { Device, LinkStatus } from '../../domain/device.ts'
import type { EngineStatus, Headroom } from '../../domain/rpc/live.ts'
import type { Authority } from '../../domain/setpoint.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs, KW, Ms } from '../../domain/units.ts'
import type { Image } from '../image.ts'
import { allocate, type AllocateMemory, type ContainerStanding, newAllocate } from './allocate.ts'
import { type Command, forget, isDue, letGo, newCommands, noteSent, ownCommand, verify } from './command/commands.ts'
import { refusal } from './command/guard.ts'
import type { SetpointAudit } from './command/setpoint-audit.ts'
import type { Writer } from './command/writer.ts'
import { conditionsOf } from './conditions.ts'
import type { Controller, Outside } from './controllers/controller.ts'
import { type ControllerMemory, newControllerMemory } from './controllers/memory.ts'
import { connectionLimits } from './controllers/limits/connection-limits.ts'
import { type FailureMemory, rule, type Ruling } from './controllers/order.ts'
import type { InstructionBook } from './desk/instructions.ts'
import { type Estimate, estimate } from './estimate.ts'
import { headroomOf } from './headroom.ts'
import { type DisturbanceMemory, newDisturbance } from './layers/disturbance.ts'
import { type EndedLoss, type MiningKnowledge, observe } from './mining/knowledge.ts'
import { type MiningOutside, standings } from './mining/standing.ts'
import type { PowerTrace } from './power-trace.ts'
import { type Settled, settle } from './settle.ts'
import { lookAt, type SiteSight } from './sight.ts'
import { subjectPowerKW } from './services/subject-power.ts'
import type { OrderInput } from './services/orders.ts'

/** A turn missed by more than this was a pause of the machine. */
const pauseMs: Ms = 2_000

/** What one turn found and decided; the next replaces it whole. */
export interface Picture {
  image: Image
  sight: SiteSight
  /** What the controllers rested on. */
  input: OrderInput
  ruling: Ruling
  grid: Estimate
  settled: readonly Settled[]
  headroom: Headroom
  conditions: readonly AlarmCondition[]
  /** What is known of the containers, and their order of merit, the last to be shed first. */
  mining: {
    knowledge: MiningKnowledge
    standings: ReadonlyMap<string, ContainerStanding>
    merit: readonly string[]
  }
}

/** What the loop keeps from turn to turn. */
interface Memory {
  commands: Map<string, Command>
  disturbance: DisturbanceMemory
  allocation: AllocateMemory
  mining: MiningKnowledge
  controllers: ControllerMemory
  failures: FailureMemory
  lastAt: EpochMs
  exceededSince: EpochMs | undefined
  pause: { endedAt: EpochMs; ms: Ms } | undefined
  late: EpochMs[]
}

/** All that a turn needs from outside. */
export interface LoopNeeds {
  site: SiteConfig
  devices: ReadonlyMap<string, Device>
  trace: PowerTrace
  book: InstructionBook
  writer: Writer
  audit: SetpointAudit
  trips: ControllerMemory['trips']
  order: readonly Controller[]
  mode: () => EngineStatus['mode']
  /** What is known beside readings and instructions; asked in each turn. */
  outside: () => Outside
  /** Who may steer an asset now; asked in each turn. */
  authorityOf: (assetId: string) => Authority
  mining: MiningOutside
  /** Keeps a loss of hashrate that is over. */
  noteLoss: (loss: EndedLoss) => void
  /** Keeps what devices did by themselves. */
  noteDevices: (links: ReadonlyMap<string, LinkStatus>) => void
}

/** The turns of the control loop: image in, decisions and writes out. */
export interface Loop {
  commands: ReadonlyMap<string, Command>
  /** One turn on a frozen image. Throws only for faults of the engine itself; heartbeats then stay away. */
  turn(image: Image, startedAt: EpochMs, missedMs: Ms): Picture
}

/** Loop of a site, with an empty memory. */
export function createLoop(needs: LoopNeeds): Loop {
  const { site, devices, trace, book, mode, order, authorityOf } = needs
  const memory = newMemory(needs)
  const { commands } = memory

  const turn = (image: Image, startedAt: EpochMs, missedMs: Ms): Picture => {
    const now = image.at
    noteTime(memory, now, missedMs, site.cycleMs)
    book.advance(now)
    const isPulsed = (id: string) => book.active().some((i) => i.assetId === id && i.source === 'commissioning')
    const sight = lookAt(site, image, { own: (id) => ownCommand(commands.get(id)), authorityOf, isPulsed })
    for (const { asset } of sight.assets) {
      const command = commands.get(asset.id)
      if (command) verify(command, image, site.cycleMs)
    }
    const grid = estimate(sight, trace, commands, memory.disturbance)
    const curtailedKW = curtailed(sight, image)
    const surplusKW = grid.disturbanceKW === undefined ? undefined : grid.disturbanceKW + curtailedKW
    noteBaselines(book, { site, image, gridKW: grid.gridKW })
    const input: OrderInput = {
      now,
      site,
      mode: mode(),
      image,
      sight,
      gridKW: grid.gridKW,
      surplusKW,
      instructions: book.active(),
      returning: book.returning(now),
      outside: needs.outside(),
      memory: memory.controllers,
    }
    const ruling = rule(input, order, memory.failures)
    const isManual = mode() === 'manual'
    for (const loss of observe({ now, cycleMs: site.cycleMs, image, sight }, memory.mining)) needs.noteLoss(loss)
    const containers = standings(sight, memory.mining, needs.mining)
    const wishes = allocate(
      { now, cycleMs: site.cycleMs, isManual, sight, ruling, curtailedKW, ...grid, containers },
      memory.allocation,
    )
    const settled = sight.assets.map((a) => settle(a, ruling, wishes.get(a.asset.id)))
    for (const s of settled) send(s, needs, commands, now, ruling)
    noteExceeded(memory, sight, site)
    const links = new Map([...devices].map(([id, device]) => [id, device.status()]))
    needs.noteDevices(links)
    const about = { now, startedAt, site, image, sight, ruling, commands, links, mining: memory.mining }
    const conditions = conditionsOf({
      ...about,
      exceededSince: memory.exceededSince,
      pause: memory.pause,
      lateLately: memory.late.length,
    })
    const headroom = headroomOf(site, sight, ruling, grid.gridKW, connectionLimits(input).import)
    const mining = { knowledge: memory.mining, standings: containers, merit: memory.allocation.mining.merit }
    return { image, sight, input, ruling, grid, settled, headroom, conditions, mining }
  }
  return { commands, turn }
}

function newMemory({ site, trips }: LoopNeeds): Memory {
  return {
    commands: newCommands(site),
    disturbance: newDisturbance(),
    allocation: newAllocate(),
    mining: new Map(),
    controllers: newControllerMemory(trips),
    failures: new Map(),
    lastAt: 0,
    exceededSince: undefined,
    pause: undefined,
    late: [],
  }
}

/** An order is approached, and its response measured, from the power found when it began. */
function noteBaselines(book: InstructionBook, measured: Parameters<typeof subjectPowerKW>[1]): void {
  for (const instruction of book.active()) {
    if (instruction.baselineKW !== undefined) continue
    const powerKW = subjectPowerKW(instruction, measured)
    if (powerKW !== undefined) book.noteBaseline(instruction.id, powerKW)
  }
}

/** After a pause nothing known is worth keeping: the loop starts again from what it measures, without catching up. */
function noteTime(memory: Memory, now: EpochMs, missedMs: Ms, cycleMs: Ms): void {
  const wallMissedMs = memory.lastAt === 0 ? 0 : Math.max(0, now - memory.lastAt - cycleMs)
  const gapMs = Math.max(missedMs, wallMissedMs)
  memory.lastAt = now
  if (gapMs >= cycleMs) memory.late.push(now)
  memory.late = memory.late.filter((at) => now - at < 60_000)
  if (gapMs < pauseMs) return
  memory.pause = { endedAt: now, ms: gapMs }
  memory.disturbance = newDisturbance()
  memory.allocation = newAllocate()
  for (const command of memory.commands.values()) forget(command)
}

/** Guards one value and hands it to the writer when it is due. */
function send(
  { sight, powerKW, because }: Settled,
  { devices, writer, audit }: LoopNeeds,
  commands: ReadonlyMap<string, Command>,
  now: EpochMs,
  ruling: Ruling,
): void {
  const { asset } = sight
  const command = commands.get(asset.id)
  const device = devices.get(asset.device)
  if (!command) return
  if (!sight.isControlled) {
    if (device) writer.drop(asset.id, device)
    letGo(command)
    return
  }
  if (powerKW === undefined || !device) {
    // what still waits behind a slow answer rests on readings that are too old by now
    if (device && ruling.out.has(asset.id)) writer.drop(asset.id, device)
    if (ruling.out.has(asset.id) && sight.otherMasterSince === undefined) forget(command)
    return
  }
  const range = ruling.ranges.get(asset.id)
  const reason = refusal({ now, sight, range, powerKW, traits: device.traits, changes: command.changes })
  if (reason !== undefined) {
    if (writer.drop(asset.id, device)) forget(command)
    for (const link of because) link.isBinding = false
    because.push({ controller: 'guard', reason, isBinding: true })
    if (command.guarded?.detail !== reason) {
      command.guarded = { outcome: 'refused', at: now, detail: reason }
      audit.refused(asset, powerKW, reason)
    }
    return
  }
  if (!isDue(command, powerKW, now, device.traits.watchdogMs)) return
  noteSent(command, powerKW, sight.powerKW ?? 0, now)
  writer.put(asset.id, device, powerKW)
}

/** What sun and wind could give above the ceilings we set them. */
function curtailed({ assets }: SiteSight, image: Image): KW {
  return assets.reduce((sum, { asset, setpointKW, rated, powerKW }) => {
    if ((asset.kind !== 'pv' && asset.kind !== 'wind') || setpointKW === undefined || setpointKW >= rated.maxKW)
      return sum
    const available = image.value(asset.id, 'availablePowerKW')
    return sum + (available === undefined || powerKW === undefined ? 0 : Math.max(0, available - powerKW))
  }, 0)
}

function noteExceeded(memory: Memory, { gridKW, at }: SiteSight, { connection }: SiteConfig): void {
  const isExceeded = gridKW !== undefined && (gridKW > connection.importLimitKW || -gridKW > connection.exportLimitKW)
  memory.exceededSince = isExceeded ? (memory.exceededSince ?? at) : undefined
}
