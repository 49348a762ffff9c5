import { pause, type SiteUnderTest } from './site-under-test.ts'

/** Where a big step is measured from: sun, wind and factory held, everything else as the engine steers it. */
interface Base {
  wind: number
  pv: number
  factory: number
}

const storages = ['flywheels', 'li-ion', 'agm']
const sampleMs = 50
const noiseKW = 60 // meter noise and the loop's dead band

/** Seconds until the export is back inside its limit, and until mining has relieved the storage of the rest. */
export async function absorbSurplus(site: SiteUnderTest): Promise<{ insideS: number; relievedS: number }> {
  const base = { wind: 3_500, pv: 1_500, factory: -3_500 }
  await settle(site, base)
  const limitKW = await exportLimitKW(site)
  const before = storageKW(site)
  // the factory lets go at once; wind and sun would come in over seconds
  site.plant.override('factory', base.factory + 2_000)
  const trace = await record(site, 75)
  return {
    insideS: lastS(trace, (s) => s.gridKW < -limitKW - noiseKW),
    relievedS: lastS(trace, (s) => s.storageKW < before - 100),
  }
}

/** Seconds until the import is back inside its limit after the factory draws 1.5 MW more. */
export async function shavePeak(site: SiteUnderTest): Promise<{ insideS: number }> {
  const { peakShavingAboveKW = 0 } = await site.client.site.describe()
  const base = { wind: 0, pv: 0, factory: -(peakShavingAboveKW - 300) }
  await settle(site, base)
  site.plant.override('factory', base.factory - 1_500)
  const trace = await record(site, 20)
  return { insideS: lastS(trace, (s) => s.gridKW > peakShavingAboveKW + noiseKW) }
}

async function exportLimitKW({ client }: SiteUnderTest): Promise<number> {
  const { connection, surplusExportAboveKW } = await client.site.describe()
  return Math.min(connection.exportLimitKW, surplusExportAboveKW ?? Infinity)
}

async function settle({ plant }: SiteUnderTest, base: Base): Promise<void> {
  for (const [assetId, powerKW] of Object.entries(base)) plant.override(assetId, powerKW)
  await pause(60_000)
}

interface Sample {
  atS: number
  gridKW: number
  storageKW: number
}

function storageKW({ plant }: SiteUnderTest): number {
  return storages.reduce((sum, id) => sum + plant.powerKW(id), 0)
}

async function record(site: SiteUnderTest, seconds: number): Promise<Sample[]> {
  const samples: Sample[] = []
  const start = performance.now()
  for (let atS = 0; atS < seconds; atS = (performance.now() - start) / 1_000) {
    samples.push({ atS, gridKW: site.plant.powerKW('grid'), storageKW: storageKW(site) })
    await pause(sampleMs)
  }
  return samples
}

/** The last moment at which it was still outside, s after the step; 0 when it never was. */
function lastS(trace: readonly Sample[], isOutside: (sample: Sample) => boolean): number {
  return trace.findLast(isOutside)?.atS ?? 0
}
