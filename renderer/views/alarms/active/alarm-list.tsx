// Rows out of sight are not drawn, each stands at its own height: a table cannot be laid out so, its roles remain.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo } from 'react'
import { useNow, useSite } from '../../../state/live.ts'
import css from './active.module.css'
import { AlarmRowView, rowDomId } from './alarm-row.tsx'
import type { AlarmRow } from './alarm-rows.ts'
import { choose, chooseRange, move, type Selection, toggle } from './selection.ts'
import { type RowWindow, useWindow } from './use-window.ts'

const rowPx = 50
const headPx = 28

interface ListProps {
  rows: readonly AlarmRow[]
  selection: Selection
  onSelect: (selection: Selection) => void
  onToggleOpen: (alarmId: string) => void
  /** `a` or Ctrl Enter in the list. */
  onAcknowledge: () => void
}

/** What a key asks for in the list; `undefined` for keys of others. */
function stepOf(event: KeyboardEvent, perPage: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: perPage,
    PageUp: -perPage,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  }
  return event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key]
}

function useListKeys(props: ListProps, ids: readonly string[], view: RowWindow) {
  const { rows, selection, onSelect, onToggleOpen, onAcknowledge } = props
  const go = (next: Selection) => {
    onSelect(next)
    if (next.cursor !== undefined) view.show(ids.indexOf(next.cursor))
  }
  return (event: KeyboardEvent) => {
    const { cursor } = selection
    const step = stepOf(event, view.perPage)
    const row = rows.find((r) => r.alarm.id === cursor)
    if (step !== undefined) go(move(selection, step, ids, event.shiftKey))
    else if (event.key === ' ' && cursor !== undefined) onSelect(toggle(selection, cursor))
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a')
      onSelect({ cursor, anchor: ids[0], chosen: new Set(ids) })
    else if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') onAcknowledge()
    else if (event.key === 'a' && !event.ctrlKey && !event.metaKey && !event.altKey) onAcknowledge()
    else if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && (row?.alarm.beneath ?? 0) > 0) {
      if (row && row.isOpen === (event.key === 'ArrowLeft')) onToggleOpen(row.alarm.id)
    } else return
    event.preventDefault()
  }
}

/** Alarms row by row; however many there are, only those in sight are drawn. */
export function AlarmList(props: ListProps) {
  const { rows, selection, onSelect, onToggleOpen } = props
  const { timeZone, assets, name } = useSite()
  const now = useNow()
  const view = useWindow(rows.length, rowPx, headPx)
  const ids = useMemo(() => rows.map((row) => row.alarm.id), [rows])
  const names = useMemo(() => new Map(assets.map((asset) => [asset.id, asset.name])), [assets])
  const onKeyDown = useListKeys(props, ids, view)
  const place = selection.cursor === undefined ? -1 : ids.indexOf(selection.cursor)
  const { show } = view
  useEffect(() => {
    // Opened by a link from elsewhere: once, later scrolling is the person's.
    if (place >= 0) show(place)
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [selection.cursor])
  const onClick = (event: MouseEvent) => {
    const id =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]')?.dataset['id'] : undefined
    if (id === undefined) return
    if (event.shiftKey) onSelect(chooseRange(selection, id, ids))
    else onSelect(event.ctrlKey || event.metaKey ? toggle(selection, id) : choose(id))
  }
  const inSight = place >= view.first && place < view.last ? selection.cursor : undefined
  return (
    // Rows take part by aria-activedescendant; the list as one is what has focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      ref={view.box}
      className={css.list}
      role="grid"
      tabIndex={0}
      aria-label="Active alarms"
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-activedescendant={inSight === undefined ? undefined : rowDomId(inSight)}
      onScroll={view.onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <Head />
      <div role="rowgroup" className={css.rows} style={{ height: rows.length * rowPx }}>
        {rows.slice(view.first, view.last).map((row, i) => (
          <AlarmRowView
            key={row.alarm.id}
            row={row}
            place={view.first + i}
            top={(view.first + i) * rowPx}
            source={names.get(row.alarm.assetId ?? '') ?? name}
            now={now}
            timeZone={timeZone}
            isChosen={selection.chosen.has(row.alarm.id)}
            isCursor={selection.cursor === row.alarm.id}
            onToggleOpen={onToggleOpen}
          />
        ))}
      </div>
    </div>
  )
}

function Head() {
  return (
    <div role="row" className={css.head} aria-rowindex={1}>
      <span role="columnheader" className={css.mark}>
        <span className="visuallyHidden">Priority</span>
      </span>
      <span role="columnheader" className={css.source}>
        Source and message
      </span>
      <span role="columnheader" className={css.value}>
        Value now
      </span>
      <span role="columnheader" className={css.since}>
        Since
      </span>
      <span role="columnheader" className={css.state}>
        State
      </span>
      <span role="columnheader" className={css.response}>
        Response
      </span>
      <span role="columnheader" className={css.respond}>
        Time to respond
      </span>
    </div>
  )
}
