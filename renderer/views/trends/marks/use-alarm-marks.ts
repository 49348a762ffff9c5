import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AlarmMark } from '../../../charts/panes/marks.ts'
import { useClient } from '../../../connection/connected.tsx'
import type { Stretch } from '../../../history/tiles/column.ts'
import { useAlarms } from '../../../state/live.ts'
import { widened } from './widened.ts'

/** More marks than this would hide the lines; the newest are shown. */
const mostMarks = 60

/** Alarms that were raised in a stretch: those of the journal, and those that the list has now. */
export function useAlarmMarks(stretch: Stretch): readonly AlarmMark[] {
  const client = useClient()
  const listed = useAlarms()
  const { from, to } = widened(stretch)
  const { data } = useQuery({
    queryKey: ['trends', 'alarms', from, to],
    queryFn: ({ signal }) => client.alarms.journal({ from, to, event: 'raised', limit: 200 }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  return useMemo(() => {
    const marks = new Map<string, AlarmMark>()
    for (const { alarmId, at, priority, text } of data ?? []) marks.set(alarmId, { id: alarmId, at, priority, text })
    for (const { id, raisedAt, priority, text } of listed) marks.set(id, { id, at: raisedAt, priority, text })
    return [...marks.values()]
      .filter(({ at }) => at >= stretch.from && at <= stretch.to)
      .toSorted((a, b) => b.at - a.at)
      .slice(0, mostMarks)
  }, [data, listed, stretch])
}
