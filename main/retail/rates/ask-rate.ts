import { retailFault } from '../fault.ts'

const limitMs = 10_000
const mostBytes = 262_144

/** As much of an answer as is needed. */
export type Fetch = (address: string, options: { signal: AbortSignal; redirect: 'error' }) => Promise<Response>

/**
 * Price of a token in cents at a path of a JSON document, as decimal text. The document gives whole units of the currency.
 * Limits: 10 s, 256 KiB, no redirects. Errors: `Retail.Invalid`.
 */
export async function askRate(fetch: Fetch, { address, path }: { address: string; path: string }): Promise<string> {
  const text = await answerOf(fetch, address)
  const found = valueAt(text, path)
  if (!/^\d{1,9}(\.\d{1,12})?$/.test(found)) throw retailFault(`${address} gave no price at ${path}.`)
  const [whole = '0', fraction = ''] = found.split('.')
  const cents = `${whole}${fraction.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = fraction.slice(2).replace(/0+$/, '')
  return rest === '' ? cents : `${cents}.${rest}`
}

async function answerOf(fetch: Fetch, address: string): Promise<string> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(limitMs), redirect: 'error' })
    if (!response.ok) throw new Error(`status ${response.status}`)
    const parts: Uint8Array[] = []
    let bytes = 0
    for await (const part of response.body ?? []) {
      bytes += part.length
      if (bytes > mostBytes) throw new Error('the answer is too large')
      parts.push(part)
    }
    return Buffer.concat(parts).toString('utf8')
  } catch (error) {
    throw retailFault(`${address} did not answer: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

/** A number at a path such as `data.0.price`, as text; empty when there is none. */
function valueAt(text: string, path: string): string {
  try {
    let here: unknown = JSON.parse(text)
    for (const name of path.split('.')) {
      if (here === null || typeof here !== 'object' || !Object.hasOwn(here, name)) return ''
      here = (here as Record<string, unknown>)[name]
    }
    if (typeof here === 'string') return here
    return typeof here === 'number' && here >= 0 ? here.toFixed(12).replace(/\.?0+$/, '') : ''
  } catch {
    return ''
  }
}
