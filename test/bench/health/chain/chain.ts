import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Device } from '../../../../domain/device.ts'
import { silentLog } from '../../../../domain/log.ts'
import { qualities } from '../../../../domain/reading.ts'
import type { SiteConfig } from '../../../../domain/site.ts'
import { systemClock as clock } from '../../../../main/clock.ts'
import { createSiteDetectors } from '../../../../main/health/detect/site/site-detectors.ts'
import { openDb } from '../../../../main/historian/db.ts'
import { holdMs } from '../../../../main/historian/keep.ts'
import { Series } from '../../../../main/historian/readings/series.ts'
import { readingsMigrations } from '../../../../main/historian/readings/tables.ts'
import { createScan } from '../../../../main/historian/scan.ts'
import type { Image } from '../../../../main/image.ts'
import { createImageStore } from '../../../../main/image-store.ts'
import { atMost, type Figure } from '../../figure.ts'
import { benchContainer, type BenchContainer, containerPoints } from './containers.ts'

const containers = 100
/** A little more than an hour: each hour's and each quarter's work is inside. */
const scans = 3_900
const samplesPerSecond = 20_000
const startAt = Date.UTC(2026, 0, 5, 10, 30)

/** 2,000 points once a second through what the engine does with them: validate, store, detect; each by itself and together. */
export function chainFigures(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'chain-bench-'))
  try {
    const spent = run(join(folder, 'history.db'))
    const samples = scans * containers * containerPoints.length
    const us = (ms: number) => (1_000 * ms) / samples
    const whole = us(spent.validate + spent.store + spent.detect)
    const parts = Object.entries(spent).map(([name, ms]) => `${name} ${us(ms).toFixed(2)}`)
    console.log(`  chain, ${containers * containerPoints.length} points a second: us a sample ${parts.join(', ')}`)
    const sharePct = (whole * samplesPerSecond) / 10_000
    return [
      atMost('validate, store and detect', whole, 'us/sample', 5),
      atMost('share of a core at 20,000 samples/s', sharePct, '%', 10),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Spent {
  validate: number
  store: number
  detect: number
}

function run(file: string): Spent {
  const site = Array.from({ length: containers }, (_, i) => benchContainer(i))
  const points = site.flatMap(({ asset }) => containerPoints.map((point) => ({ assetId: asset.id, point })))
  const image = imageOf(site)
  const store = storeOf(file, points)
  const detectors = createSiteDetectors({ assets: site.map(({ asset }) => asset), points })
  const columns = { value: new Float64Array(points.length), quality: new Uint8Array(points.length) }
  const spent: Spent = { validate: 0, store: 0, detect: 0 }
  const timed = (part: keyof Spent, work: () => void) => {
    // time of the processor: on a machine with other work the clock on the wall would measure that too
    const from = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(from)
    spent[part] += (user + system) / 1_000
  }
  for (let scan = 0; scan < scans; scan++) {
    const at = startAt + 1_000 * scan
    const batches = site.map((container) => container.read(at))
    let frozen: Image | undefined
    timed('validate', () => {
      frozen = image(at, batches)
      points.forEach(({ assetId, point }, i) => {
        const reading = (frozen as Image).reading(assetId, point)
        columns.value[i] = reading.value ?? Number.NaN
        columns.quality[i] = qualities.indexOf(reading.quality)
      })
    })
    timed('store', () => store.append(frozen as Image, at))
    timed('detect', () => detectors.scan(at, columns))
  }
  timed('store', () => store.close())
  return spent
}

/** The engine's own image, fed as by devices. */
function imageOf(site: readonly BenchContainer[]) {
  const listeners = new Map<string, (batch: never) => void>()
  const status = { state: 'connected' } as ReturnType<Device['status']>
  const devices = new Map(
    site.map(({ asset }) => {
      const onReadings = (listener: (batch: never) => void) => {
        listeners.set(asset.id, listener)
        return () => undefined
      }
      return [asset.id, { onReadings, status: () => status } as unknown as Device]
    }),
  )
  const store = createImageStore({ site: { assets: site.map(({ asset }) => asset) } as SiteConfig, devices })
  store.start()
  let cycle = 0
  return (at: number, batches: readonly object[]) => {
    site.forEach(({ asset }, i) => listeners.get(asset.id)?.(batches[i] as never))
    return store.freeze(at, cycle++)
  }
}

/** The historian's own way to the file: what is worth a row, committed, packed when a quarter of an hour is over. */
function storeOf(file: string, points: readonly { assetId: string; point: (typeof containerPoints)[number] }[]) {
  const db = openDb({ file, steps: readingsMigrations, slowMs: 60_000, clock, log: silentLog })
  const series = new Series({ db, clock })
  const numbers = series.know(points.map((ref) => ({ ...ref, holdMs: holdMs(ref.point), retention: 'fast' as const })))
  const scanOf = createScan(points.map((ref, i) => ({ ...ref, number: numbers[i] ?? 0 })))
  return {
    append(image: Image, at: number) {
      const scan = scanOf(image, at)
      if (scan) series.append([scan])
      series.pack()
    },
    close() {
      while (series.pack());
      db.close()
    },
  }
}
