import type { Person } from '../../../domain/access.ts'
import { type ConfigIssue, PowerchainError } from '../../../domain/errors.ts'
import type { SupplierCheck, SupplierInput } from '../../../domain/rpc/metering/supplier.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { inThread } from '../../documents/thread.ts'
import type { ReadSupplier } from './read-supplier.ts'
import type { SupplierStore } from './supplier-store.ts'
import type { SupplierTask } from './supplier-worker.ts'

/** Reads the supplier's files and keeps their energies for reports. */
export interface SupplierDesk {
  /** What the file says; changes nothing. */
  read(given: SupplierInput): Promise<ReadSupplier>
  /**
   * Takes its energies over, those of rows without a fault.
   * @throws PowerchainError `Store.Failed`
   */
  take(person: Person, fileName: string, read: ReadSupplier): Promise<void>
}

/** The desk over the store of the supplier's energies. */
export function createSupplierDesk(needs: { store: SupplierStore; timeZone: string; audit: WriteAudit }): SupplierDesk {
  const { store, timeZone, audit } = needs
  return {
    async read({ file, instants }) {
      const task: SupplierTask = { file, instants, timeZone }
      const source = new URL('supplier-worker.ts', import.meta.url)
      try {
        return await inThread<ReadSupplier>({ source, bundled: 'supplier-worker.js', task })
      } catch (error) {
        return { values: new Map(), check: unreadable(error) }
      }
    },
    async take(person, fileName, { values, check }) {
      const detail = `${fileName}: ${check.values} energies of the supplier from ${check.from} to ${check.to}, ${check.missing} missing, ${check.faults.length} faults.`
      audit({ person: person.name, action: 'SupplierFileTaken', detail })
      await store.put(values)
    },
  }
}

/** What is wrong with a file that is no table at all. */
function unreadable(error: unknown): SupplierCheck {
  if (!(error instanceof PowerchainError)) throw error
  const issues = (error.details['issues'] as ConfigIssue[] | undefined) ?? []
  const faults = issues.map(({ line, column, expected }) => ({
    row: line,
    column: column ? String(column) : '',
    expected,
  }))
  return { values: 0, missing: 0, gaps: [], from: '', to: '', importedKWh: 0, exportedKWh: null, faults }
}
