import type { z } from 'zod'
import type { Clock } from '../../domain/clock.ts'
import { isInWindow, wallClock } from '../../domain/dispatch/clock-window.ts'
import type { Log } from '../../domain/log.ts'
import type { Trend, trendInput } from '../../domain/rpc/history.ts'
import { gridAssetOf, type SiteConfig } from '../../domain/site.ts'
import type { EpochMs, KW, Ms } from '../../domain/units.ts'

/** Where readings are kept. */
interface Kept {
  trend(request: z.infer<typeof trendInput>): Promise<Trend>
}

/** Highest mean import of the running month that is charged for, from stored readings. */
export interface DemandPeak {
  /** `undefined` until it was read, and where no demand charge is set up. */
  kW(): KW | undefined
  start(): void
  stop(): void
}

const hourMs: Ms = 3_600_000

/** Peak that the month has seen: read at the start and after each quarter of an hour, so that a restart forgets nothing. */
export function createDemandPeak(needs: { site: SiteConfig; historian: Kept; clock: Clock; log: Log }): DemandPeak {
  const { site, historian, clock, log } = needs
  const demand = site.controllers.peakShaving?.demand
  let highestKW: KW | undefined
  let stop: (() => void) | undefined
  const read = async (): Promise<void> => {
    if (!demand) return
    const spanMs = demand.meanMinutes * 60_000
    const now = clock.now()
    const from = monthBegin(now, site.timeZone)
    const to = now - (now % spanMs)
    const buckets = Math.round((to - from) / spanMs)
    if (buckets < 1) {
      highestKW = 0
      return
    }
    const about = { assetId: gridAssetOf(site).id, point: 'activePowerKW', from, to, buckets } as const
    const { mean, stepMs } = await historian.trend(about)
    const charged = mean.map((kW, i) => (isInWindow(demand, from + i * stepMs, site.timeZone) ? (kW ?? 0) : 0))
    highestKW = charged.reduce((most, kW) => Math.max(most, kW), 0)
  }
  const readSafely = (): void => {
    read().catch((error: unknown) => log.error('peak of the month not read', { error: String(error) }))
  }
  return {
    kW: () => highestKW,
    start() {
      if (!demand) return
      readSafely()
      stop = clock.every(demand.meanMinutes * 60_000, readSafely)
    },
    stop: () => stop?.(),
  }
}

/** Begin of the month on the site's clock. */
function monthBegin(now: EpochMs, timeZone: string): EpochMs {
  const month = (at: EpochMs) => wallClock(at, timeZone).date.slice(0, 7)
  let begin = now - (now % hourMs)
  while (month(begin - hourMs) === month(now)) begin -= hourMs
  return begin
}
