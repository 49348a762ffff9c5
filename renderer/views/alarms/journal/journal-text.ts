import type { JournalRow } from '../../../../domain/rpc/alarms.ts'
import { eventWords } from '../alarm-words.ts'

/** Whether a row of the journal holds every word typed. */
export function matchesWords(row: JournalRow, source: string, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = [source, row.text, row.code, eventWords[row.event], row.person, row.note].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}
