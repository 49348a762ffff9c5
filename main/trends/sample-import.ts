import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { qualities } from '../../domain/reading.ts'
import type { Imported, ImportSamplesInput } from '../../domain/rpc/history.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { Historian } from '../historian/historian.ts'
import { readTable } from '../tables/read-table.ts'
import { samplesOf } from './sample-table.ts'

/** Takes readings from elsewhere into the history of a point: a table as a whole or not at all. */
export type ImportSamples = (person: Person, input: ImportSamplesInput) => Promise<Imported>

/**
 * Import into a historian, on record before it is done. Rejects `Config.Invalid` for what is no table,
 * `Config.NotFound` for a point that is not stored, `Store.*`.
 */
export function createSampleImport(given: {
  historian: Pick<Historian, 'insert'>
  audit: WriteAudit
  clock: Clock
}): ImportSamples {
  const { historian, audit, clock } = given
  return async (person, { assetId, point, file, reason }) => {
    const table = await readTable(file)
    const { samples, faults } = samplesOf(table, clock.now())
    const [from, to] = [samples[0]?.at ?? null, samples.at(-1)?.at ?? null]
    if (faults.length > 0 || from === null || to === null)
      return { rows: table.rows.length, taken: 0, from: null, to: null, faults }
    const columns = {
      at: Float64Array.from(samples, ({ at }) => at),
      value: Float64Array.from(samples, ({ value }) => value ?? Number.NaN),
      quality: Uint8Array.from(samples, ({ quality }) => qualities.indexOf(quality)),
    }
    const time = `${new Date(from).toISOString()} to ${new Date(to).toISOString()}`
    const detail = `${samples.length} readings of ${point}, ${time}, from the file "${file.name}". Reason: ${reason}`
    const taken = await historian.insert({ assetId, point, samples: columns }, () =>
      audit({ person: person.name, action: 'SamplesImported', assetId, detail }),
    )
    return { rows: table.rows.length, taken, from, to, faults }
  }
}
