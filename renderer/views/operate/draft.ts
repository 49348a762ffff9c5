import type { EpochMs, KW } from '../../../domain/units.ts'
import type { Reservation } from '../../../domain/rpc/dispatch/desk.ts'
import { causeText } from '../../format/cause.ts'
import { powerText } from '../../format/power.ts'
import { allowedSizes, askedKW, type Direction } from './asked-power.ts'
import { type EndChoice, endOf } from './end-times.ts'
import type { CheckState } from './use-check.ts'

/** What the person has chosen so far. */
export interface Draft {
  sizeKW: number | undefined
  direction: Direction
  reason: string
  end: EndChoice
  /** Time at the site, `2026-04-14T15:30`; counts when `end` is `custom`. */
  custom: string
}

/** What stands in the way of the last button: said under the power, or on the button itself. */
export interface Obstacle {
  power?: string
  other?: string
}

/** The power of a draft in kW into the bus; `undefined` while none is typed. */
export function draftKW({ sizeKW, direction }: Draft): KW | undefined {
  return sizeKW === undefined ? undefined : askedKW(sizeKW, direction)
}

/** A first look at the limits, as help while typing; the engine's own words follow with its check. */
export function outsideText({ sizeKW, direction }: Draft, { range, limitedBy }: Reservation): string | undefined {
  if (sizeKW === undefined) return undefined
  const allowed = allowedSizes(range, direction)
  if (allowed && sizeKW >= allowed.fromKW && sizeKW <= allowed.toKW) return undefined
  const cause = causeText(limitedBy) || 'the rating'
  if (!allowed) return `Not allowed now: ${cause}`
  const isLow = sizeKW < allowed.fromKW
  return `At ${isLow ? 'least' : 'most'} ${powerText(isLow ? allowed.fromKW : allowed.toKW)} now: ${cause}`
}

/** Why the command cannot be given yet; empty when it can. */
export function obstacleOf(draft: Draft, check: CheckState, at: { now: EpochMs; timeZone: string }): Obstacle {
  if (draft.sizeKW === undefined) return { power: 'A power in kW is needed.' }
  if (check.problem !== undefined) return { power: check.problem }
  if (check.isCurrent && check.check && !check.check.isAllowed) return { power: check.check.refusal }
  if (!check.isCurrent) return { other: 'The engine still checks.' }
  if (draft.reason.trim().length < 3) return { other: 'A reason of at least 3 letters is needed.' }
  if (endOf(draft.end, { ...at, custom: draft.custom }) === undefined)
    return { other: 'An end in the future is needed.' }
  return {}
}
