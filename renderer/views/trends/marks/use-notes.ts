import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { isAllowed } from '../../../../domain/access.ts'
import type { RangeNote } from '../../../charts/panes/marks.ts'
import { useClient } from '../../../connection/connected.tsx'
import type { Stretch } from '../../../history/tiles/column.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { widened } from './widened.ts'

const queryKey = ['trends', 'notes']
/** Other people write notes too. */
const renewMs = 30_000

/** Notes in a stretch, and which of them this person may delete. */
export interface NotesInView {
  notes: readonly RangeNote[]
  /** Deleting is for who wrote it and for engineers. */
  mayRemove: (note: RangeNote) => boolean
  /** Reads them again, after one was added or deleted. */
  renew: () => Promise<void>
}

/** Notes of people that reach into a stretch, in order of time. */
export function useNotes(stretch: Stretch): NotesInView {
  const client = useClient()
  const queries = useQueryClient()
  const { assets, person } = useSite()
  const isHindered = useObstacle('operator') !== undefined
  const { from, to } = widened(stretch)
  const { data } = useQuery({
    queryKey: [...queryKey, from, to],
    queryFn: ({ signal }) => client.history.annotations({ from, to }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: renewMs,
    retry: false,
  })
  const notes = useMemo(() => {
    const nameOf = (id: string) => assets.find((asset) => asset.id === id)?.name ?? id
    return (data ?? [])
      .filter((note) => note.from <= stretch.to && note.to >= stretch.from)
      .map(({ id, from: first, to: last, text, by, assetIds }) => ({
        id,
        from: first,
        to: last,
        text,
        by,
        about: assetIds.map(nameOf).join(', '),
      }))
  }, [data, assets, stretch])
  return {
    notes,
    mayRemove: ({ by }) => !isHindered && (by === person.name || isAllowed(person.role, 'engineer')),
    renew: () => queries.invalidateQueries({ queryKey }),
  }
}
