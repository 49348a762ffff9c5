import { createHmac } from 'node:crypto'
import type { WebhookConfig } from '../../domain/alarms/notify.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Ms } from '../../domain/units.ts'
import { type Queued, Refusal, type Send } from './notice.ts'

const timeoutMs: Ms = 10_000
/** Answers after which trying again helps, besides those of a failing server. */
const retryable = new Set([408, 421, 423, 425, 429])

/**
 * Posts messages as JSON. With a secret, `X-Powerchain-Signature: sha256=HEX` is the HMAC-SHA256 of
 * `TIMESTAMP.BODY`, where the timestamp is the header `X-Powerchain-Timestamp`, epoch seconds; a receiver compares it in
 * constant time and refuses what is old. `X-Powerchain-Delivery` is the same when a message is sent again.
 */
export function createWebhook<M extends Queued>(
  { url }: Pick<WebhookConfig, 'url'>,
  { secret, clock }: { secret: () => string | undefined; clock: Clock },
): Send<M> {
  return async (notice, signal) => {
    const { n, at } = notice
    const body = JSON.stringify({ delivery: `${at}-${n}`, ...notice })
    const timestamp = String(Math.floor(clock.now() / 1_000))
    const key = secret()
    const headers = {
      'Content-Type': 'application/json',
      'X-Powerchain-Delivery': `${at}-${n}`,
      'X-Powerchain-Timestamp': timestamp,
      ...(key !== undefined && { 'X-Powerchain-Signature': `sha256=${signatureOf(key, `${timestamp}.${body}`)}` }),
    }
    const ending = new AbortController()
    const stopWaiting = clock.after(timeoutMs, () => ending.abort())
    const bounds = AbortSignal.any([signal, ending.signal])
    try {
      const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: bounds })
      await answer.body?.cancel()
      judge(answer.status)
    } catch (error) {
      if (error instanceof Refusal || error instanceof Answer) throw error
      const { code = '' } = ((error as Error).cause ?? {}) as { code?: string }
      const words = bounds.aborted ? 'no answer in time' : `the receiver can't be reached (${code || 'network'})`
      throw new Error(words, { cause: error })
    } finally {
      stopWaiting()
    }
  }
}

/** HMAC-SHA256 as hex. */
function signatureOf(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

class Answer extends Error {}

function judge(status: number): void {
  if (status >= 200 && status < 300) return
  const words = `the receiver answered ${status}`
  if (status >= 400 && status < 500 && !retryable.has(status)) throw new Refusal(words)
  // A redirect is not followed: what is signed for one address does not go to another.
  throw new Answer(status >= 300 && status < 400 ? `${words}, a redirect, which is not followed` : words)
}
