import type { Alarm } from '../../../domain/alarm.ts'
import type { AlarmKpis, JournalRow } from '../../../domain/rpc/alarms.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { binFigures, count, createBins, floodsOf, share } from './bins.ts'
import { createStanding } from './standing.ts'

/** Bearable for one operator: alarms an hour (fine, manageable), in ten minutes, in the worst hour (ISA-18.2). */
const bearable = { fine: 6, manageable: 12, tenMinutes: 10, hour: 30 } as const
const hourMs: Ms = 3_600_000

interface Tally {
  code: string
  assetId?: string
  count: number
}

/** Gathers rows of the journal, in order of time, into the figures of [from, to). */
export function createKpis({ from, to }: { from: EpochMs; to: EpochMs }): {
  add(row: JournalRow): void
  finish(inForce: Iterable<Alarm>): AlarmKpis
} {
  const tenMinutes = createBins(from, to, hourMs / 6)
  const hours = createBins(from, to, hourMs)
  const tallies = new Map<string, Tally>()
  const chattering = new Map<string, Tally>()
  const priorities = new Map<number, number>()
  const aside = { shelved: 0, suppressed: 0, outOfService: 0 }
  const standing = createStanding(from, to)
  const response = createResponse()
  let announced = 0
  const announce = (row: JournalRow): void => {
    announced += 1
    count(tenMinutes, row.at)
    count(hours, row.at)
    tally(tallies, row)
    priorities.set(row.priority, (priorities.get(row.priority) ?? 0) + 1)
  }
  return {
    add(row) {
      standing.add(row)
      if (row.at >= to) return
      if (isAnnouncement(row)) announce(row)
      else if (row.event === 'raised' && row.aside) aside[row.aside] += 1
      if (row.event === 'chattering') tally(chattering, row)
      response.add(row)
    },
    finish(inForce) {
      const perHour = announced / Math.max((to - from) / hourMs, 1 / 6)
      const top = ranked(tallies).slice(0, 10)
      return {
        from,
        to,
        announced,
        perHour,
        rating: perHour <= bearable.fine ? 'fine' : perHour <= bearable.manageable ? 'manageable' : 'over',
        tenMinutes: binFigures(tenMinutes, bearable.tenMinutes),
        hours: binFigures(hours, bearable.hour),
        floods: floodsOf(tenMinutes),
        top: top.map((it) => Object.assign(it, { share: share(it.count, announced) })),
        topShare: share(
          top.reduce((sum, it) => sum + it.count, 0),
          announced,
        ),
        chattering: ranked(chattering),
        standing: standing.finish(inForce),
        priorities: ([1, 2, 3, 4] as const).map((priority) => {
          const n = priorities.get(priority) ?? 0
          return { priority, count: n, share: share(n, announced) }
        }),
        acknowledged: response.finish(),
        ...aside,
      }
    },
  }
}

/** Whether a person was called by this step: it came, or was announced again because it lasted. */
export function isAnnouncement({ event, aside }: Pick<JournalRow, 'event' | 'aside'>): boolean {
  return !aside && (event === 'raised' || event === 'reAlarmed')
}

function tally(into: Map<string, Tally>, { code, assetId }: JournalRow): void {
  const key = `${code} ${assetId ?? ''}`
  const known = into.get(key)
  if (known) known.count += 1
  else into.set(key, { code, ...(assetId !== undefined && { assetId }), count: 1 })
}

/** The most frequent first; equals by name, so that the order stays. */
function ranked(tallies: ReadonlyMap<string, Tally>): Tally[] {
  return [...tallies].toSorted(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).map(([, tallied]) => tallied)
}

/** Time from the announcement to the acknowledgement. */
function createResponse(): { add(row: JournalRow): void; finish(): AlarmKpis['acknowledged'] } {
  const announcedAt = new Map<string, EpochMs>()
  let [n, sumMs, longestMs] = [0, 0, 0]
  return {
    add({ event, at, alarmId, person, raisedAt }) {
      if (event === 'reAlarmed' || event === 'released') announcedAt.set(alarmId, at)
      if (person === undefined || (event !== 'acknowledged' && event !== 'over')) return
      const tookMs = Math.max(0, at - (announcedAt.get(alarmId) ?? raisedAt ?? at))
      n += 1
      sumMs += tookMs
      longestMs = Math.max(longestMs, tookMs)
    },
    finish: () => ({ count: n, meanMs: n > 0 ? sumMs / n : null, longestMs: n > 0 ? longestMs : null }),
  }
}
