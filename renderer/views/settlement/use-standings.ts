import { useMemo } from 'react'
import type { Batch } from '../../../domain/settlement/batch.ts'
import { useNow } from '../../state/live.ts'
import { type BatchStanding, standingOf } from './batch-standing.ts'
import { useBatches, useChainEvents, useOutbox, useWindows } from './queries.ts'

/** A batch, and where it stands. */
export type StandingBatch = Batch & BatchStanding & { sequence: number }

const none: never[] = []
const unknown = {}

/** Every batch with where it stands, the newest first; `undefined` while they are read. */
export function useStandings(): StandingBatch[] | undefined {
  const { data: batches } = useBatches()
  const { data: outbox = none } = useOutbox()
  const { data: events = none } = useChainEvents('DeliverySettlement')
  const { data: windows = unknown } = useWindows()
  const now = useNow(60_000)
  return useMemo(
    () =>
      batches?.map((batch) => ({
        ...batch,
        ...standingOf(batch, outbox, { events, windows }, now),
        sequence: batch.header.sequence,
      })),
    [batches, outbox, events, windows, now],
  )
}
