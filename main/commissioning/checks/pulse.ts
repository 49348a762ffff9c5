import type { PulseStep } from '../../../domain/rpc/field/commissioning.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import { meanOf } from './look.ts'

/** One sample of a test pulse; `othersKW` is the sum of all other meters of the bus, where each of them answers. */
export interface PulseSample {
  atMs: Ms
  deviceKW: KW | null
  siteKW: KW | null
  othersKW: KW | null
}

type Result = Extract<PulseStep, { type: 'result' }>

/** Shares of the ordered change, percent: from here on it moved, it moved backwards, or it did not move. Slow ramps count. */
const moved = { right: 25, reversed: -25, still: 10 }
/** Two meters of the same thing; below this ratio one of them saw something else. */
const agreeing = 0.5
/** Share of the ordered change within which it counts as the change that was ordered, percent. */
export const asOrdered = { least: 70, most: 130 }
/** The part of the pulse in which the change should have been reached. */
const settledShare = 0.8

/**
 * What a pulse shows. The device's own meter is held against all others: what an asset gives more, the others together
 * give less, whatever else is steered meanwhile. Without them the connection's meter alone has to do.
 */
export function judgePulse(given: { samples: readonly PulseSample[]; byKW: KW; lastsMs: Ms }): Result {
  const { samples, byKW, lastsMs } = given
  const before = samples.filter(({ atMs }) => atMs <= 0)
  const after = samples.filter(({ atMs }) => atMs >= settledShare * lastsMs && atMs <= lastsMs)
  const share = (pick: (sample: PulseSample) => KW | null): number | null => {
    const [from, to] = [meanOf(before.flatMap((s) => pick(s) ?? [])), meanOf(after.flatMap((s) => pick(s) ?? []))]
    return from === undefined || to === undefined ? null : Math.round(((to - from) / byKW) * 100)
  }
  const devicePct = share(({ deviceKW }) => deviceKW)
  const sitePct = share(({ othersKW }) => negated(othersKW)) ?? share(({ siteKW }) => negated(siteKW))
  const direction = directionOf(devicePct, sitePct)
  return {
    type: 'result',
    direction,
    responseMs: direction === 'right' ? responseOf(samples, byKW) : null,
    devicePct,
    sitePct,
    verdict: verdictOf(direction, { devicePct, sitePct, byKW }),
  }
}

function negated(powerKW: KW | null): KW | null {
  return powerKW === null ? null : -powerKW
}

function directionOf(devicePct: number | null, sitePct: number | null): Result['direction'] {
  if (devicePct === null || sitePct === null) return 'unclear'
  if (devicePct <= moved.reversed || sitePct <= moved.reversed) return 'reversed'
  const [less, more] = [Math.min(devicePct, sitePct), Math.max(devicePct, sitePct)]
  if (less >= moved.right && less >= agreeing * more) return 'right'
  return Math.abs(devicePct) < moved.still && Math.abs(sitePct) < moved.still ? 'noMove' : 'unclear'
}

function responseOf(samples: readonly PulseSample[], byKW: KW): Ms | null {
  const from = meanOf(samples.filter(({ atMs }) => atMs <= 0).flatMap(({ deviceKW }) => deviceKW ?? []))
  if (from === undefined) return null
  const there = samples.find(({ atMs, deviceKW }) => atMs > 0 && deviceKW !== null && (deviceKW - from) / byKW >= 0.9)
  return there ? Math.round(there.atMs) : null
}

function amountWords(devicePct: number): string {
  if (devicePct > asOrdered.most) return ` But it moved ${devicePct} % of what was ordered: scale of the setpoint?`
  return devicePct < 90 ? ` It came to ${devicePct} % of it in the time.` : ''
}

/** In plain words, with what to change. */
function verdictOf(
  direction: Result['direction'],
  pct: { devicePct: number | null; sitePct: number | null; byKW: KW },
): string {
  const { devicePct, sitePct, byKW } = pct
  const asked = byKW < 0 ? 'to take more from the bus' : 'to give more to the bus'
  if (direction === 'right') {
    return `Right: told ${asked} it did, by its own meter and by the others.${amountWords(devicePct ?? 0)}`
  }
  if (direction === 'noMove')
    return 'It did not move: is it released for remote control, and does nobody else steer it?'
  if (direction === 'unclear')
    return 'Unclear: the meters do not agree, or the site moved too much. Try a larger or longer pulse.'
  const isDevice = (devicePct ?? 0) <= moved.reversed
  const isSite = (sitePct ?? 0) <= moved.reversed
  if (isDevice && isSite)
    return `Reversed: told ${asked} it did the opposite. Change the frame (load or generator) of the setpoint in the definition.`
  if (isSite)
    return `Reversed: told ${asked} it did the opposite, and its own meter is reversed too. Change the frame (load or generator) of setpoint and power in the definition.`
  return 'Reversed: it does as told, but its own meter shows the opposite. Change the frame (load or generator) of its power in the definition.'
}
