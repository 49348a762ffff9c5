import { leafTags } from '../../../domain/settlement/typed-data.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import { keccak, keccakText } from '../hashing/keccak.ts'
import { putNumber, words } from '../hashing/words.ts'

/** One register of one meter point in a quarter, as it is stated. */
export interface StatementLine {
  /** Hash of the meter point's name with its salt: no name leaves the site. */
  meterPoint: Uint8Array
  /** 1 import, 2 export, 3 absorbed, 4 injected, 5 and 6 reactive in and out, 7 pulse; 0 = anchor of the audit trail. */
  register: number
  /** 1 Wh, 2 varh, 3 litre. */
  unit: number
  /** 1 measured, 2 estimated, 3 edited, 4 missing. */
  quality: number
  /** 1 automatic, 2 direct, 3 manual, 4 derived. */
  source: number
  /** Agreement it is for; 0 = none. */
  agreement: bigint
  /** Counts the meters that hung at the point, from 1. */
  meterEpoch: number
  quantity: number
  /** Register at the end of the quarter. */
  closing: number
  /** 16 bytes that nobody can guess. */
  salt: Uint8Array
}

const lineTag = keccakText(leafTags.line)

/** What binds a line to its domain, site and quarter. */
export function lineContext(separator: Uint8Array, site: number, quarter: Quarter): Uint8Array {
  return keccak(words(lineTag, separator, site, quarter))
}

/** The packed words of a line; offsets count from the low end of the word. */
export function lineWords(
  line: StatementLine,
  index: number,
  quarter: Quarter,
): { word1: Uint8Array; word2: Uint8Array } {
  const word1 = new Uint8Array(32)
  putNumber(word1, 30, 2, index)
  putNumber(word1, 26, 4, quarter)
  putNumber(word1, 25, 1, line.register)
  putNumber(word1, 24, 1, line.unit)
  putNumber(word1, 23, 1, line.quality)
  putNumber(word1, 22, 1, line.source)
  putNumber(word1, 14, 8, line.agreement)
  putNumber(word1, 10, 4, line.meterEpoch)
  const word2 = new Uint8Array(32)
  putNumber(word2, 24, 8, line.quantity)
  putNumber(word2, 16, 8, line.closing)
  word2.set(line.salt, 0)
  return { word1, word2 }
}

/** Leaf of a line: keccak twice over 128 bytes, so that no node of a tree can pass for it. */
export function lineLeaf(context: Uint8Array, line: StatementLine, index: number, quarter: Quarter): Uint8Array {
  const { word1, word2 } = lineWords(line, index, quarter)
  return keccak(keccak(words(context, line.meterPoint, word1, word2)))
}
