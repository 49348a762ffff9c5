import { useMemo } from 'react'
import type { PointRef } from '../../../domain/rpc/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Pane } from '../../charts/panes/pane.ts'
import type { Column, Stretch } from '../../history/tiles/column.ts'
import { type Columns, useColumns } from '../../history/tiles/use-columns.ts'
import { useSite } from '../../state/live.ts'
import type { PanePoints } from './model/arrange.ts'
import { chartPanes, type ComparedColumns } from './model/chart-panes.ts'
import { type Compared, comparedStretch, comparedWords, daysBack, movedColumn } from './model/compare.ts'
import { lineId, type LineLook, linesOf } from './model/lines.ts'

/** A line in view with what is read of it. */
export interface ShownLine {
  look: LineLook
  column: Column
  compared?: Column
}

/** Everything the chart and the list show. */
export interface ShownPanes {
  panes: readonly Pane[]
  lines: readonly ShownLine[]
  read: Columns
}

const nobody: readonly PointRef[] = []

/** Panes of the points in view, with another time laid over them where one is compared. */
export function useChartPanes(given: {
  points: PanePoints
  stretch: Stretch
  widthPx: number
  now: EpochMs
  compared: Compared | undefined
}): ShownPanes {
  const { points, stretch, widthPx, now, compared } = given
  const site = useSite()
  const refs = useMemo(() => points.flat(), [points])
  const looks = useMemo(() => points.map((pane) => linesOf(site, pane)), [site, points])
  const read = useColumns({ refs, stretch, widthPx, now })
  const other = useCompared({ refs, stretch, widthPx, now, compared })
  const byId = useMemo(
    () => new Map(refs.flatMap((ref, i) => (read.columns[i] ? [[lineId(ref), read.columns[i]]] : []))),
    [refs, read.columns],
  )
  const panes = useMemo(
    () => chartPanes({ panes: looks, columnOf: (id) => byId.get(id), compared: other }),
    [looks, byId, other],
  )
  const lines = useMemo(
    () =>
      looks.flat().flatMap((look): ShownLine[] => {
        const [column, past] = [byId.get(look.id), other?.columnOf(look.id)]
        return column ? [{ look, column, ...(past ? { compared: past } : {}) }] : []
      }),
    [looks, byId, other],
  )
  return { panes, lines, read }
}

function useCompared(given: {
  refs: readonly PointRef[]
  stretch: Stretch
  widthPx: number
  now: EpochMs
  compared: Compared | undefined
}): ComparedColumns | undefined {
  const { refs, stretch, widthPx, now, compared } = given
  const { timeZone } = useSite()
  const days = compared && daysBack(compared, stretch, timeZone)
  const past = useMemo(
    () => (days === undefined ? stretch : comparedStretch(stretch, days, timeZone)),
    [stretch, days, timeZone],
  )
  const { columns } = useColumns({ refs: days === undefined ? nobody : refs, stretch: past, widthPx, now })
  return useMemo(() => {
    if (!compared || days === undefined) return undefined
    const moved = new Map(
      columns.flatMap((column, i) => {
        const ref = refs[i]
        return ref ? [[lineId(ref), movedColumn(column, stretch, days, timeZone)]] : []
      }),
    )
    return { words: comparedWords(compared), columnOf: (id: string) => moved.get(id) }
  }, [columns, refs, compared, days, stretch, timeZone])
}
