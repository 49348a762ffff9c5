import type { Clock } from '../../../domain/clock.ts'
import type { Device } from '../../../domain/device.ts'
import type { Log } from '../../../domain/log.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import { createBacklog } from '../../historian/backlog.ts'
import { meterPointsOf } from '../../metering/meter-points.ts'
import { createMetering, type Metering } from '../../metering/metering.ts'
import type { Kept } from '../../metering/metering-store.ts'
import type { Stores } from '../../stores.ts'
import { steadily } from '../steadily.ts'
import type { Teardown } from '../../teardown.ts'
import { openChecks } from './check-meters.ts'

const closeEveryMs: Ms = 60_000
/** Slices of a long round, such as a year after a wrong clock, with room for the control loop between. */
const goOnEveryMs: Ms = 250

/** Metering of every counter that the devices deliver now. */
export function openMetering(
  needs: {
    site: SiteConfig
    field: { devices: ReadonlyMap<string, Pick<Device, 'traits' | 'onReadings'>> }
    points: readonly PointRef[]
    clock: Clock
    log: Log
    teardown: Teardown
  },
  { db, audit, historian }: Pick<Stores, 'db' | 'audit' | 'historian'>,
): Metering {
  const { site, field, clock, log, teardown } = needs
  const delivered = new Set(needs.points.map(({ assetId, point }) => `${assetId}/${point}`))
  const points = meterPointsOf(site, (assetId, point) => delivered.has(`${assetId}/${point}`))
  const backlogOf = (write: (items: readonly Kept[]) => void) =>
    createBacklog({ write, what: 'readings of registers', clock, log })
  const checks = openChecks({ site, points, devices: field.devices, clock })
  const { timeZone } = site
  const metering = createMetering({
    db,
    points,
    checks: checks.meters,
    timeZone,
    backlogOf,
    audit: audit.write,
    isClockSure: () => !historian.conditions().some(({ code }) => code === 'historian.clock'),
    clock,
    log,
  })
  const stop = clock.every(closeEveryMs, steadily(log, 'quarters of metering', metering.close).run)
  const stopGoingOn = clock.every(goOnEveryMs, steadily(log, 'a long round of metering', metering.goOn).run)
  teardown.add('metering', () => {
    stop()
    stopGoingOn()
    checks.stop()
    metering.stop()
    metering.close()
  })
  const observe: Metering['observe'] = (reading) =>
    metering.observe((id, point) => checks.reading(id, point) ?? reading(id, point))
  return { ...metering, observe }
}
