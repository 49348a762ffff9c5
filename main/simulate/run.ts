import type { Learned } from '../../domain/models/learned.ts'
import type { Log } from '../../domain/log.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { type FieldRead, readField, simulatedBegin } from '../field-side.ts'
import { createSiteLearner } from '../learning/site-learner.ts'
import { createSolver } from '../plan/model/solver.ts'
import { createTeardown } from '../teardown.ts'
import type { Incident } from './faults/desk.ts'
import type { SimulateOptions } from './options.ts'
import { type AssetTotals, createValueMeter, type Value } from './value.ts'
import { createVirtualClock } from './virtual-clock.ts'
import { watchAudit } from './watch/audit.ts'
import { watchEnergy } from './watch/energy.ts'
import { watchEngine } from './watch/engine.ts'
import { watchFreshness } from './watch/freshness.ts'
import { watchConnection, watchDevices, watchSoc } from './watch/limits.ts'
import { watchResidual } from './watch/residual.ts'
import type { Invariant } from './watch/watch.ts'
import { checkCycle, createWorld } from './world.ts'

/** What a simulation came to. */
export interface SimulationResult {
  site: string
  seed: number
  from: EpochMs
  hours: number
  cycleMs: Ms
  /** Mean time between two faults; `null` = nothing failed. */
  faultEveryMs: Ms | null
  ok: boolean
  invariants: readonly Invariant[]
  value: Value
  peakQuarterKW: number
  assets: Record<string, AssetTotals>
  writes: number
  /** Alarms raised, by code. */
  alarms: Record<string, number>
  incidents: readonly Incident[]
  /** What the readings of the run tell about storages and containers, with 95 % intervals. */
  learned: readonly Learned[]
  /** SHA-256 over every setpoint with its instant. */
  fingerprint: string
}

const secondMs: Ms = 1_000
/** Enough between two of the hundreds of timers of a second; what is not settled then goes on after the next one. */
const settlingSteps = 2

/** A site file and the device models, read and checked, for any number of runs. */
export interface SimulatedSite extends FieldRead {
  siteFile: string
}

/**
 * Reads a site that is to be simulated.
 * @throws PowerchainError `Config.*` for a site file that cannot be read
 */
export function readSimulated(siteFile: string, log: Log): SimulatedSite {
  return { siteFile, ...readField({ siteFile, dataDir: '', clock: createVirtualClock(0), log }) }
}

/**
 * Runs engine and simulated site on one virtual clock, as fast as the machine can. The same options give the same result.
 * @throws PowerchainError `Config.*` for a site that cannot be simulated
 */
export async function runSimulation(
  read: SimulatedSite,
  options: SimulateOptions,
  log: Log,
): Promise<SimulationResult> {
  const { seed, hours, faultEveryMs } = options
  const site = siteOf(read.site, options)
  const from = options.from ?? simulatedBegin(read.site)
  const clock = createVirtualClock(from, settlingSteps)
  const teardown = createTeardown(log)
  try {
    const solver = options.hasPlan ? await createSolver() : undefined
    const world = createWorld({ ...read, site, clock, seed, faultEveryMs, solver, log, teardown })
    const watches = [
      watchConnection(world),
      watchDevices(world),
      watchSoc(world),
      watchResidual(world),
      watchEnergy(world),
      watchEngine(world),
    ]
    const freshness = watchFreshness(world)
    world.onWrite((asset, powerKW) => freshness.writes(asset, powerKW, clock.now()))
    world.field.onStep((dtMs) => watches.forEach((watch) => watch.step?.(clock.now(), dtMs)))
    world.control.onCycle(() => watches.forEach((watch) => watch.turn?.(clock.now())))
    const meter = createValueMeter(world, hours)
    const learner = createSiteLearner({ assets: site.assets, image: world.image })
    clock.every(secondMs, () => {
      meter.sample()
      learner.second()
      for (const watch of watches) watch.second?.(clock.now())
    })
    world.start()
    await clock.run(hours * 3_600_000)
    const found = [...watches, freshness].flatMap((watch) => watch.finish())
    const invariants = [...found, await watchAudit(world)]
    return {
      site: site.name,
      seed,
      from,
      hours,
      cycleMs: site.cycleMs,
      faultEveryMs: faultEveryMs ?? null,
      ok: invariants.every(({ ok }) => ok),
      invariants,
      ...meter.totals(),
      writes: world.writes(),
      alarms: raised(world),
      incidents: world.faults.incidents(),
      learned: learner.learned(),
      fingerprint: world.fingerprint(),
    }
  } finally {
    await teardown.run()
  }
}

/** The site of the file with the seed and the cycle of this run. */
function siteOf({ simulation, ...site }: SiteConfig, { seed, cycleMs = site.cycleMs }: SimulateOptions): SiteConfig {
  checkCycle(cycleMs)
  return { ...site, cycleMs, simulation: { profiles: simulation?.profiles ?? {}, seed } }
}

function raised({ db }: { db: { all<Row>(sql: string): Row[] } }): Record<string, number> {
  const rows = db.all<{ code: string; times: number }>(
    "SELECT code, count(*) AS times FROM alarm_journal WHERE event = 'raised' GROUP BY code ORDER BY times DESC, code",
  )
  return Object.fromEntries(rows.map(({ code, times }) => [code, times]))
}
