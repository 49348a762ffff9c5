import { fileURLToPath } from 'node:url'
import { silentLog } from '../../domain/log.ts'
import type { SimulateOptions } from '../../main/simulate/options.ts'
import { createTeardown } from '../../main/teardown.ts'
import { createVirtualClock } from '../../main/simulate/virtual-clock.ts'
import { createWorld } from '../../main/simulate/world.ts'
import { readSimulated, runSimulation, type SimulatedSite, type SimulationResult } from '../../main/simulate/run.ts'

const files = {
  demo: new URL('../../devices/simulated/demo-site.yaml', import.meta.url),
  weak: new URL('weak-site.yaml', import.meta.url),
}
const read = new Map<string, SimulatedSite>()

/** A site that simulations of the tests run on. */
export type SiteName = keyof typeof files

/** Runs one of the sites; two hours of a coarse cycle without faults unless asked otherwise. */
export function simulate(name: SiteName, options: Partial<SimulateOptions> = {}): Promise<SimulationResult> {
  const site = read.get(name) ?? readSimulated(fileURLToPath(files[name]), silentLog)
  read.set(name, site)
  const usual = { from: undefined, hours: 2, seed: 1, faultEveryMs: undefined, cycleMs: 1_000 }
  return runSimulation(site, { ...usual, ...options }, silentLog)
}

/** What wears in a world, and how fast. */
type Wearing = Pick<NonNullable<SimulatedSite['site']['simulation']>, 'wear' | 'wearSpeed'>

/** A world of one of the sites that stands ready to start, with a cycle of half a second, and the way to end it. */
export function openWorld(name: SiteName, seed = 1, wearing: Wearing = {}) {
  const given = readSimulated(fileURLToPath(files[name]), silentLog)
  const profiles = given.site.simulation?.profiles ?? {}
  const site = { ...given.site, cycleMs: 500, simulation: { profiles, seed, ...wearing } }
  const clock = createVirtualClock(Date.UTC(2025, 5, 5, 9))
  const teardown = createTeardown(silentLog)
  const world = createWorld({ ...given, site, clock, seed, faultEveryMs: undefined, log: silentLog, teardown })
  world.start()
  return { world, run: (seconds: number) => clock.run(seconds * 1_000), end: teardown.run }
}

/** What did not hold, each with its first breach; empty when all held. */
export function broken({ seed, invariants }: SimulationResult): string[] {
  return invariants
    .filter(({ ok }) => !ok)
    .map(
      ({ name, breaches: [first] }) =>
        `seed ${seed}: ${name}, ${new Date(first?.at ?? 0).toISOString()} ${first?.text}`,
    )
}
