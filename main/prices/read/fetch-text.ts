import type { Clock } from '../../../domain/clock.ts'
import type { Ms } from '../../../domain/units.ts'

const timeoutMs: Ms = 20_000
const mostBytes = 4_000_000

/**
 * The text at an address, within limits of time and size. A redirect is not followed: a secret goes to the address it
 * was meant for.
 * @throws Error in words for people; the address and the secret are not in it
 */
export async function fetchText(
  url: string,
  { headers, signal, clock }: { headers: Record<string, string>; signal: AbortSignal; clock: Clock },
): Promise<string> {
  const ending = new AbortController()
  const stopWaiting = clock.after(timeoutMs, () => ending.abort())
  const bounds = AbortSignal.any([signal, ending.signal])
  try {
    const answer = await fetch(url, {
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal: bounds,
    })
    if (answer.status !== 200) {
      await answer.body?.cancel()
      throw new SourceFault(
        `it answered ${answer.status}${answer.status >= 300 && answer.status < 400 ? ', a redirect, which is not followed' : ''}`,
      )
    }
    return await limited(answer)
  } catch (error) {
    if (error instanceof SourceFault) throw error
    const { code = 'network' } = ((error as Error).cause ?? {}) as { code?: string }
    throw new Error(bounds.aborted ? 'no whole answer in 20 s' : `it can't be reached (${code})`, { cause: error })
  } finally {
    stopWaiting()
  }
}

class SourceFault extends Error {}

async function limited(answer: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > mostBytes) throw new SourceFault('its answer is larger than 4 MB')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
