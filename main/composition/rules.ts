import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { PointName } from '../../domain/points.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import { createDepartureTable, type DepartureTable } from '../health/keep/departure-table.ts'
import { createRules } from '../health/rules/rules.ts'
import type { Expected, ExpectedThen, Rules } from '../health/rules/rules-needs.ts'
import { holdMs } from '../historian/keep.ts'
import type { Image } from '../image.ts'
import type { Stores } from '../stores.ts'
import type { Teardown } from '../teardown.ts'

/** Rules of health at work on what the control loop reads. */
export interface OpenRules {
  desk: Rules
  /** Takes the image of each cycle; looks at one a second. Never throws. */
  observe(image: Image): void
}

const scanMs: Ms = 1_000
/** What is normal is judged four times a day; a departure speaks until the next one, and the one after that. */
const departureHoldsMs: Ms = 12 * 3_600_000
/** Departures are looked up anew after so long. */
const lookUpMs: Ms = 600_000

/** Opens the rules of a site over its stores; what they remember is kept when it stops. Errors: `Store.*`. */
export function openRules(
  { site, clock, log, teardown }: { site: SiteConfig; clock: Clock; log: Log; teardown: Teardown },
  { db, historian, audit }: Pick<Stores, 'db' | 'historian' | 'audit'>,
  { points }: { points: () => readonly PointRef[] },
): OpenRules {
  let now: Image | undefined
  let dueAt = -Infinity
  const departures = createDepartureTable({ db })
  const departureAt = newestDepartures(departures)
  const valueOf = (assetId: string, point: PointName) => now?.value(assetId, point)
  const rules = createRules({
    db,
    site,
    points,
    samplesOf: historian.recorded,
    meansOf: historian.rollUps,
    // what the model expects now lies as far from the value as the newest judgement found it to lie
    expected(assetId, point, at): Expected | undefined {
      const value = valueOf(assetId, point)
      const departure = departureAt(assetId, point, at)
      return value === undefined || !departure ? undefined : { value: value - departure.more, spread: departure.scale }
    },
    expectedThen: expectedOf(departures, historian),
    holdMs,
    audit: audit.write,
    clock,
    log,
  })
  teardown.add('rules of health', rules.keep)
  return {
    desk: rules,
    observe(image) {
      if (image.at < dueAt && dueAt - image.at <= scanMs) return
      dueAt = image.at + scanMs
      now = image
      try {
        rules.scan(image.at, valueOf)
      } catch (error) {
        log.error('rules of health failed at a scan', { reason: String(error) })
      }
    },
  }
}

/** How far a point lies above what its model expects, by the newest judgement before an instant. */
interface Found {
  more: number
  scale: number
}

function newestDepartures(
  table: DepartureTable,
): (assetId: string, point: PointName, at: EpochMs) => Found | undefined {
  const known = new Map<string, { until: EpochMs; found: Found | undefined }>()
  return (assetId, point, at) => {
    const key = `${assetId} ${point}`
    const cached = known.get(key)
    if (cached && at < cached.until) return cached.found
    const newest = table.series(assetId, point, at - departureHoldsMs, at).at(-1)
    const found = newest && { more: newest.value - newest.expected, scale: newest.scale }
    known.set(key, { until: at + lookUpMs, found })
    return found
  }
}

/** The same over the past, by steps. */
function expectedOf(table: DepartureTable, historian: Stores['historian']): ExpectedThen {
  return async ({ assetId, point, from, to, buckets }) => {
    const { mean } = await historian.rollUps({ assetId, point, from, to, buckets })
    const rows = table.series(assetId, point, from - departureHoldsMs, to)
    const stepMs = (to - from) / buckets
    const [value, spread] = [new Float64Array(buckets).fill(Number.NaN), new Float64Array(buckets).fill(Number.NaN)]
    let next = 0
    for (let step = 0; step < buckets; step++) {
      const at = from + (step + 1) * stepMs
      while (next < rows.length && (rows[next]?.at ?? Infinity) <= at) next++
      const row = rows[next - 1]
      if (!row || at - row.at > departureHoldsMs) continue
      value[step] = (mean[step] ?? Number.NaN) - (row.value - row.expected)
      spread[step] = row.scale
    }
    return { value, spread }
  }
}
