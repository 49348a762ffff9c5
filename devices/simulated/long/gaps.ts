import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { Plant } from '../plant.ts'
import { createRandom, seedOf, type Random } from '../random.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** How often in the mean, and how long in the mean, nobody answers; a restart begins the counters again. */
const usual = {
  device: { everyMs: 45 * dayMs, lastsMs: 20 * minuteMs },
  engine: { everyMs: 30 * dayMs, lastsMs: 4 * minuteMs },
  restart: { everyMs: 300 * dayMs, lastsMs: 2 * minuteMs },
}

interface Outage {
  from: EpochMs
  to: EpochMs
}

/** What is missing now and then: devices that do not answer or restart, and an engine that did not run. */
export interface Gaps {
  /** Moves on, and restarts devices whose time has come. */
  moveTo(at: EpochMs): void
  /** Whether a device's values are missing at the moment. */
  isMissing(deviceId: string): boolean
}

/** The gaps of a long run from its begin; `withRestarts` = devices lose their counters now and then. */
export function createGaps(plant: Plant, seed: number, withRestarts: boolean): Gaps {
  const begin = plant.at()
  const outagesOf = (name: string, how: { everyMs: Ms; lastsMs: Ms }) => {
    const random = createRandom(seedOf(seed, name))
    return { random, how, next: nextOutage(random, how, begin) }
  }
  const engine = outagesOf('gap engine', usual.engine)
  const devices = [...plant.devices.values()].map((device) => ({
    device,
    silence: outagesOf(`gap ${device.id}`, usual.device),
    restart: outagesOf(`restart ${device.id}`, usual.restart),
  }))
  const missing = new Set<string>()
  const isOut = (one: typeof engine, at: EpochMs) => {
    if (at >= one.next.to) one.next = nextOutage(one.random, one.how, at)
    return at >= one.next.from
  }
  return {
    moveTo(at) {
      const isEngineOut = isOut(engine, at)
      for (const { device, silence, restart } of devices) {
        const isSilent = isOut(silence, at)
        const isRestarting = withRestarts && isOut(restart, at)
        if (isRestarting) device.restart()
        if (isEngineOut || isSilent || isRestarting) missing.add(device.id)
        else missing.delete(device.id)
      }
    },
    isMissing: (deviceId) => missing.has(deviceId),
  }
}

function nextOutage(random: Random, { everyMs, lastsMs }: { everyMs: Ms; lastsMs: Ms }, at: EpochMs): Outage {
  const from = at - everyMs * Math.log(1 - random.next())
  return { from, to: from + minuteMs - lastsMs * Math.log(1 - random.next()) }
}
