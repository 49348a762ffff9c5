import { pause, type SiteUnderTest } from './site-under-test.ts'

const steps = 60
const sizeKW = 1_500
const fast = new Set(['flywheels', 'li-ion'])

/**
 * Times from a step of the grid meter's register to the first setpoint that a device takes because of it. The meter is made to
 * show an import above the peak limit, at a random moment of the cycle; between the steps it shows the truth.
 */
export async function stepLatenciesMs({ plant }: SiteUnderTest): Promise<number[]> {
  const latencies: number[] = []
  for (let i = 0; i < steps; i++) {
    await pause(2_500 + Math.random() * 400)
    const latency = await oneStep(plant)
    plant.override('grid', undefined)
    if (latency !== undefined) latencies.push(latency)
  }
  if (latencies.length < steps * 0.95) throw new Error(`only ${latencies.length} of ${steps} steps were answered`)
  return latencies
}

async function oneStep(plant: SiteUnderTest['plant']): Promise<number | undefined> {
  const answered = Promise.withResolvers<number>()
  const startedAt = performance.now()
  const stop = plant.onWrite((deviceId, powerKW) => {
    const isAnswer = fast.has(deviceId) && powerKW > plant.powerKW(deviceId) + sizeKW / 4
    if (isAnswer) answered.resolve(performance.now() - startedAt)
  })
  plant.override('grid', 9_000 + sizeKW)
  const latency = await Promise.race([answered.promise, pause(2_000).then(() => undefined)])
  stop()
  return latency
}
