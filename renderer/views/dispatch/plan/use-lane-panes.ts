import { useMemo } from 'react'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { Stretch } from '../../../history/tiles/column.ts'
import { useColumns } from '../../../history/tiles/use-columns.ts'
import { useSite } from '../../../state/live.ts'
import type { Lane } from './model/lane-list.ts'
import type { PlanTrail } from './model/plan-columns.ts'
import { useForecasts } from './use-forecasts.ts'
import { type LanePane, lanePane } from './model/plan-panes.ts'

/** Lanes with what history and plan say of them in the window. */
export function useLanePanes(given: {
  lanes: readonly Lane[]
  trail: PlanTrail | undefined
  time: { stretch: Stretch }
  now: EpochMs
  widthPx: number
}): readonly LanePane[] {
  const { lanes, trail, time, now, widthPx } = given
  const forecasts = useForecasts()
  const { connection } = useSite()
  const refs = useMemo(() => lanes.flatMap(refsOf), [lanes])
  const { from, to } = time.stretch
  // History is asked up to the present only; the window around it is widened by the reader itself.
  const end = Math.max(from + 3_600_000, Math.min(to, now))
  const stretch = useMemo(() => ({ from, to: end }), [from, end])
  const { columns } = useColumns({ refs, stretch, widthPx: (widthPx * (end - from)) / (to - from), now })
  return useMemo(
    () =>
      lanes.map((lane) => {
        const point = pointOf(lane)
        const columnOf = (assetId: string) => columns[refs.findIndex((r) => r.assetId === assetId && r.point === point)]
        return lanePane({ lane, trail, connection, columnOf, forecasts })
      }),
    [lanes, trail, connection, columns, refs, forecasts],
  )
}

function pointOf({ counts }: Lane): PointRef['point'] {
  return counts === 'soc' ? 'socPct' : 'activePowerKW'
}

function refsOf(lane: Lane): PointRef[] {
  return lane.counts === 'price' ? [] : lane.assets.map(({ id }) => ({ assetId: id, point: pointOf(lane) }))
}
