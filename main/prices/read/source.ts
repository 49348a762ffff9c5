import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '../../../domain/clock.ts'
import type { CsvPrices, HttpPrices, PriceSource } from '../../../domain/dispatch/price-settings.ts'
import type { Ms } from '../../../domain/units.ts'
import { secretOf } from '../../notify/secret.ts'
import { csvRows } from './csv-rows.ts'
import { fetchText } from './fetch-text.ts'
import { jsonRows } from './json-rows.ts'
import type { PriceRow } from './price-row.ts'

/** Something that gives prices when asked. */
export interface ReadSource {
  /** For people: the file, or the host that is asked. */
  name: string
  everyMs: Ms
  /** Prices as they are now; `undefined` when nothing changed. @throws Error in words for people, without secrets */
  read(signal: AbortSignal): Promise<PriceRow[] | undefined>
}

/** Where a source finds what its settings name. */
export interface SourcePlace {
  siteZone: string
  /** Folder of the site file. */
  folder: string
  dataDir: string
  clock: Clock
}

const dayMs: Ms = 86_400_000
/** How often it is looked whether a file has changed. */
const fileEveryMs: Ms = 60_000

/** The source that a site file describes. */
export function openSource(config: PriceSource, place: SourcePlace): ReadSource {
  return 'csv' in config ? fileSource(config, place) : httpSource(config, place)
}

function fileSource(config: CsvPrices, { folder, siteZone }: SourcePlace): ReadSource {
  const file = resolve(folder, config.csv)
  let readAt: Ms | undefined
  return {
    name: config.csv,
    everyMs: fileEveryMs,
    async read() {
      const { mtimeMs } = await stat(file).catch(() => {
        throw new Error(`the file ${config.csv} is not there`)
      })
      if (mtimeMs === readAt) return undefined
      const rows = csvRows(await readFile(file), config, siteZone)
      readAt = mtimeMs
      return rows
    },
  }
}

function httpSource(config: HttpPrices, { siteZone, dataDir, clock }: SourcePlace): ReadSource {
  const { url, header, secret } = config
  const day = (offsetMs: Ms) => new Date(clock.now() + offsetMs).toISOString().slice(0, 10)
  return {
    name: new URL(url.replaceAll(/[{}]/g, '')).host,
    everyMs: config.everyMinutes * 60_000,
    async read(signal) {
      const address = url.replaceAll('{from}', day(-dayMs)).replaceAll('{until}', day(2 * dayMs))
      const headers = secret === undefined ? {} : { [header]: secretOf(secret, join(dataDir, 'secrets')) }
      const text = await fetchText(address, { headers, signal, clock })
      return jsonRows(parsed(text), config, siteZone)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error('its answer is not JSON', { cause: error })
  }
}
