import { atMost, type Figure, quantile } from './figure.ts'
import { absorbSurplus, shavePeak } from './loop/big-steps.ts'
import { processFigures } from './loop/process-figures.ts'
import { pause, startSiteUnderTest, type SiteUnderTest } from './loop/site-under-test.ts'
import { startToScreenMs } from './loop/start-to-screen.ts'
import { stepLatenciesMs } from './loop/step-latency.ts'

const quietMs = 120_000

/** Figures of the control loop: the demo site over real sockets, plant and engine in processes of their own. */
export async function measure(): Promise<Figure[]> {
  const startMs = await startToScreenMs()
  const site = await startSiteUnderTest()
  try {
    await pause(10_000)
    const quiet = await atWork(site)
    const latencies = await stepLatenciesMs(site)
    const surplus = await absorbSurplus(site)
    const peak = await shavePeak(site)
    return [
      ...quiet,
      atMost('meter step to setpoint write, p50', quantile(latencies, 0.5), 'ms', 250),
      atMost('meter step to setpoint write, p99', quantile(latencies, 0.99), 'ms', 450),
      atMost('2 MW surplus: export back inside its limit', surplus.insideS, 's', 2),
      atMost('2 MW surplus: storage relieved by miners', surplus.relievedS, 's', 60),
      atMost('1.5 MW peak: import back inside its limit', peak.insideS, 's', 2),
      atMost('installed start to live values on screen', startMs / 1_000, 's', 8),
    ]
  } finally {
    await site.stop()
  }
}

/** Two minutes of ordinary work: jitter as the engine measures it, CPU and memory as the kernel does. */
async function atWork({ engine, status }: SiteUnderTest): Promise<Figure[]> {
  const pid = engine.pid ?? 0
  const [before, startedAt] = [processFigures(pid), performance.now()]
  const jitters: number[] = []
  const timerLateMs: number[] = []
  let rssMB = 0
  while (performance.now() - startedAt < quietMs) {
    const due = performance.now() + 200
    await pause(200)
    timerLateMs.push(performance.now() - due)
    jitters.push(status().jitterP99Ms)
    rssMB = Math.max(rssMB, processFigures(pid).rssMB)
  }
  const cpuS = processFigures(pid).cpuS - before.cpuS
  console.log(`a bare 200 ms timer beside it is late by p99 ${quantile(timerLateMs, 0.99).toFixed(1)} ms`)
  return [
    atMost('cycle jitter p99 at 200 ms', jitters.at(-1) ?? Number.NaN, 'ms', 20),
    atMost('engine CPU', (100 * cpuS * 1_000) / (performance.now() - startedAt), '% of a core', 35),
    atMost('engine RSS', rssMB, 'MB', 450),
  ]
}
