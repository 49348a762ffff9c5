import { type SiteConfig, siteSchema } from '../../../domain/site.ts'

/** How large the storage of the fifty assets is: as the methods were measured, or a tenth of it, which a step fills. */
export type Fleet = 'ample' | 'lean'

/**
 * Fifty assets behind one meter: 8 flywheels of 2 MW / 0.7 MWh, 6 Li-ion of 3 MW / 6 MWh, 4 AGM of 0.5 MW / 1 MWh, 30 containers
 * of 1.3 MW (130 kW/s down, 13 kW/s up) and 2 electrolysers of 1 MW; besides them sun and a works nobody steers. `lean`
 * has flywheels of 250 kW and Li-ion of 500 kW.
 */
export function fiftyAssets(fleet: Fleet, controllers: object = {}): SiteConfig {
  const [flywheelKW, liIonKW] = fleet === 'ample' ? [2_000, 3_000] : [250, 500]
  const assets: { id: string }[] = [
    { kind: 'grid', id: 'grid' },
    { kind: 'load', id: 'works', ratedPowerKW: 40_000 },
    ...many(8, (id) => ({
      kind: 'flywheel',
      id: `flywheel-${id}`,
      ratedPowerKW: flywheelKW,
      units: 10,
      unitEnergyKWh: 0.035 * flywheelKW,
    })),
    ...many(6, (id) => battery(`lithium-${id}`, 'liIon', liIonKW, 2 * liIonKW)),
    ...many(4, (id) => battery(`agm-${id}`, 'agm', 500, 1_000)),
    ...many(30, (id) => ({
      kind: 'container',
      id: `container-${id}`,
      container: id % 3 === 0 ? 'sha256' : 'sha256Current',
      rampUpKWPerS: 13,
      rampDownKWPerS: 130,
    })),
    ...many(2, (id) => ({ kind: 'hydrogen', id: `hydrogen-${id}`, ...hydrogen })),
  ].map((a) => Object.assign({ name: a.id, device: a.id }, a))
  return siteSchema.parse({
    version: 1,
    name: 'Fifty assets',
    connection: { importLimitKW: 60_000, exportLimitKW: 30_000 },
    controllers,
    devices: assets.map(({ id }) => ({ id, definition: 'bench/bench', endpoint: 'modbus-tcp://127.0.0.1:502' })),
    assets,
  })
}

const hydrogen = { electrolyserKW: 1_000, electrolyserMinKW: 150, fuelCellKW: 400, tankKg: 500 }

function battery(id: string, chemistry: string, ratedPowerKW: number, ratedEnergyKWh: number) {
  return { kind: 'battery', id, chemistry, ratedPowerKW, ratedEnergyKWh }
}

function many<T>(count: number, of: (id: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => of(i + 1))
}
