import type { RetailConfig } from '../../../domain/retail/settings.ts'
import type { Books } from '../books.ts'
import type { Incoming } from './incoming.ts'

/** Whose money a payment is, and which bill it names. */
export interface Match {
  kind: 'bill' | 'consumer' | 'suspense' | 'duplicate'
  consumer: string | null
  bill: number | undefined
  words: string
}

/**
 * Finds whose money a payment is: by the number of a bill in its text, else by a consumer's id as a word of its own. Names of payers
 * prove nothing: such money waits in the suspense account for a person.
 */
export function createMatcher({ config, books }: { config: RetailConfig; books: Books }): (payment: Incoming) => Match {
  const byNumber = new Map(books.bills().map((bill) => [bill.number.replaceAll('-', ''), bill]))
  const known = new Set(books.payments().map(({ bankReference }) => bankReference))
  const consumers = new Set(config.consumers.map(({ id }) => id))
  const number = new RegExp(`(?<![A-Z0-9])${config.prefix}[ -]?(\\d{4,})[ -]?(\\d{4,})(?!\\d)`, 'gi')
  return ({ reference, bankReference }) => {
    if (known.has(bankReference))
      return { kind: 'duplicate', consumer: null, bill: undefined, words: `taken before as ${bankReference}` }
    known.add(bankReference)
    const named = [...reference.matchAll(number)]
      .map(([, run = '', place = '']) => byNumber.get(`${config.prefix}${run}${place}`))
      .filter((bill) => bill !== undefined)
    const [bill] = named
    if (bill && named.every(({ consumer }) => consumer === bill.consumer))
      return { kind: 'bill', consumer: bill.consumer, bill: bill.id, words: `names ${bill.number}` }
    if (bill) return { kind: 'suspense', consumer: null, bill: undefined, words: 'names bills of several consumers' }
    const words = reference.toLowerCase().split(/[^a-z0-9-]+/)
    const ids = [...new Set(words.filter((word) => consumers.has(word)))]
    const [id] = ids
    if (id !== undefined && ids.length === 1)
      return { kind: 'consumer', consumer: id, bill: undefined, words: `names the consumer ${id}` }
    return { kind: 'suspense', consumer: null, bill: undefined, words: 'names no bill and no consumer' }
  }
}
