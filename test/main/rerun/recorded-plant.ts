import { type SiteConfig } from '../../../domain/site.ts'
import type { PointName } from '../../../domain/points.ts'
import { qualities } from '../../../domain/reading.ts'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { RerunTask } from '../../../main/rerun/compare-runs.ts'
import { settingsOf, withSettings } from '../../../main/rerun/settings.ts'
import type { RerunSettings } from '../../../domain/rpc/past/rerun.ts'
import type { SamplesOf } from '../../../main/replay/recording.ts'
import { createPlant, siteOf } from '../dispatch/plant.ts'

/** Begin of what is recorded. */
export const begin = Date.UTC(2026, 3, 14, 12)
const good = qualities.indexOf('good')

/** A factory that draws 5 MW with a peak to 9 MW, sun with clouds, a battery, flywheels and two containers. */
export const works = siteOf(
  [
    { kind: 'load', id: 'factory', ratedPowerKW: 10_000 },
    { kind: 'pv', id: 'sun', ratedPowerKW: 6_000 },
    { kind: 'battery', id: 'battery', chemistry: 'liIon', ratedPowerKW: 2_000, ratedEnergyKWh: 4_000 },
    { kind: 'flywheel', id: 'wheels', units: 10, unitEnergyKWh: 30, ratedPowerKW: 1_000 },
    { kind: 'container', id: 'mine-1', container: 'sha256Current' },
    { kind: 'container', id: 'mine-2', container: 'sha256Current' },
  ],
  { controllers: { peakShaving: { aboveKW: 8_000 }, surplusAbsorption: { mineFromGridKW: 6_000 } } },
)

function factoryKW(seconds: number): number {
  const isPeak = seconds >= 120 && seconds < 240
  return -(5_000 + (isPeak ? 4_000 : 0) + 200 * Math.sin(seconds / 17))
}

function sunKW(seconds: number): number {
  return 500 + 400 * Math.sin(seconds / 61)
}

function pointsOf(id: string): PointName[] {
  return id === 'battery' || id === 'wheels' ? ['activePowerKW', 'socPct'] : ['activePowerKW']
}

/** What a plant does under the real loop, stored once a second as the historian does. */
export async function recordedPlant({
  site = works,
  seconds = 360,
  until = {},
}: {
  site?: SiteConfig
  seconds?: number
  /** Asset whose readings end at a second. */
  until?: Record<string, number>
} = {}) {
  const plant = createPlant({ site, start: begin })
  plant.asset('factory').natural = factoryKW
  plant.asset('sun').natural = sunKW
  for (const id of ['mine-1', 'mine-2']) plant.asset(id).powerKW = -400
  plant.control.start()
  const points: PointRef[] = site.assets.flatMap(({ id }) => pointsOf(id).map((point) => ({ assetId: id, point })))
  const columns = points.map((): number[] => [])
  for (let s = 0; s < seconds; s++) {
    points.forEach(({ assetId, point }, place) => {
      const { powerKW, socPct } = plant.asset(assetId)
      const value = point === 'socPct' ? socPct : assetId === 'grid' ? plant.gridKW() : powerKW
      if (s < (until[assetId] ?? Infinity)) columns[place]?.push(value)
    })
    await plant.run(1)
  }
  const samplesOf: SamplesOf = ({ assetId, point, from, to }) => {
    const column = columns[points.findIndex((ref) => ref.assetId === assetId && ref.point === point)] ?? []
    const at = column.map((_, s) => begin + s * 1_000)
    const isIn = (_: number, s: number) => (at[s] ?? 0) >= from && (at[s] ?? 0) < to
    const value = Float64Array.from(column.filter(isIn))
    return Promise.resolve({
      at: Float64Array.from(at.filter(isIn)),
      value,
      quality: new Uint8Array(value.length).fill(good),
    })
  }
  const task = (settings: Partial<RerunSettings> = {}): RerunTask => ({
    from: begin,
    to: begin + seconds * 1_000,
    settings: { ...settingsOf(site), ...settings },
    site,
    points,
    holdMs: points.map(() => 5_000),
    steered: ['sun', 'battery', 'wheels', 'mine-1', 'mine-2'],
    instructions: [],
    modes: [{ at: begin, mode: 'automatic' }],
    prices: [80],
  })
  return { samplesOf, task }
}

/** The same plant with other settings, as it really went. */
export function recordedWith(settings: Partial<RerunSettings>) {
  return recordedPlant({ site: withSettings(works, { ...settingsOf(works), ...settings }) })
}
