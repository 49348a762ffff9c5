import { readFileSync, statSync } from 'node:fs'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type ConfigIssue, invalidConfig, PowerchainError } from '../../domain/errors.ts'
import { type FieldPath, fieldName } from './field-path.ts'
import { describeIssues } from './issues.ts'
import { positionOf } from './position.ts'

/** A checked file: its typed value, and a way to name a fault that only shows between files. */
export interface Checked<T> {
  value: T
  /** The fault at a field of this file, with its line and column. */
  issueAt(path: FieldPath, expected: string): ConfigIssue
}

/** More than any hand-written file needs; keeps a wrong path (a log, a dump) from being parsed. */
const defaultMaxBytes = 1_000_000
/** After so many faults the rest are echoes of the first. */
const shownIssues = 50
/** Aliases let a small file unfold into a huge one. */
const maxAliasCount = 100

/**
 * Reads a YAML file written by people and checks it with a schema.
 * @throws PowerchainError `Config.NotFound`; `Config.Invalid` with every fault at once, each with file, line and column
 */
export function readChecked<S extends z.ZodType>(options: {
  file: string
  schema: S
  maxBytes?: number
}): Checked<z.output<S>> {
  const { file, schema, maxBytes = defaultMaxBytes } = options
  return checkText({ file, schema, text: readText(file, maxBytes) })
}

/** As {@link readChecked} for a text that is already there; `file` only names it. */
export function checkText<S extends z.ZodType>(options: {
  file: string
  schema: S
  text: string
}): Checked<z.output<S>> {
  const { file, schema, text } = options
  const lines = new LineCounter()
  const document = parse(file, text, lines)
  const raw = unfold(file, document)
  const issueAt = (path: FieldPath, expected: string, isName?: boolean): ConfigIssue => ({
    file,
    ...positionOf(document, lines, path, isName),
    field: fieldName(path),
    expected,
  })
  const result = schema.safeParse(raw)
  if (result.success) return { value: result.data, issueAt }
  const faults = describeIssues(result.error.issues, raw, schema)
  throw invalidConfig(faults.slice(0, shownIssues).map((fault) => issueAt(fault.path, fault.expected, fault.isName)))
}

function readText(file: string, maxBytes: number): string {
  try {
    const { size } = statSync(file)
    if (size > maxBytes) throw wholeFile(file, `at most ${maxBytes} bytes; it has ${size}`)
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof PowerchainError) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new PowerchainError('Config.NotFound', `${file}: there is no such file`)
    throw wholeFile(file, `a readable file (${code ?? String(error)})`)
  }
}

function parse(file: string, text: string, lines: LineCounter): Document {
  let document: Document
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  } catch (error) {
    if (error instanceof RangeError) throw wholeFile(file, 'YAML that is not nested so deeply')
    throw error
  }
  const faults = [...document.errors, ...document.warnings]
  if (faults.length === 0) return document
  throw invalidConfig(
    faults.slice(0, shownIssues).map((fault) => {
      const { line, col } = lines.linePos(fault.pos[0])
      return { file, line, column: col, field: '', expected: `valid YAML: ${fault.message}` }
    }),
  )
}

function unfold(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount })
  } catch (error) {
    throw wholeFile(file, `YAML that unfolds: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function wholeFile(file: string, expected: string): PowerchainError {
  return invalidConfig([{ file, line: 0, column: 0, field: '', expected }])
}
