import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { SiteConfig } from '../../domain/site.ts'
import { meterPointsOf } from '../metering/meter-points.ts'
import { createMetering, type Metering } from '../metering/metering.ts'
import type { Stores } from '../stores.ts'
import type { Teardown } from '../teardown.ts'

/** Metering of every counter that the devices deliver now. */
export function openMetering(
  needs: { site: SiteConfig; points: readonly PointRef[]; clock: Clock; log: Log; teardown: Teardown },
  { db, audit }: Pick<Stores, 'db' | 'audit'>,
): Metering {
  const { site, clock, log, teardown } = needs
  const delivered = new Set(needs.points.map(({ assetId, point }) => `${assetId}/${point}`))
  const points = meterPointsOf(site, (assetId, point) => delivered.has(`${assetId}/${point}`))
  const metering = createMetering({ db, points, timeZone: site.timeZone, audit: audit.write, clock, log })
  metering.start()
  teardown.add('metering', metering.stop)
  return metering
}
