import type { z } from 'zod'
import type { FieldPath } from './field-path.ts'
import { knownFields } from './known-fields.ts'

/** One fault, in words for people. */
export interface Fault {
  path: FieldPath
  expected: string
  /** The name of the field is at fault, not what stands behind it. */
  isName?: true
}

type Issue = z.core.$ZodIssue

/** What each zod issue means, as "expected" for people, naming what was found. */
export function describeIssues(issues: readonly Issue[], raw: unknown, schema: z.ZodType): Fault[] {
  return issues.flatMap((issue) => describe(issue, [], raw, schema))
}

function describe(issue: Issue, base: FieldPath, raw: unknown, schema: z.ZodType): Fault[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
  if (issue.code === 'unrecognized_keys') {
    const known = knownFields(schema, path, raw)
    const expected = known.length > 0 ? `one of the fields ${known.join(', ')}` : 'no such field here'
    return issue.keys.map((key) => ({
      path: [...path, key],
      expected: `${expected}; "${key}" is not known`,
      isName: true,
    }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return likeliestBranch(issue.errors).flatMap((inner) => describe(inner, path, raw, schema))
  if (issue.code === 'invalid_key') return [{ path, expected: expectation(issue), isName: true }]
  return [{ path, expected: expectation(issue) + found(valueAt(raw, path), issue) }]
}

/** Of several allowed shapes the one the writer most likely meant: fewest faults, unknown fields weighing most. */
function likeliestBranch(branches: readonly Issue[][]): Issue[] {
  const weight = (branch: Issue[]) =>
    branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1), 0)
  return branches.reduce((best, branch) => (weight(branch) < weight(best) ? branch : best))
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? `a value of type ${issue.expected}`
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_union':
      return oneOf(('options' in issue ? (issue.options as unknown[]) : []).map(String))
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)
    case 'invalid_key':
      return `another name: ${issue.issues.map((inner) => inner.message).join(', ')}`
    case 'invalid_format':
      return issue.format === 'datetime' ? 'an instant such as 2024-05-01T00:00:00+02:00' : issue.message
    default:
      return issue.message
  }
}

const typeWords: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a section with fields',
  record: 'a section with fields',
}

function oneOf(values: string[]): string {
  if (values.length === 0) return 'another value'
  return values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`
}

function bound(origin: string, words: string, limit: number | bigint): string {
  if (origin === 'array') return `a list with ${words} ${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`
  if (origin === 'string') return `a text with ${words} ${limit} ${Number(limit) === 1 ? 'character' : 'characters'}`
  return `a number of ${words} ${limit}`
}

function found(value: unknown, issue: Issue): string {
  if (issue.code === 'custom') return ''
  if (value === undefined || value === null) return '; it is missing'
  if (typeof value === 'object') return Array.isArray(value) ? '; found a list' : '; found a section'
  const text = JSON.stringify(value)
  return `; found ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`
}

function valueAt(raw: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined,
    raw,
  )
}
