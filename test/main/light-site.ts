import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDefinitions } from '../../devices/index.ts'
import { startSimulation } from '../../devices/simulated/simulation.ts'
import { silentLog } from '../../domain/log.ts'
import { type SiteConfig, siteSchema } from '../../domain/site.ts'
import { systemClock } from '../../main/clock.ts'

const devices = [
  { id: 'grid', definition: 'powerchain/grid-meter', endpoint: 'simulated' },
  { id: 'pv', definition: 'powerchain/pv-plant', endpoint: 'simulated' },
  { id: 'container-1', definition: 'powerchain/mining-container', endpoint: 'simulated' },
]

const site = {
  version: 1,
  name: 'Light site',
  cycleMs: 100,
  connection: { importLimitKW: 3_000, exportLimitKW: 1_000 },
  devices,
  assets: [
    { kind: 'grid', id: 'grid', name: 'Grid', device: 'grid' },
    { kind: 'pv', id: 'pv', name: 'Sun', device: 'pv', ratedPowerKW: 500 },
    { kind: 'container', id: 'container-1', name: 'Container 1', device: 'container-1', container: 'sha256' },
  ],
  controllers: { surplusAbsorption: { mineFromGridKW: 1_500 } },
  price: { synthetic: 'price' },
  simulation: { seed: 7, startAt: '06-05 11:05' },
}

/** A folder of its own for one test, and site files in it. */
export function createWorkshop() {
  const dir = mkdtempSync(join(tmpdir(), 'powerchain-site-'))
  return {
    dir,
    dataDir: join(dir, 'data'),
    /** Writes a site file; YAML reads JSON. */
    write(content: unknown): string {
      const file = join(dir, 'site.yaml')
      writeFileSync(file, JSON.stringify(content, null, 2))
      return file
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** A small site of Modbus devices, served in this process, and its description with their real addresses. */
export async function serveLightDevices(dir: string) {
  const simulation = await startSimulation({
    site: siteSchema.parse(site) satisfies SiteConfig,
    definitions: loadDefinitions(),
    siteFolder: dir,
    dataDir: dir,
    clock: systemClock,
    log: silentLog,
  })
  const addressed = devices.map((device) => Object.assign({}, device, { endpoint: simulation.endpoints[device.id] }))
  return { ...simulation, site: { ...site, devices: addressed, simulation: undefined } }
}

/** The same small site, simulated by the engine itself. */
export const lightSite = site
