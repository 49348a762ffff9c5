import type { EpochMs, Ms } from '../../../domain/units.ts'
import { formatOffset } from '../../format/time.ts'

const quarterMs: Ms = 900_000
const known = new Map<string, Ms>()

/** How far the site's clock is ahead of UTC at an instant; changes of it lie on quarters of an hour. */
export function offsetMs(at: EpochMs, timeZone: string): Ms {
  const key = `${timeZone} ${Math.floor(at / quarterMs)}`
  const found = known.get(key)
  if (found !== undefined) return found
  const [, sign, hours, minutes] = /([+\u2212])(\d\d):(\d\d)/.exec(formatOffset(at, timeZone)) ?? []
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 * (sign === '\u2212' ? -1 : 1)
  if (known.size > 5_000) known.clear()
  known.set(key, ahead)
  return ahead
}

/** What the site's clock shows, as if it were UTC. */
export function wallOf(at: EpochMs, timeZone: string): EpochMs {
  return at + offsetMs(at, timeZone)
}

/** When the site's clock shows `wall`; of two such instants the earlier, of none the one after the jump. */
export function instantOf(wall: EpochMs, timeZone: string): EpochMs {
  const guess = wall - offsetMs(wall - offsetMs(wall, timeZone), timeZone)
  const earlier = guess - 3_600_000
  return wallOf(earlier, timeZone) === wall ? earlier : guess
}

/** An instant as ISO 8601 on the site's clock with its offset, to the millisecond where it is not a whole second. */
export function isoAtSite(at: EpochMs, timeZone: string): string {
  const wall = new Date(wallOf(at, timeZone)).toISOString().replace('.000Z', '').replace('Z', '')
  return `${wall}${formatOffset(at, timeZone).replace('\u2212', '-')}`
}
