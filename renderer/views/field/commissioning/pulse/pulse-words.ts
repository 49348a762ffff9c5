import { type Asset, type AssetKind, ratedRange } from '../../../../../domain/asset.ts'
import type { PulseStep } from '../../../../../domain/rpc/field/commissioning.ts'
import type { PowerRange } from '../../../../../domain/setpoint.ts'
import { drawKW, type KW } from '../../../../../domain/units.ts'
import { causeText } from '../../../../format/cause.ts'
import { formatNumber } from '../../../../format/number.ts'
import { leastPowerOf } from '../../../operate/asked-power.ts'
import { formatKW, powerPhrase, powerText, powerWord } from '../../../../format/power.ts'

/** Which way a pulse goes: into the bus or out of it. People choose it by word, never by sign. */
export type PulseDirection = 'in' | 'out'

/** How a pulse ended. */
export type PulseResult = Extract<PulseStep, { type: 'result' }>

const acts: Record<string, string> = {
  importing: 'import',
  exporting: 'export',
  producing: 'produce',
  giving: 'give',
  drawing: 'draw',
  discharging: 'discharge',
  charging: 'charge',
}

const act = (word: string) => acts[word] ?? word

/** Words for both ways from where the asset is now: `discharge more`, `charge less`; at rest what it would begin. */
export function directionWords(kind: AssetKind, powerKW: KW): Record<PulseDirection, string> {
  const isStill = Math.abs(powerKW) < 0.5
  if (isStill && (kind === 'battery' || kind === 'flywheel' || kind === 'hydrogen'))
    return { in: act(powerWord(kind, 1)), out: act(powerWord(kind, -1)) }
  const isDraw = kind === 'load' || kind === 'container' || (!isStill && powerKW < 0)
  const verb = act(powerWord(kind, isDraw ? -1 : 1))
  return isDraw ? { in: `${verb} less`, out: `${verb} more` } : { in: `${verb} more`, out: `${verb} less` }
}

/** Change in kW, positive into the bus, of a magnitude and a way. */
export function pulseKW(sizeKW: KW, direction: PulseDirection): KW {
  return direction === 'in' ? sizeKW : drawKW(sizeKW)
}

/** How far an asset at `powerKW` may be moved that way within a range, kW, never negative. */
export function roomKW(range: PowerRange, powerKW: KW, direction: PulseDirection): KW {
  return Math.max(0, direction === 'in' ? range.maxKW - powerKW : powerKW - range.minKW)
}

/** How far it may be moved, and what ends it there: the limit of now where it is narrower than the rating. */
export function roomWords(
  room: KW,
  direction: PulseDirection,
  range: PowerRange,
  rated: PowerRange,
  limitedBy: string,
): string {
  const isNarrower = direction === 'in' ? range.maxKW < rated.maxKW : range.minKW > rated.minKW
  const cause = isNarrower && limitedBy !== '' ? causeText(limitedBy) : 'its rating'
  return room < 1 ? `No room that way now: ${cause}` : `1 to ${formatKW(room)} kW: ${cause}`
}

/** What both the rating and the limits of now leave. */
export function pulseRange(asset: Asset, allowed: PowerRange | undefined): PowerRange {
  const rated = ratedRange(asset)
  if (!allowed) return rated
  return { minKW: Math.max(rated.minKW, allowed.minKW), maxKW: Math.min(rated.maxKW, allowed.maxKW) }
}

/** A pulse as people write it before it is given. */
export interface PulseDraft {
  direction: PulseDirection
  sizeKW: KW | undefined
  seconds: number | undefined
  reason: string
}

/** Why a pulse cannot be given; `undefined` when it can. */
export function draftObstacle(draft: PulseDraft, room: KW): string | undefined {
  const { sizeKW, seconds, reason } = draft
  if (sizeKW === undefined || sizeKW <= 0) return 'Say by how much it shall move.'
  if (sizeKW > room) return `It can move by ${formatKW(room)} kW that way at most now.`
  if (seconds === undefined || seconds < 5 || seconds > 120) return 'A pulse lasts 5 to 120 s.'
  return reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined
}

/** Why the power it would come to is one it cannot run at; `undefined` when it can. */
export function restObstacle(asset: Asset, toKW: KW): string | undefined {
  const least = leastPowerOf(asset, toKW < 0 ? 'out' : 'in')
  const sizeKW = Math.abs(toKW)
  if (!least || sizeKW < 0.5 || sizeKW > least.leastKW - 0.5) return undefined
  return `At ${powerText(toKW)} it would be ${least.below}: it runs from ${powerText(least.leastKW)} up.`
}

/** `discharging 300 kW to discharging 350 kW`. */
export function fromTo(kind: AssetKind, fromKW: KW, byKW: KW): string {
  return `${powerPhrase(kind, fromKW)} to ${powerPhrase(kind, fromKW + byKW)}`
}

/** What the connection does meanwhile, when nothing else changes: what flows in here need not be imported. */
export function atTheConnection(gridKW: KW | null, byKW: KW): string {
  const change = `${byKW > 0 ? 'less import or more export' : 'more import or less export'} by ${powerText(byKW)}`
  return gridKW === null ? change : `about ${fromTo('grid', gridKW, -byKW)}`
}

/** What the ways of both meters mean, in a few words. */
export const directionTitles: Record<PulseResult['direction'], string> = {
  right: 'Both meters moved the way that was ordered',
  reversed: 'It moved the other way',
  noMove: 'It did not move',
  unclear: 'What moved cannot be told apart',
}

/** Time to nine tenths of the change, in words. */
export function responseWords(responseMs: number | null): string {
  return responseMs === null ? 'nine tenths never reached' : `${formatNumber(responseMs / 1_000, 1)}\u00A0s`
}

/** Change reached of the change ordered, in words; what went the other way is said, not signed. */
export function shareWords(pct: number | null): string {
  if (pct === null) return 'no value'
  const share = `${formatNumber(Math.abs(pct))}\u00A0%`
  return pct < -0.5 ? `${share} the other way` : share
}
