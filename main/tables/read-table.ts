import type { GivenFile } from '../../domain/rpc/files.ts'
import { readCsv } from './csv.ts'
import { tableFault } from './fault.ts'
import { maxTableBytes, type ReadTable } from './table.ts'
import { readXlsx } from './xlsx.ts'

/**
 * Reads a table that a person gave: a workbook when it begins like one, else CSV.
 * @throws PowerchainError `Config.Invalid` with row and column of what is wrong
 */
export async function readTable({ name, base64 }: GivenFile): Promise<ReadTable> {
  const bytes = Buffer.from(base64, 'base64')
  const megabytes = maxTableBytes / 1_000_000
  if (bytes.length > maxTableBytes) throw tableFault({ file: name, row: 0, expected: `at most ${megabytes} MB` })
  if (bytes.length === 0) throw tableFault({ file: name, row: 0, expected: 'a table; the file is empty' })
  const isZip = bytes.readUInt16LE(0) === 0x4b50
  const table = isZip ? await readXlsx(name, bytes) : readCsv(name, bytes)
  const twice = table.columns.find((column, i) => column !== '' && table.columns.indexOf(column) !== i)
  if (twice !== undefined)
    throw tableFault({ file: name, row: 1, expected: `each column once; "${twice}" is there twice` })
  return table
}
