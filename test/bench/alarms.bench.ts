import { flood, loseDevice } from './alarms/flood.ts'
import { floodPage } from './alarms/page.ts'
import { atLeast, atMost, type Figure, quantile } from './figure.ts'

/** Figures of the alarm list over a database on the disk, in real control cycles of 200 ms. */
export async function measure(): Promise<Figure[]> {
  const { journalled, outOfOrder, wrongTops, listed, jitterP99Ms, tookMs, journalledAfterMs } = await flood()
  const lost = await loseDevice()
  const page = await floodPage()
  return [
    exactly('10,000 alarms in one second: journalled', journalled, 10_000),
    exactly('of these out of order', outOfOrder, 0),
    exactly('in the list', listed, 10_000),
    exactly('cycles with other than the ten most important on top', wrongTops, 0),
    atMost('first alarm to the last one journalled', journalledAfterMs, 'ms', 2_500),
    atMost('cycle jitter meanwhile, p99', jitterP99Ms, 'ms', 20),
    atMost('work of the list in a cycle of 200 ms, p99', quantile(tookMs, 0.99), 'ms', 100),
    exactly('loss of a device of 1,000 points: alarms', lost, 1),
    atLeast('frames a second of the alarm screen in the slowest second of the flood', page.flood, '/s', 30),
    atLeast('the same before it, for comparison', page.calm, '/s', 30),
  ]
}

function exactly(name: string, value: number, target: number): Figure {
  return { name, value, unit: '', target: String(target), ok: value === target }
}
