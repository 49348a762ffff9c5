import type { Kept } from './point-watch.ts'

/** What every part of the detectors remembers, by its name, as base64 of little-endian doubles. */
export type SavedParts = Record<string, string>

/** What the parts remember now. */
export function savedParts(parts: Readonly<Record<string, Kept>>): SavedParts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, Buffer.from(part.save().buffer).toString('base64')]),
  )
}

/** Gives back what was saved. Parts that are new, or made otherwise since, begin anew; returns how many those are. */
export function restoreParts(parts: Readonly<Record<string, Kept>>, saved: SavedParts): number {
  let anew = 0
  for (const [name, part] of Object.entries(parts)) {
    const bytes = Buffer.from(saved[name] ?? '', 'base64')
    // a copy, because a view of doubles must begin at a multiple of eight
    const numbers = new Float64Array(Uint8Array.from(bytes).buffer)
    if (!part.restore(numbers)) anew++
  }
  return anew
}
