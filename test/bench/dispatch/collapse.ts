import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchStart, startBench } from './on-the-loop.ts'

/** The grid frequency of Toledo on 28 April 2025, every 2 s from 13:00 local time (apagon_april28, MIT licence). */
const file = join(
  process.env['POWERCHAIN_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'),
  'energy/iberia_20250428_toledo_voltage_frequency_2s.csv',
)
/** From 40 s before the fall until the grid was dead, seconds of the record. */
const part = { from: '12:32:40', until: '12:34:50' }
/** FCR of 2 MW, and mining that lets go in two stages: a third below 49.8 Hz, all of it below 49.5 Hz. */
const stages = [
  { belowHz: 49.8, sharePct: 33 },
  { belowHz: 49.5, sharePct: 100 },
]
const controllers = {
  frequencyResponse: {
    services: [{ id: 'fcr', service: 'fcrContinentalEurope', upKW: 2_000, downKW: 2_000 }],
    shedding: stages,
  },
}
const drawKW = 900

/** How the site went through the recorded collapse. */
export interface CollapseResult {
  /** From the fall below the last step until the stop of half of the containers has left, and until mining draws less than a tenth. */
  orderedS: number
  shedS: number
  /** Containers told to draw more again while the frequency was still below. */
  raised: number
  /** Changes of direction of the site's draw by more than 2 % of it. */
  swings: number
}

/** `undefined` when the record is not on this machine. */
export async function recordedCollapse(start: BenchStart): Promise<CollapseResult | undefined> {
  if (!existsSync(file)) return undefined
  const record = readRecord()
  let heldKW = 0
  const peerOrderOf = (hz: number) => (heldKW === 0 ? undefined : heldKW - shareAt(hz) * 30 * drawKW)
  const bench = await startBench({ ...start, drawKW, controllers, peerOrderOf })
  bench.plant.worksKW = () => 5_000
  await bench.run(5)
  heldKW = Math.round(bench.plant.gridKW())
  await bench.run(20)
  const beganS = bench.plant.seconds()
  const hzAt = (t: number) => record[Math.min(record.length - 1, Math.floor((t - beganS) / 2))] ?? 50
  bench.plant.frequencyHz = hzAt
  const before = bench.plant.writes.length
  const draws: { t: number; mining: number; gridKW: number }[] = []
  for (let t = 0; t < record.length * 2; t += 0.1) {
    await bench.run(0.1)
    const now = bench.plant.seconds()
    draws.push({ t: now, mining: -bench.plant.sumKW('container'), gridKW: bench.plant.gridKW() })
  }
  await bench.stop()
  const full = draws.find((d) => hzAt(d.t) < 49.5)?.t ?? Infinity
  const shed = draws.find((d) => d.t >= full && d.mining < 0.1 * 30 * drawKW)?.t ?? Infinity
  const orders = bench.plant.writes.slice(before).filter((w) => w.id.startsWith('container') && w.powerKW === 0)
  return {
    orderedS: (orders[14]?.sentAt ?? Infinity) / 1_000 - full,
    shedS: shed - full,
    raised: raises(bench.plant.writes.slice(before)),
    swings: swingsOf(
      draws.map((d) => d.gridKW),
      0.02 * heldKW,
    ),
  }
}

function shareAt(hz: number): number {
  return stages.reduce((most, s) => (hz < s.belowHz ? Math.max(most, s.sharePct / 100) : most), 0)
}

function readRecord(): number[] {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  const at = (time: string) => rows.findIndex((row) => row.includes(time))
  return rows.slice(at(part.from), at(part.until)).map((row) => Number(row.split(',')[3]))
}

function raises(writes: readonly { id: string; powerKW: number }[]): number {
  const last = new Map<string, number>()
  let count = 0
  for (const { id, powerKW } of writes.filter((w) => w.id.startsWith('container'))) {
    if (powerKW < (last.get(id) ?? -Infinity) - 1) count += 1
    last.set(id, powerKW)
  }
  return count
}

/** Turns of a curve that go back by more than `deadKW`. */
function swingsOf(values: readonly number[], deadKW: number): number {
  let [turns, direction, extreme] = [0, 0, values[0] ?? 0]
  for (const value of values) {
    if (direction >= 0 && value > extreme) extreme = value
    else if (direction <= 0 && value < extreme) extreme = value
    else if (Math.abs(value - extreme) > deadKW) {
      if (direction !== 0) turns += 1
      direction = value > extreme ? 1 : -1
      extreme = value
    }
    if (direction === 0 && Math.abs(value - extreme) > deadKW) direction = value > extreme ? 1 : -1
  }
  return turns
}
