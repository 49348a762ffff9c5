import type { Stop } from '../../domain/clock.ts'
import type { Device } from '../../domain/device.ts'
import { usable } from '../../domain/reading.ts'
import type { PowerRange } from '../../domain/setpoint.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs, KW } from '../../domain/units.ts'

interface Sample {
  at: EpochMs
  powerKW: KW
}

/** Samples kept per asset: some seconds at the usual poll of 100 ms. */
const kept = 30

/** The last seconds of every asset's power, to look at all of them at one instant. */
export interface PowerTrace {
  start(): void
  stop(): void
  /**
   * What the asset's power can have been at `at`: between its samples before and after, or, when nothing newer is
   * known, the last sample alone (then `isNewest`). `undefined` without a usable sample.
   */
  around(assetId: string, at: EpochMs): { range: PowerRange; isNewest: boolean } | undefined
}

/** Listens to the devices of a site and keeps a short trace of each power. */
export function createPowerTrace({
  site,
  devices,
}: {
  site: SiteConfig
  devices: ReadonlyMap<string, Device>
}): PowerTrace {
  const traces = new Map<string, Sample[]>(site.assets.map((a) => [a.id, []]))
  const stops: Stop[] = []
  return {
    start() {
      for (const { id, device } of site.assets) {
        const trace = traces.get(id) ?? []
        const stop = devices.get(device)?.onReadings(({ activePowerKW }) => {
          const powerKW = usable(activePowerKW)
          if (activePowerKW === undefined || powerKW === undefined) return
          if ((trace.at(-1)?.at ?? 0) > activePowerKW.at) trace.length = 0 // the machine's clock was set back
          trace.push({ at: activePowerKW.at, powerKW })
          if (trace.length > kept) trace.shift()
        })
        if (stop) stops.push(stop)
      }
    },
    stop() {
      for (const stop of stops.splice(0)) stop()
    },
    around(assetId, at) {
      const trace = traces.get(assetId) ?? []
      const after = trace.findLastIndex((s) => s.at <= at)
      const before = trace[after]
      const next = trace[after + 1] ?? before
      const first = before ?? next
      if (!first || !next) return undefined
      const range = { minKW: Math.min(first.powerKW, next.powerKW), maxKW: Math.max(first.powerKW, next.powerKW) }
      return { range, isNewest: after === trace.length - 1 }
    },
  }
}
