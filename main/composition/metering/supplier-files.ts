import { createHash } from 'node:crypto'
import type { Person } from '../../../domain/access.ts'
import type { Clock } from '../../../domain/clock.ts'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import type { SupplierImport, SupplierInput } from '../../../domain/rpc/metering/supplier.ts'
import { gridAssetOf, type SiteConfig } from '../../../domain/site.ts'
import type { Metering } from '../../metering/metering.ts'
import { createSupplierBook, type SupplierBook } from '../../metering/supplier/supplier.ts'
import type { GivenLines } from '../../metering/supplier/supplier-lines.ts'
import type { SupplierDesk } from '../../reports/supplier/supplier-desk.ts'
import type { SupplierValue } from '../../reports/supplier/supplier-value.ts'
import type { Stores } from '../../stores.ts'

/** The supplier's files: read once, kept for reports and compared with what is metered. */
export interface SupplierFiles extends Pick<SupplierBook, 'files' | 'lines' | 'days' | 'decide'> {
  /** What a file says and how it compares; changes nothing. */
  check(given: SupplierInput): Promise<SupplierImport>
  /** Takes it over. Errors: `Store.Failed`. */
  take(person: Person, given: SupplierInput): Promise<SupplierImport>
}

/** Where reading, reports and metering meet over the supplier's files. */
export function openSupplierFiles(
  { site, clock }: { site: SiteConfig; clock: Clock },
  { db, audit, metering }: Pick<Stores, 'db' | 'audit'> & { metering: Metering },
  desk: SupplierDesk,
): SupplierFiles {
  const { id } = gridAssetOf(site)
  const registers = metering.points.find((point) => point.id === id)?.registers ?? []
  const { timeZone } = site
  const book = createSupplierBook({ db, point: { id, registers }, timeZone, audit: audit.write, clock })
  return {
    ...book,
    async check(given) {
      const { values, check } = await desk.read(given)
      return { check, comparison: await book.compare(linesOf(given, values)) }
    },
    async take(person, given) {
      const { values, check } = await desk.read(given)
      const lines = linesOf(given, values)
      if (lines.lines.length === 0) return { check, comparison: await book.compare(lines) }
      await desk.take(person, given.file.name, { values, check })
      return { check, comparison: await book.take(person, lines) }
    },
  }
}

/** Energies of a file as lines, whole Wh. */
function linesOf({ file, instants }: SupplierInput, values: ReadonlyMap<number, SupplierValue>): GivenLines {
  const hash = createHash('sha256').update(Buffer.from(file.base64, 'base64')).digest('hex')
  const lines = [...values].flatMap(([at, { importedKWh, exportedKWh }]) => {
    const quarter = quarterOf(at)
    const imported = { register: 'import' as const, quarter, wh: Math.round(importedKWh * 1_000) }
    if (exportedKWh === null) return [imported]
    return [imported, { register: 'export' as const, quarter, wh: Math.round(exportedKWh * 1_000) }]
  })
  return { hash, instants, name: file.name, lines }
}
