import { type Clock, type Stop } from '../../../domain/clock.ts'
import type { Device } from '../../../domain/device.ts'
import { meterClasses, pairLimitPct } from '../../../domain/metering/accuracy.ts'
import { type MeterPoint, registers } from '../../../domain/metering/meter.ts'
import type { PointName } from '../../../domain/points.ts'
import { aged, noReading, type Reading } from '../../../domain/reading.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { CheckMeter } from '../../metering/check-meters.ts'

/** Registers are read rarely; an older reading says nothing of now. */
const maxAgeMs: Ms = 60_000

/** The check meters that the site file names and whose devices count what the meter of their point counts. */
export function openChecks({
  site,
  points,
  devices,
  clock,
}: {
  site: SiteConfig
  points: readonly MeterPoint[]
  devices: ReadonlyMap<string, Pick<Device, 'traits' | 'onReadings'>>
  clock: Pick<Clock, 'now'>
}) {
  const newest = new Map<string, Partial<Record<PointName, Reading>>>()
  const stops: Stop[] = []
  const meters = (site.metering?.points ?? []).flatMap((asked): CheckMeter[] => {
    const own = points.find(({ id }) => id === asked.asset)
    const device = asked.checkMeter && devices.get(asked.checkMeter.device)
    if (!own || !device || !asked.checkMeter) return []
    const id = `check:${own.id}`
    const common = own.registers.filter((name) => device.traits.points.includes(registers[name].point))
    stops.push(device.onReadings((batch) => void newest.set(id, { ...newest.get(id), ...batch })))
    return [
      {
        of: own.id,
        name: site.assets.find((asset) => asset.id === own.id)?.name ?? own.id,
        point: { ...own, id, registers: common },
        limitPct: pairLimitPct(meterClasses[asked.class], meterClasses[asked.checkMeter.class]),
      },
    ]
  })
  return {
    meters,
    /** Newest reading of a check meter; `undefined` for what is none. */
    reading(id: string, point: PointName): Reading | undefined {
      if (!meters.some((meter) => meter.point.id === id)) return undefined
      return aged(newest.get(id)?.[point] ?? noReading, clock.now(), maxAgeMs)
    },
    stop: () => stops.splice(0).forEach((stop) => stop()),
  }
}
