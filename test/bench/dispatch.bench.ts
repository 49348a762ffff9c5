import { recordedCollapse } from './dispatch/collapse.ts'
import type { BenchStart } from './dispatch/on-the-loop.ts'
import { atRest, clouds, heldOrder, loadStep, pulsing, stepLatencies, walkingOrders } from './dispatch/scenarios.ts'
import { atLeast, atMost, type Figure, quantile } from './figure.ts'
import { valueFigures } from './value/value-figures.ts'

/** Every scenario of chance runs with each of these; the worst counts. */
const seeds = [7, 8, 9, 10, 11]
const steps = 200

/**
 * Figures of the fast loop: the real turns over fifty assets in memory on virtual time. Powers are 100 to 300 ms old with 8 kW
 * of noise at the meter, writes act after 80 to 800 ms. A PI loop with proportional sharing steers the same plant beside it.
 */
export async function measure(): Promise<Figure[]> {
  const loop = [await latencyFigures(), await stepFigures(), await serviceFigures(), await restFigures()]
  return [...loop.flat(), ...yearFigures()]
}

/** What the decisions earn over a year of prices, as `npm run bench -- value` measures it; nothing without the data. */
function yearFigures(): Figure[] {
  try {
    return valueFigures()
  } catch (error) {
    console.log(`value over a year of prices not measured: ${error instanceof Error ? error.message : String(error)}`)
    return []
  }
}

async function latencyFigures(): Promise<Figure[]> {
  const { sent, acting, decided } = await stepLatencies({ hand: 'loop' }, steps)
  const times = decided.filter((d) => !d.isInterrupted).map((d) => d.ms)
  const all = decided.map((d) => d.ms)
  console.log(
    `deciding: median ${quantile(all, 0.5).toFixed(2)} ms; p99 of all ${all.length} turns ${quantile(all, 0.99).toFixed(1)} ms, ` +
      `in ${all.length - times.length} of them the machine gave the processor to another program`,
  )
  console.log(
    `step to setpoint in the device: median ${quantile(acting, 0.5).toFixed(0)} ms, p99 ${quantile(acting, 0.99).toFixed(0)} ms`,
  )
  return [
    atMost('deciding for 50 assets, p99 of turns not interrupted by other programs', quantile(times, 0.99), 'ms', 5),
    atMost(
      'step at the meter to last setpoint sent, p99 (without the time the device takes)',
      quantile(sent, 0.99),
      'ms',
      450,
    ),
  ]
}

async function stepFigures(): Promise<Figure[]> {
  const rows: Figure[] = []
  for (const [fleet, words] of [
    ['ample', ''],
    ['lean', ', lean storage'],
  ] as const) {
    const runs = await eachSeed((seed) => loadStep({ hand: 'loop', fleet, seed }, 2_000))
    const back = await eachSeed((seed) => loadStep({ hand: 'loop', fleet, seed }, -2_000))
    const all = [...runs, ...back]
    rows.push(
      atMost(`2 MW step${words}: within 5 %`, Math.max(...all.map((r) => r.settledS)), 's', 1),
      atMost(`2 MW step${words}: overshoot`, Math.max(...all.map((r) => r.overshootPct)), '%', 3),
    )
  }
  const peer = await loadStep({ hand: 'peer' }, 2_000)
  console.log(
    `peer, 2 MW step: within 5 % after ${peer.settledS.toFixed(1)} s, overshoot ${peer.overshootPct.toFixed(0)} %`,
  )
  return rows
}

async function serviceFigures(): Promise<Figure[]> {
  const held = await eachSeed((seed) => heldOrder({ hand: 'loop', seed }), 3)
  const walks = await eachSeed((seed) => walkingOrders({ hand: 'loop', seed }, 300), 3)
  const peer = await walkingOrders({ hand: 'peer' }, 300)
  console.log(`peer, orders every 4 s: ${peer.rmsPct.toFixed(2)} % of capacity, last 3 s ${peer.latePct.toFixed(2)} %`)
  return [
    atMost('FCR-like order: 90 %', Math.max(...held.map((r) => r.ninetyS)), 's', 1),
    atMost('FCR-like order: full within 5 %', Math.max(...held.map((r) => r.reachedS)), 's', 2),
    atLeast('FCR-like order: least delivered in 15 min', Math.min(...held.map((r) => r.leastPct)), '%', 95),
    atMost('FCR-like order: storage still at work after 15 min', Math.max(...held.map((r) => r.storageKW)), 'kW', 100),
    atMost('orders every 4 s: RMS error of 2 MW', Math.max(...walks.map((r) => r.rmsPct)), '%', 2),
    atMost('orders every 4 s: last 3 s of each', Math.max(...walks.map((r) => r.latePct)), '%', 0.5),
  ]
}

async function restFigures(): Promise<Figure[]> {
  const rows: Figure[] = []
  for (const hertz of [0.1, 0.2, 0.5, 1]) {
    const run = await pulsing({ hand: 'loop' }, hertz)
    const peer = await pulsing({ hand: 'peer' }, hertz)
    console.log(
      `1 MW at ${hertz} Hz: changes ${run.unrestPct.toFixed(0)} % of the load's own (peer ${peer.unrestPct.toFixed(0)} %)`,
    )
    rows.push(atMost(`1 MW pulsing at ${hertz} Hz: error, of that without us`, run.errorPct, '%', 100))
  }
  const rest = await atRest({ hand: 'loop' })
  const sky = await clouds({ hand: 'loop' })
  const skyPeer = await clouds({ hand: 'peer' })
  return [
    ...rows,
    atMost('at rest: writes', rest.writesPerS, '/s', 2),
    atMost('at rest: grid power between its ends', rest.spanKW, 'kW', 100),
    atMost('clouds of 5 MW: RMS error', sky.rmsKW, 'kW', 100),
    atMost('clouds of 5 MW: RMS error, of that of a PI loop', (100 * sky.rmsKW) / skyPeer.rmsKW, '%', 50),
    ...(await collapseFigures({ hand: 'loop' })),
  ]
}

async function collapseFigures(start: BenchStart): Promise<Figure[]> {
  const result = await recordedCollapse(start)
  if (!result) {
    console.log('the recorded frequency collapse is not on this machine: POWERCHAIN_DATA names the folder it lies in')
    return []
  }
  return [
    atMost('recorded collapse: stop of the containers given after', result.orderedS, 's', 1),
    atMost('recorded collapse: mining below a tenth after', result.shedS, 's', 10),
    atMost('recorded collapse: containers raised again', result.raised, '', 0),
    atMost('recorded collapse: swings of the grid power', result.swings, '', 0),
  ]
}

async function eachSeed<R>(run: (seed: number) => Promise<R>, count = seeds.length): Promise<R[]> {
  const results: R[] = []
  for (const seed of seeds.slice(0, count)) results.push(await run(seed))
  return results
}
