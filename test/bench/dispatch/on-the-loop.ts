import { silentLog } from '../../../domain/log.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import type { Controller } from '../../../main/dispatch/controllers/controller.ts'
import { controllers } from '../../../main/dispatch/controllers/order.ts'
import { createInstructionBook } from '../../../main/dispatch/desk/instructions.ts'
import { createTurns } from '../../../main/dispatch/turns.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { type BenchPlant, createBenchPlant } from './bench-plant.ts'
import { type Fleet, fiftyAssets } from './fifty-assets.ts'
import { startPeer } from './pi-peer.ts'

/** Who steers the plant: the product's loop, or the peer. */
export type Hand = 'loop' | 'peer'

/** A plant with somebody who steers it, on virtual time. */
export interface Bench {
  plant: BenchPlant
  /** Grid power that is asked for, import positive; read in every turn. */
  order: { gridKW: KW | undefined }
  /**
   * Every decision, from the frozen image to the setpoints handed over: its time, and whether another program took the
   * processor meanwhile.
   */
  decided: { ms: Ms; isInterrupted: boolean }[]
  run(seconds: number): Promise<void>
  /** Runs and notes the true grid power every 20 ms. */
  record(seconds: number): Promise<{ t: number; gridKW: KW }[]>
  stop(): Promise<void>
}

/** How a bench begins. */
export interface BenchStart {
  hand: Hand
  fleet?: Fleet
  seed?: number
  /** Draw of each container at the beginning. */
  drawKW?: KW
  /** The section `controllers` of the site file: then the product's own controllers run, and no order of the bench. */
  controllers?: object
  /** What the peer makes the grid power at a frequency. */
  peerOrderOf?: (frequencyHz: number) => KW | undefined
}

/** Starts the plant and its hand; the first seconds, in which everything settles, are over when it resolves. */
export async function startBench(start: BenchStart): Promise<Bench> {
  const { hand, fleet = 'ample', seed = 7, drawKW = 700, peerOrderOf } = start
  const clock = createVirtualClock()
  const site = fiftyAssets(fleet, start.controllers)
  const plant = createBenchPlant({ site, clock, seed, drawKW })
  const order: Bench['order'] = { gridKW: undefined }
  const target = (frequencyHz: number) => (peerOrderOf ? peerOrderOf(frequencyHz) : order.gridKW)
  const decided: Bench['decided'] = []
  const stopHand =
    hand === 'loop'
      ? startLoop({ plant, clock, site, decided, order, isOwn: start.controllers !== undefined })
      : startPeer({ plant, clock, cycleMs: site.cycleMs, target })
  await clock.run(2_000)
  return {
    plant,
    order,
    decided,
    run: (s) => clock.run(s * 1_000),
    async record(s) {
      const rows: { t: number; gridKW: KW }[] = []
      const stopNoting = clock.every(20, () => rows.push({ t: plant.seconds(), gridKW: plant.gridKW() }))
      await clock.run(s * 1_000)
      stopNoting()
      return rows
    },
    async stop() {
      const stopped = stopHand()
      await clock.run(2_000) // writes under way end on the clock
      await stopped
    },
  }
}

/** Controllers that come before an order. */
const needed = new Set<string>(['deviceProtection', 'siteLimits', 'operatorCommands'])

function startLoop({
  plant,
  clock,
  site,
  decided,
  order,
  isOwn,
}: {
  plant: BenchPlant
  clock: ReturnType<typeof createVirtualClock>
  site: ReturnType<typeof fiftyAssets>
  decided: Bench['decided']
  order: Bench['order']
  isOwn: boolean
}): () => Promise<void> {
  const follow: Controller = {
    name: 'peakShaving',
    run() {
      const { gridKW } = order
      if (gridKW === undefined) return { claims: [] }
      const words = 'order of the bench'
      return { claims: [], band: { range: { minKW: gridKW, maxKW: gridKW }, upper: words, lower: words } }
    },
  }
  const book = createInstructionBook({ store: { load: () => [], save: () => {}, between: () => [] }, log: silentLog })
  let begunAt = 0
  let interruptions = 0
  const turns = createTurns({
    site,
    devices: plant.devices,
    clock,
    log: silentLog,
    audit: () => {},
    mode: () => 'automatic',
    authorityOf: () => 'control',
    outside: () => ({}),
    trips: new Map(),
    mining: { worthOf: () => undefined, protectionOf: () => undefined },
    order: isOwn ? controllers : [...controllers.filter((c) => needed.has(c.name)), follow],
    book: {
      ...book,
      advance(now) {
        interruptions = process.resourceUsage().involuntaryContextSwitches
        begunAt = performance.now()
        book.advance(now)
      },
    },
  })
  turns.onCycle(() => {
    const ms = performance.now() - begunAt
    decided.push({ ms, isInterrupted: process.resourceUsage().involuntaryContextSwitches > interruptions })
  })
  turns.start()
  return turns.stop
}
