import { createPlant, type Plant, siteOf } from '../plant.ts'

/** Containers that follow the surplus of a solar field; `rows` give what differs from a container of the usual kind. */
export async function miningPlant(
  rows: Record<string, object>,
  options: { pvKW?: number; more?: object; runS?: number } = {},
): Promise<Plant> {
  const containers = Object.entries(rows).map(([id, row]) =>
    Object.assign({ kind: 'container', id, container: 'sha256Current' }, row),
  )
  const site = siteOf(
    [
      { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
      { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
      ...containers,
      { kind: 'pv', id: 'pv', ratedPowerKW: 9_000 },
      { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
    ],
    options.more,
  )
  const plant = createPlant({ site, noiseKW: 8 })
  plant.asset('pv').natural = () => options.pvKW ?? 4_000
  plant.asset('works').natural = () => -2_000
  plant.control.start()
  await plant.run(options.runS ?? 90)
  return plant
}

/** Hashrate as a container reports it while it follows: proportional to its draw. */
export function reportHashrate(plant: Plant, ids: readonly string[], jPerTH = 28): void {
  for (const id of ids) {
    const a = plant.asset(id)
    Object.defineProperty(a.extra, 'hashrateTHs', {
      enumerable: true,
      configurable: true,
      get: () => (-a.powerKW * 1_000) / jPerTH,
    })
  }
}

/** Codes of the conditions that hold now. */
export const codes = (plant: Plant): string[] => plant.control.conditions().map((c) => c.code)

/** Somebody at the screen. */
export const anna = { name: 'Anna', role: 'operator' } as const
