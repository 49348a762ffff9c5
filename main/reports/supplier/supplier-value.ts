import type { KWh } from '../../../domain/units.ts'

/** What the supplier's meter says of a quarter of an hour. */
export interface SupplierValue {
  importedKWh: KWh
  /** `null` when the file has no such column. */
  exportedKWh: KWh | null
}
