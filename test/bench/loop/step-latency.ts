import { pause, type SiteUnderTest } from './site-under-test.ts'

const steps = 40
const sizeKW = 1_200
/** Steps closer together than this look like flicker, which the loop rightly stops following. */
const apartMs = 6_200
const fast = new Set(['flywheels', 'li-ion'])

/**
 * Times from a step of the grid meter's register to the first setpoint that a device takes because of it. The meter is made to
 * show an import above the peak limit, at a random moment of the cycle; between the steps it shows the truth.
 */
export async function stepLatenciesMs({ plant, client }: SiteUnderTest): Promise<number[]> {
  const { peakShavingAboveKW = 0 } = await client.site.describe()
  const latencies: number[] = []
  for (let i = 0; i < steps; i++) {
    await pause(apartMs + Math.random() * 400)
    const latency = await oneStep(plant, peakShavingAboveKW + sizeKW)
    plant.override('grid', undefined)
    if (latency !== undefined) latencies.push(latency)
  }
  if (latencies.length < steps * 0.95) throw new Error(`only ${latencies.length} of ${steps} steps were answered`)
  return latencies
}

async function oneStep(plant: SiteUnderTest['plant'], shownKW: number): Promise<number | undefined> {
  const answered = Promise.withResolvers<number>()
  const startedAt = performance.now()
  const stop = plant.onWrite((deviceId, powerKW) => {
    const isAnswer = fast.has(deviceId) && powerKW > plant.powerKW(deviceId) + sizeKW / 4
    if (isAnswer) answered.resolve(performance.now() - startedAt)
  })
  plant.override('grid', shownKW)
  const latency = await Promise.race([answered.promise, pause(2_000).then(() => undefined)])
  stop()
  return latency
}
