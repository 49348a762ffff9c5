import type { KW } from '../../../domain/units.ts'
import { type GridRow, rmsKW, stepResponse, type StepResponse, unrestKW } from './measures.ts'
import { gaussianFrom } from './noise.ts'
import { type Bench, type BenchStart, startBench } from './on-the-loop.ts'

/** A bench that has settled on the grid power it found. */
async function settled(start: BenchStart): Promise<Bench & { heldKW: KW }> {
  const bench = await startBench(start)
  bench.plant.worksKW = () => 5_000
  await bench.run(1)
  const heldKW = Math.round(bench.plant.gridKW())
  bench.order.gridKW = heldKW
  await bench.run(30)
  return { ...bench, heldKW }
}

/** A load step of 2 MW while the grid power is to stay as it is. */
export async function loadStep(start: BenchStart, sizeKW: KW): Promise<StepResponse & { rows: GridRow[] }> {
  const bench = await settled(start)
  const fromS = bench.plant.seconds()
  bench.plant.worksKW = (t) => 5_000 + (t > fromS ? sizeKW : 0)
  const rows = await bench.record(20)
  await bench.stop()
  // the grid power jumps with the load and has to come back by the size of the step
  return { ...stepResponse(rows, { fromS, targetKW: bench.heldKW, sizeKW: -sizeKW, withinShare: 0.05 }), rows }
}

/** A frequency-like order of 1 MW less import, held for 15 minutes: storage gives it at once, mining takes it over. */
export async function heldOrder(start: BenchStart) {
  const bench = await settled(start)
  const fromS = bench.plant.seconds()
  const targetKW = bench.heldKW - 1_000
  const miningKW = bench.plant.sumKW('container')
  bench.order.gridKW = targetKW
  const rows = await bench.record(900)
  await bench.stop()
  const step = stepResponse(rows, { fromS, targetKW, sizeKW: -1_000, withinShare: 0.05 })
  const kept = rows.filter((r) => r.t > fromS + 2)
  const reached = rows.find((r) => bench.heldKW - r.gridKW >= 950)
  return {
    ninetyS: step.ninetyS,
    reachedS: (reached?.t ?? Infinity) - fromS,
    leastPct: 100 * Math.min(...kept.map((r) => (bench.heldKW - r.gridKW) / 1_000)),
    storageKW: Math.abs(bench.plant.sumKW('flywheel') + bench.plant.sumKW('battery')),
    miningLessKW: bench.plant.sumKW('container') - miningKW,
  }
}

/** An order every 4 s like a secondary-control signal: a bounded walk of 120 kW a step within +-2 MW. */
export async function walkingOrders(start: BenchStart, seconds: number) {
  const bench = await settled(start)
  const gaussian = gaussianFrom(11)
  let walkKW = 0
  const late: GridRow[] = []
  const all: GridRow[] = []
  for (let i = 0; i < seconds / 4; i++) {
    walkKW = Math.max(-2_000, Math.min(2_000, 0.99 * walkKW + 120 * gaussian()))
    const targetKW = bench.heldKW + walkKW
    bench.order.gridKW = targetKW
    const rows = (await bench.record(4)).map((r) => ({ t: r.t, gridKW: r.gridKW - targetKW }))
    all.push(...rows)
    late.push(...rows.slice(50))
  }
  await bench.stop()
  return { rmsPct: rmsKW(all, () => 0) / 20, latePct: rmsKW(late, () => 0) / 20 }
}

/** A load that pulses with 1 MW: what is left of it at the meter, as a share of what would be there without us. */
export async function pulsing(start: BenchStart, hertz: number) {
  const bench = await settled(start)
  const fromS = bench.plant.seconds()
  const pulse = (t: number) => (Math.floor(2 * hertz * (t - fromS)) % 2 === 0 ? 1_000 : 0)
  bench.plant.worksKW = (t) => 5_000 + pulse(t)
  const rows = await bench.record(120)
  await bench.stop()
  return { unrestPct: (100 * unrestKW(rows)) / 500, errorPct: (100 * rmsKW(rows, () => bench.heldKW)) / 707 }
}

/** Nothing happens for five minutes. */
export async function atRest(start: BenchStart) {
  const bench = await settled(start)
  const before = bench.plant.writes.length
  const rows = await bench.record(300)
  await bench.stop()
  const grid = rows.map((r) => r.gridKW)
  return {
    writesPerS: (bench.plant.writes.length - before) / 300,
    rmsKW: rmsKW(rows, () => bench.heldKW),
    spanKW: Math.max(...grid) - Math.min(...grid),
  }
}

/** Clouds: what is missing swings by up to 5 MW, mostly within 10 to 20 s. */
export async function clouds(start: BenchStart) {
  const bench = await settled(start)
  const fromS = bench.plant.seconds()
  const swing = (t: number) => 1_250 * (Math.sin((t - fromS) / 7) + Math.sin((t - fromS) / 11.3))
  bench.plant.worksKW = (t) => 5_000 + swing(t)
  const rows = await bench.record(120)
  await bench.stop()
  const uncontrolled = rows.map((r) => ({ t: r.t, gridKW: swing(r.t) }))
  return { rmsKW: rmsKW(rows, () => bench.heldKW), uncontrolledKW: rmsKW(uncontrolled, () => 0) }
}

/**
 * Steps of 500 kW one after the other at changing phases of meter and cycle: time from the step until the last of the
 * setpoints that answer it leaves (`sent`) and acts in its device (`acting`), ms.
 */
export async function stepLatencies(start: BenchStart, count: number) {
  const bench = await settled(start)
  const sent: number[] = []
  const acting: number[] = []
  let levelKW = 5_000
  for (let i = 0; i < count; i++) {
    await bench.run(9 + (i % 10) * 0.02 + (i % 7) * 0.1)
    const fromS = bench.plant.seconds()
    const change = i % 4 < 2 ? 500 : -500
    const nextKW = levelKW + change
    const beforeKW = levelKW
    bench.plant.worksKW = (t) => (t > fromS ? nextKW : beforeKW)
    levelKW = nextKW
    const first = bench.plant.writes.length
    await bench.run(1.6)
    const answer = answering(bench, first, change)
    sent.push(answer.sentAt - fromS * 1_000)
    acting.push(answer.actsAt - fromS * 1_000)
  }
  await bench.stop()
  return { sent, acting, decided: bench.decided }
}

/** The write with which 95 % of the change are under way, of those that storage got since the step. */
function answering({ plant }: Bench, first: number, changeKW: KW) {
  const before = new Map([...plant.assets.values()].map((a) => [a.asset.id, a.setpointKW]))
  for (const w of plant.writes.slice(0, first)) before.set(w.id, w.powerKW)
  let given = 0
  let actsAt = 0
  for (const w of plant.writes.slice(first)) {
    const kind = plant.assets.get(w.id)?.asset.kind
    if (kind !== 'flywheel' && kind !== 'battery') continue
    given += w.powerKW - (before.get(w.id) ?? 0)
    before.set(w.id, w.powerKW)
    actsAt = Math.max(actsAt, w.actsAt)
    if (given / changeKW >= 0.9) return { sentAt: w.sentAt, actsAt }
  }
  return { sentAt: Infinity, actsAt: Infinity }
}
