import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ConfigIssue, invalidConfig } from '../../domain/errors.ts'
import { type Consumer, consumerFaults, consumerShape, type RetailConfig } from '../../domain/retail/settings.ts'
import { readCsv } from '../tables/csv.ts'
import { tableFault } from '../tables/fault.ts'
import { maxTableBytes, type ReadTable } from '../tables/table.ts'

/** Columns of the table and where in a consumer they belong; bands are set apart by spaces. */
const columns: Readonly<Record<string, { path: readonly string[]; as?: 'number' | 'list' | 'flag' }>> = {
  id: { path: ['id'] },
  name: { path: ['name'] },
  meterPoint: { path: ['meterPoint'] },
  plan: { path: ['plan'], as: 'number' },
  since: { path: ['since'] },
  account: { path: ['account'] },
  isCompany: { path: ['isCompany'], as: 'flag' },
  taxId: { path: ['taxId'] },
  address: { path: ['address'] },
  from: { path: ['supply', 'from'] },
  household: { path: ['supply', 'household'] },
  yearKWh: { path: ['supply', 'yearKWh'], as: 'number' },
  asset: { path: ['supply', 'asset'] },
  register: { path: ['supply', 'register'] },
  serial: { path: ['supply', 'serial'] },
  bands: { path: ['supply', 'bands'], as: 'list' },
  ratedKW: { path: ['supply', 'ratedKW'], as: 'number' },
  endKWh: { path: ['supply', 'endKWh'], as: 'number' },
}

/**
 * The section with the consumers of its file behind those it lists itself; the file's name counts from the site file's folder.
 * @throws PowerchainError `Config.Invalid` with every fault at once, by line and column
 */
export function withConsumersFile(retail: RetailConfig, siteFile: string): RetailConfig {
  if (retail.consumersFile === undefined) return retail
  const file = resolve(dirname(siteFile), retail.consumersFile)
  const table = readCsv(file, bytesOf(file))
  const unknown = table.columns.findIndex((column) => !Object.hasOwn(columns, column))
  if (unknown >= 0)
    throw tableFault({
      file,
      row: 1,
      column: unknown + 1,
      expected: `one of the columns ${Object.keys(columns).join(', ')}`,
    })
  const consumers = [...retail.consumers]
  const issues: ConfigIssue[] = []
  for (const { row, cells } of table.rows) {
    const at = (path: readonly PropertyKey[], expected: string) =>
      issues.push(issueAt(file, table, row, path, expected))
    const parsed = consumerShape.safeParse(rawOf(table, cells))
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) at(path, message)
      continue
    }
    for (const [path, expected] of consumerFaults(parsed.data, retail.plans)) at(path, expected)
    for (const field of takenFields(consumers, parsed.data)) at([field], 'something no other consumer has')
    consumers.push(parsed.data)
  }
  if (issues.length > 0) throw invalidConfig(issues)
  return { ...retail, consumers }
}

function bytesOf(file: string): Buffer {
  if (!existsSync(file))
    throw tableFault({ file, row: 0, expected: 'a CSV file with consumers; there is no such file' })
  if (statSync(file).size > maxTableBytes)
    throw tableFault({ file, row: 0, expected: `at most ${maxTableBytes / 1_000_000} MB` })
  return readFileSync(file)
}

function takenFields(others: readonly Consumer[], consumer: Consumer): ('id' | 'meterPoint')[] {
  return (['id', 'meterPoint'] as const).filter((field) => others.some((other) => other[field] === consumer[field]))
}

/** Empty cells are absent. */
function rawOf(table: ReadTable, cells: readonly string[]): Record<string, unknown> {
  const supply: Record<string, unknown> = {}
  const raw: Record<string, unknown> = { supply }
  for (const [i, name] of table.columns.entries()) {
    const text = cells[i]?.trim() ?? ''
    const column = columns[name]
    if (text === '' || !column) continue
    const target = column.path.length > 1 ? supply : raw
    target[column.path.at(-1) ?? ''] = valueOf(text, column.as)
  }
  return raw
}

function valueOf(text: string, as: 'number' | 'list' | 'flag' | undefined): unknown {
  if (as === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  if (as === 'list') return text.split(/\s+/)
  return as === 'flag' && (text === 'true' || text === 'false') ? text === 'true' : text
}

/** A column that is missing in the table has the number 0. */
function issueAt(
  file: string,
  table: ReadTable,
  line: number,
  path: readonly PropertyKey[],
  expected: string,
): ConfigIssue {
  const name = Object.keys(columns).find((key) => columns[key]?.path.every((part, i) => part === path[i])) ?? ''
  return { file, line, column: table.columns.indexOf(name) + 1, field: name || path.join('.'), expected }
}
