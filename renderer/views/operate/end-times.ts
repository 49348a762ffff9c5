import type { EpochMs, Ms } from '../../../domain/units.ts'

/** When a command may end: after a span, the next morning, or at a time of the person's choice. */
export type EndChoice = '15min' | '1h' | '4h' | 'morning' | 'custom'

const spans: Record<'15min' | '1h' | '4h', Ms> = { '15min': 900_000, '1h': 3_600_000, '4h': 14_400_000 }
const dayMs = 86_400_000

/** Clock of the site at an instant as if it were UTC, so that it can be reckoned with. */
function siteClock(at: EpochMs, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
}

/** The instant at which clocks of the site show `local`, written `2026-04-14T15:30`; `undefined` for no such text. */
export function siteInstant(local: string, timeZone: string): EpochMs | undefined {
  const wanted = Date.parse(`${local}Z`)
  if (Number.isNaN(wanted)) return undefined
  // The offset at the result may differ from the first guess where clocks change; the second guess has it.
  const guess = wanted - (siteClock(wanted, timeZone) - wanted)
  return wanted - (siteClock(guess, timeZone) - guess)
}

/** Clocks of the site at an instant, written `2026-04-14T15:30`. */
export function siteLocal(at: EpochMs, timeZone: string): string {
  return new Date(siteClock(at, timeZone)).toISOString().slice(0, 16)
}

/** The instant that a choice means now; `undefined` while a custom time is not there or not ahead. */
export function endOf(
  choice: EndChoice,
  { now, timeZone, custom }: { now: EpochMs; timeZone: string; custom: string },
): EpochMs | undefined {
  if (choice === 'custom') {
    const at = siteInstant(custom, timeZone)
    return at !== undefined && at > now ? at : undefined
  }
  if (choice !== 'morning') return now + spans[choice]
  const tomorrow = new Date(siteClock(now, timeZone) + dayMs).toISOString().slice(0, 10)
  return siteInstant(`${tomorrow}T06:00`, timeZone)
}
