import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { ConfigIssue } from '../../../domain/errors.ts'
import { invalidConfig } from '../../../domain/errors.ts'

/** One field of a CSV file with the line it stands on, 1-based. */
export interface Field {
  text: string
  line: number
}

/** A simple table: one header line, one row a line, fields without line breaks or separators inside. */
export interface CsvTable {
  /** The fields of one column, top to bottom; an absent field is empty. @throws PowerchainError `Config.Invalid` */
  column(name: string): Field[]
  /** The error for a field of this file, to be thrown. */
  wrong(line: number, field: string, expected: string): Error
}

/**
 * Reads a CSV file separated by comma, semicolon or tab, whichever the header uses.
 * @throws PowerchainError `Config.Invalid` when the file is missing or has no rows
 */
export function readCsvTable(file: string): CsvTable {
  const wrong = (line: number, field: string, expected: string) =>
    invalidConfig([{ file, line, column: line === 0 ? 0 : 1, field, expected } satisfies ConfigIssue])
  const text = read(file, () => wrong(0, '', `a readable CSV file named ${basename(file)}`))
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const header = lines[0] ?? ''
  const separator = [';', '\t', ','].find((s) => header.includes(s)) ?? ','
  const names = header.split(separator).map(unquoted)
  return {
    wrong,
    column(name) {
      const index = names.indexOf(name)
      if (index < 0) throw wrong(1, name, `one of the columns ${names.join(', ')}`)
      const fields = lines
        .map((line, i) => ({ text: unquoted(line.split(separator)[index] ?? ''), line: i + 1, isBlank: line === '' }))
        .filter((field) => field.line > 1 && !field.isBlank)
        .map(({ text, line }) => ({ text, line }))
      if (fields.length === 0) throw wrong(2, name, 'at least one row below the header')
      return fields
    },
  }
}

function read(file: string, missing: () => Error): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw missing()
  }
}

function unquoted(field: string): string {
  return field.trim().replace(/^"(.*)"$/, '$1')
}
