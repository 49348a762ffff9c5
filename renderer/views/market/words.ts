import type { Prices } from '../../../domain/market/shapes.ts'
import { isSame } from '../../../domain/market/shapes.ts'
import { powecOf } from '../../../domain/market/amount.ts'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import { formatDuration } from '../../format/duration.ts'
import { formatEnergySum } from '../../format/energy.ts'
import { shortHash } from '../../format/hash.ts'
import { quantityText } from '../../format/number.ts'
import { formatWhen } from '../../format/time.ts'

/** Energy of the ledger, Wh, as the other screens show energy. */
export function whText(wh: number): string {
  return quantityText(formatEnergySum(wh / 1_000))
}

/** Time between two quarters at the site's clock. */
export function windowText(from: number, to: number, now: number, timeZone: string): string {
  return `${formatWhen(quarterStart(from), now, timeZone)} – ${formatWhen(quarterStart(to), now, timeZone)}`
}

/** Prices in POWEC: per kWh and hour reserved and held, per kWh given back. */
export function pricesText({ capacity, hold, giveBack }: Prices): string {
  return [capacity, hold, giveBack].map(powecOf).join(' / ')
}

/** An account, named when it is our own. */
export function accountText(account: string, own: string | null | undefined): string {
  return isSame(account, own) ? 'this site' : shortHash(account)
}

/** What is left until an instant. */
export function leftText(until: number, now: number): string {
  return until <= now ? 'over' : formatDuration(until - now)
}
