import type { EpochMs } from '../../../../domain/units.ts'
import type { RulesNeeds } from '../rules-needs.ts'
import type { PointColumns, WantedColumns } from './play-over.ts'

const minuteMs = 60_000

/** Reads what a rule wants of the store: means by the minute, or readings as they were stored. Errors: `Store.*`. */
export async function readStored(
  { samplesOf, meansOf, expectedThen }: Pick<RulesNeeds, 'samplesOf' | 'meansOf' | 'expectedThen'>,
  { from, to, points }: WantedColumns,
): Promise<PointColumns[]> {
  const read: PointColumns[] = []
  const buckets = Math.max(1, Math.round((to - from) / minuteMs))
  for (const { assetId, point, as, withExpected } of points) {
    const stretch = { assetId, point, from, to }
    const columns =
      as === 'samples'
        ? await samplesOf(stretch)
        : { at: ends(from, to, buckets), value: (await meansOf({ ...stretch, buckets })).mean }
    const expected = withExpected && as === 'means' && (await expectedThen?.({ ...stretch, buckets }))
    read.push(expected ? { ...columns, expected } : columns)
  }
  return read
}

function ends(from: EpochMs, to: EpochMs, buckets: number): Float64Array {
  const stepMs = (to - from) / buckets
  return Float64Array.from({ length: buckets }, (_, i) => from + (i + 1) * stepMs)
}
