import type { LucideIcon } from 'lucide-react'

/** One line of the palette. */
export interface PaletteEntry {
  id: string
  title: string
  /** What it is, in a word or two; is searched too. */
  note: string
  icon: LucideIcon
  keys?: string
  run: () => void
}

/**
 * Entries that hold every word typed, best first: title begins with it, a word of the title does, it is inside, only
 * the note holds it. Equal ones keep their order.
 */
export function findEntries(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return entries
    .map((entry) => ({ entry, rank: Math.max(0, ...words.map((word) => rankOf(entry, word))) }))
    .filter(({ rank }) => rank < none)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry)
}

const none = 4

function rankOf({ title, note }: PaletteEntry, word: string): number {
  const name = title.toLowerCase()
  if (name.startsWith(word)) return 0
  if (name.split(/[\s-]+/).some((part) => part.startsWith(word))) return 1
  if (name.includes(word)) return 2
  return note.toLowerCase().includes(word) ? 3 : none
}
