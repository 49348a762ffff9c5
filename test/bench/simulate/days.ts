import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { silentLog } from '../../../domain/log.ts'
import { readSimulated, runSimulation, type SimulatedSite, type SimulationResult } from '../../../main/simulate/run.ts'

/** A part of a day of the year that is to be simulated. */
export interface DayPart {
  /** 0 to 364. */
  day: number
  site: 'demo' | 'weak'
}

const files = {
  demo: new URL('../../../devices/simulated/demo-site.yaml', import.meta.url),
  weak: new URL('../../simulation/weak-site.yaml', import.meta.url),
}

/** How each day is looked at. */
export const dayPart = { hours: 0.2, cycleMs: 500, faultEveryMs: 120_000 }
const hourMs = 3_600_000

/** A spread of hours over the days, so that the year sees every hour of the day in every season. */
const hourOf = (day: number) => (day * 7) % 24

/**
 * Simulates parts of days in threads until all are done or the time is over; gives what came out, in the order it did.
 * A part that a thread has begun is brought to its end.
 */
export async function simulateDays(
  parts: readonly DayPart[],
  threads: number,
  untilMs: number,
): Promise<SimulationResult[]> {
  const results: SimulationResult[] = []
  const waiting = parts.values()
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(fileURLToPath(import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 64 } })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      const give = (part: DayPart) => worker.postMessage(part)
      const next = () => {
        const part = performance.now() < untilMs ? waiting.next().value : undefined
        if (part) give(part)
        else void worker.terminate().then(() => resolve())
      }
      worker.on('message', (result: SimulationResult) => {
        results.push(result)
        next()
      })
      worker.on('error', reject)
      next()
    })
  await Promise.all(Array.from({ length: threads }, one))
  return results
}

if (!isMainThread) {
  const read = new Map<string, SimulatedSite>()
  parentPort?.on('message', ({ day, site }: DayPart) => {
    const known = read.get(site) ?? readSimulated(fileURLToPath(files[site]), silentLog)
    read.set(site, known)
    const from = Date.UTC(2025, 0, 1) + (24 * day + hourOf(day)) * hourMs
    void runSimulation(known, { from, seed: 1_000 + day, ...dayPart }, silentLog).then(tell)
  })
}

function tell(result: SimulationResult): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(result)
}
