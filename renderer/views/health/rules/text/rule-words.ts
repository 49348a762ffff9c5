import { failureModeNames } from '../../../../../domain/health/failure-modes.ts'
import { pointNames } from '../../../../../domain/points.ts'

/** What a word of a rule is, for its colour. */
export type WordKind = 'keyword' | 'point' | 'mode' | 'text' | 'number' | 'comment'

/** A piece of a rule's text; `kind` absent for spaces and signs. */
export interface RuleWord {
  from: number
  text: string
  kind?: WordKind
}

const points = new Set<string>(pointNames)
const modes = new Set<string>(failureModeNames)
const pattern = /(#[^\n]*|\/\/[^\n]*)|("(?:[^"\\\n]|\\.)*"?)|(-?\d+(?:[.,]\d+)?)|([A-Za-z_][\w-]*)/g

/**
 * Splits a text into words by what they are. Only for colours: whether the text means anything is for the engine to say.
 * Names of points and failures come from the closed lists, every other word in small letters counts as one of the language.
 */
export function ruleWords(text: string): RuleWord[] {
  const words: RuleWord[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) words.push({ from: end, text: text.slice(end, match.index) })
    words.push({ from: match.index, text: match[0], ...kindOf(match) })
    end = match.index + match[0].length
  }
  if (end < text.length) words.push({ from: end, text: text.slice(end) })
  return words
}

function kindOf([word, comment, quoted, number]: RegExpMatchArray): { kind?: WordKind } {
  if (comment !== undefined) return { kind: 'comment' }
  if (quoted !== undefined) return { kind: 'text' }
  if (number !== undefined) return { kind: 'number' }
  if (points.has(word)) return { kind: 'point' }
  if (modes.has(word)) return { kind: 'mode' }
  return /^[a-z]{2,}$/.test(word) && !units.has(word) ? { kind: 'keyword' } : {}
}

const units = new Set(['min', 'ms', 'kg', 'bar', 'rpm', 'mm'])
