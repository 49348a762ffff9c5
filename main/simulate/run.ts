import type { Log } from '../../domain/log.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { readField, simulatedBegin } from '../field-side.ts'
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
  hasFaults: boolean
  ok: boolean
  invariants: readonly Invariant[]
  value: Value
  peakQuarterKW: number
  assets: Record<string, AssetTotals>
  writes: number
  /** Alarms raised, by code. */
  alarms: Record<string, number>
  incidents: readonly Incident[]
  /** SHA-256 over every setpoint with its instant. */
  fingerprint: string
}

const secondMs: Ms = 1_000

/**
 * Runs engine and simulated site on one virtual clock, as fast as the machine can. The same options give the same result.
 * @throws PowerchainError `Config.*` for a site file that cannot be simulated
 */
export async function runSimulation(options: SimulateOptions, log: Log): Promise<SimulationResult> {
  const { siteFile, seed, hours, hasFaults } = options
  const start = { siteFile, dataDir: '', log }
  const { site: given, read } = readField({ ...start, clock: createVirtualClock(0) })
  const from = options.from ?? simulatedBegin(given)
  const clock = createVirtualClock(from)
  const cycleMs = options.cycleMs ?? given.cycleMs
  checkCycle(cycleMs)
  const { startAt: _, ...simulation } = given.simulation ?? { profiles: {} }
  const site = { ...given, cycleMs, simulation: { ...simulation, seed } }
  const teardown = createTeardown(log)
  try {
    const world = createWorld({ site, siteFile, read, clock, seed, hasFaults, log, teardown })
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
    clock.every(secondMs, meter.sample)
    world.start()
    await clock.run(hours * 3_600_000)
    const found = [...watches, freshness].flatMap((watch) => watch.finish())
    const invariants = [...found, await watchAudit(world)]
    return {
      site: site.name,
      seed,
      from,
      hours,
      cycleMs,
      hasFaults,
      ok: invariants.every(({ ok }) => ok),
      invariants,
      ...meter.totals(),
      writes: world.writes(),
      alarms: raised(world),
      incidents: world.faults.incidents(),
      fingerprint: world.fingerprint(),
    }
  } finally {
    await teardown.run()
  }
}

function raised({ db }: { db: { all<Row>(sql: string): Row[] } }): Record<string, number> {
  const rows = db.all<{ code: string; times: number }>(
    "SELECT code, count(*) AS times FROM alarm_journal WHERE event = 'raised' GROUP BY code ORDER BY times DESC, code",
  )
  return Object.fromEntries(rows.map(({ code, times }) => [code, times]))
}
