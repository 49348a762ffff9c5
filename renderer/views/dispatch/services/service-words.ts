import type { ServiceState } from '../../../../domain/rpc/dispatch/services.ts'
import { formatDuration } from '../../../format/duration.ts'
import { powerText } from '../../../format/power.ts'

/** State of a service as people say it. */
export const stateNames: Record<ServiceState['state'], string> = {
  active: 'Active',
  armed: 'Armed',
  off: 'Off',
  notAvailable: 'Not ready',
}

/** What is promised: `1.00 MW both ways`, `2.00 MW up`, or that it comes as it comes. */
export function commitmentWords({ promisedUpKW: up, promisedDownKW: down }: ServiceState): string {
  if (up < 0.5 && down < 0.5) return 'as it comes'
  if (Math.abs(up - down) < 0.5) return `${powerText(up)} both ways`
  const parts = [...(up < 0.5 ? [] : [`${powerText(up)} up`]), ...(down < 0.5 ? [] : [`${powerText(down)} down`])]
  return parts.join(', ')
}

/** Whether a service can do what is promised now, and if not, what is missing. */
export function readyWords(service: ServiceState): { isReady: boolean; words: string } {
  const { state, detail, readiness, promisedUpKW, promisedDownKW } = service
  if (state === 'off') return { isReady: false, words: 'off' }
  if (state === 'notAvailable') return { isReady: false, words: detail }
  if (!readiness) return { isReady: true, words: 'ready' }
  const { upKW, upForMs, downKW, downForMs, neededForMs } = readiness
  const short =
    shortWords({ promisedKW: promisedUpKW, haveKW: upKW, forMs: upForMs, neededForMs, word: 'up' }) ??
    shortWords({ promisedKW: promisedDownKW, haveKW: downKW, forMs: downForMs, neededForMs, word: 'down' })
  return short === undefined ? { isReady: true, words: 'ready' } : { isReady: false, words: short }
}

function shortWords(given: {
  promisedKW: number
  haveKW: number
  forMs: number | null
  neededForMs: number | null
  word: 'up' | 'down'
}): string | undefined {
  const { promisedKW, haveKW, forMs, neededForMs, word } = given
  if (promisedKW < 0.5) return undefined
  if (haveKW < promisedKW - 0.5) return `${powerText(haveKW)} ${word} only`
  if (forMs !== null && neededForMs !== null && forMs < neededForMs) return `${word} for ${formatDuration(forMs)} only`
  return undefined
}

/** Power and time that can be relied on in one direction: `2.10 MW for 42 min`. */
export function reliedWords(powerKW: number, forMs: number | null): string {
  if (powerKW < 0.5) return 'none'
  return forMs === null ? powerText(powerKW) : `${powerText(powerKW)} for ${formatDuration(forMs)}`
}

/** What a service moves now, as a word and a size; nothing while it only stands ready. */
export function nowWords(nowKW: number | null): string {
  if (nowKW === null || Math.abs(nowKW) < 0.5) return 'nothing'
  return `${powerText(nowKW)} ${nowKW > 0 ? 'up' : 'down'}`
}
