import type { Alarm } from '../../../domain/alarm.ts'
import type { AlarmKpis, JournalRow } from '../../../domain/rpc/alarms.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'

type Standing = AlarmKpis['standing'][number]

/** An alarm that stands longer no longer calls anybody (ISA-18.2). */
const staleMs: Ms = 24 * 3_600_000
const mostListed = 200

/** Finds occurrences that stood longer than a day in [from, to). Rows after `to` say when those that stood at `to` ended. */
export function createStanding(
  from: EpochMs,
  to: EpochMs,
): { add(row: JournalRow): void; finish(inForce: Iterable<Alarm>): Standing[] } {
  const active = new Map<string, Standing>()
  const gone = new Set<string>()
  const found: Standing[] = []
  const end = (row: JournalRow): void => {
    if (gone.has(row.alarmId) || row.raisedAt === undefined || row.raisedAt >= to) return
    gone.add(row.alarmId)
    active.delete(row.alarmId)
    const forMs = Math.min(row.at, to) - row.raisedAt
    if (forMs >= staleMs) found.push(standingOf(row, row.raisedAt, forMs))
  }
  return {
    add(row) {
      if (row.event === 'raised' && row.at < to) active.set(row.alarmId, standingOf(row, row.at, to - row.at))
      else if (isReturn(row)) end(row)
    },
    finish(inForce) {
      for (const alarm of inForce) {
        const isActive = alarm.state !== 'normalUnacknowledged' && !alarm.needsReset && alarm.raisedAt < from
        if (isActive)
          active.set(alarm.id, standingOf({ ...alarm, alarmId: alarm.id }, alarm.raisedAt, to - alarm.raisedAt))
      }
      return [...found, ...[...active.values()].filter(({ forMs }) => forMs >= staleMs)]
        .toSorted((a, b) => b.forMs - a.forMs)
        .slice(0, mostListed)
    },
  }
}

/** The condition went with this step; an end by a person's act is of one that had gone before. */
function isReturn({ event, person }: JournalRow): boolean {
  return (
    event === 'returned' || event === 'latched' || ((event === 'over' || event === 'cameAgain') && person === undefined)
  )
}

function standingOf(
  { alarmId, code, assetId, text }: { alarmId: string; code: string; assetId?: string | undefined; text: string },
  raisedAt: EpochMs,
  forMs: Ms,
): Standing {
  return { alarmId, code, ...(assetId !== undefined && { assetId }), text, raisedAt, forMs }
}
