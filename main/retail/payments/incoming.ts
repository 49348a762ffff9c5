/** Money as a bank's file names it. */
export interface Incoming {
  /** Where in the file it stands, from 1. */
  row: number
  /** Local day of booking, `YYYY-MM-DD`. */
  paidOn: string
  amount: bigint
  payer: string
  /** Everything the payer wrote. */
  reference: string
  /** What the bank calls it: the same in every file that holds it. */
  bankReference: string
}

/** A bank's file, read. */
export interface BankFile {
  format: 'CAMT.053' | 'CSV'
  /** The same for the same list, however its file was written. */
  identity: string
  rows: Incoming[]
  faults: { row: number; words: string }[]
}

/** Most payments of a file. */
export const mostPayments = 10_000
/** Longest text of a payment that is kept. */
export const mostLetters = 300

/** Cents of an amount written with a point or a comma and at most two decimals; `undefined` = it is none above 0. */
export function centsOf(text: string): bigint | undefined {
  const [, whole = '', decimals = ''] = /^(\d{1,15})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? []
  if (whole === '') return undefined
  const cents = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'))
  return cents > 0n ? cents : undefined
}

/** The day of an ISO date or instant; `undefined` = there is no such day. */
export function dayIn(text: string): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0]
  if (day === undefined) return undefined
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : day
}

/** A text as it is kept: one line, no control characters, not longer than it should be. */
export function plainText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, mostLetters)
}
