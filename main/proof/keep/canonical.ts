import { createHash } from 'node:crypto'

/**
 * One text for one JSON value, whoever writes it: names of objects in order of their code units, no spaces, numbers as
 * ECMAScript prints them (the rules of RFC 8785).
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return isPlain(value) ? JSON.stringify(value) : `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const names = Object.entries(value).filter(([, member]) => member !== undefined)
  const sorted = names.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/** Long columns of numbers are written ten times faster as a whole, and the same. */
function isPlain(values: readonly unknown[]): boolean {
  return values.every((value) => value === null || typeof value === 'number')
}

/** SHA-256 of the canonical JSON of a value, hex. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}
