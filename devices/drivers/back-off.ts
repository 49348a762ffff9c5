import type { Ms } from '../../domain/units.ts'

const firstMs: Ms = 500
const longestMs: Ms = 15_000

/**
 * How long to wait before the attempt after `failures` failed ones: doubling from 0.5 s to 15 s, spread by up to a
 * quarter either way so that devices behind one switch do not all come back in the same instant. The spread comes
 * from the device's name, so a simulation repeats itself.
 */
export function backOffMs(failures: number, name: string): Ms {
  const plain = firstMs * 2 ** Math.min(failures - 1, 10)
  return Math.min(longestMs, plain) * (0.75 + 0.5 * fraction(`${name} ${failures}`))
}

/** FNV-1a of a text as a fraction of 1: for spreading things in time, not for secrets. */
export function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}
