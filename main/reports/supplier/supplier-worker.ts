import type { GivenFile } from '../../../domain/rpc/files.ts'
import { work } from '../../documents/in-the-thread.ts'
import { readTable } from '../../tables/read-table.ts'
import { readSupplier, type ReadSupplier, type SupplierReading } from './read-supplier.ts'

/** What the thread is started with. */
export interface SupplierTask extends Omit<SupplierReading, 'table' | 'isWorkbook'> {
  file: GivenFile
}

/*
 * Entry of a thread that reads one supplier's file: unfolding a workbook takes longer than a turn of the control loop.
 */

await work(async ({ file, ...task }: SupplierTask): Promise<ReadSupplier> => {
  const isWorkbook = file.base64.startsWith('UEs')
  return readSupplier({ ...task, table: await readTable(file), isWorkbook })
})
