// Columns that give way to the width of the panel: a table cannot be laid out so, its roles remain.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import css from './choice-list.module.css'

/** A column of a list from which one row is chosen. */
export interface ChoiceColumn<R> {
  id: string
  head: ReactNode
  isRight?: boolean
  cell: (row: R) => ReactNode
}

const stepOf: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** Rows of which one is chosen, by click or arrows; Enter opens it where it leads further. `template` = widths of the columns. */
export function ChoiceList<R extends { id: string }>(props: {
  label: string
  columns: readonly ChoiceColumn<R>[]
  template: string
  rows: readonly R[]
  chosenId: string | undefined
  onChoose: (id: string) => void
  onOpen?: (id: string) => void
}) {
  const { label, columns, template, rows, chosenId, onChoose, onOpen } = props
  const listId = useId()
  const box = useRef<HTMLDivElement>(null)
  const place = rows.findIndex(({ id }) => id === chosenId)
  const domId = (n: number) => `${listId}-${n}`
  useEffect(() => {
    if (place >= 0) box.current?.querySelector(`[data-place="${place}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [place])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== box.current) return
    const step = stepOf[event.key]
    if (step !== undefined) {
      const next = rows[Math.min(rows.length - 1, Math.max(0, place + step))]
      if (next) onChoose(next.id)
    } else if (event.key === 'Enter' && chosenId !== undefined && onOpen) onOpen(chosenId)
    else return
    event.preventDefault()
  }
  return (
    // Rows take part by aria-activedescendant; the list as one is what has focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      ref={box}
      className={css.list}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={place < 0 ? undefined : domId(place)}
      onKeyDown={onKeyDown}
    >
      <div role="row" className={css.head} style={{ gridTemplateColumns: template }}>
        {columns.map(({ id, head, isRight }) => (
          <span key={id} role="columnheader" data-right={isRight || undefined}>
            {head}
          </span>
        ))}
      </div>
      {rows.map((row, n) => (
        <Row
          key={row.id}
          row={row}
          columns={columns}
          style={{ gridTemplateColumns: template }}
          place={n}
          domId={domId(n)}
          isChosen={row.id === chosenId}
          onChoose={onChoose}
          onOpen={onOpen}
        />
      ))}
    </div>
  )
}

function Row<R extends { id: string }>(props: {
  row: R
  columns: readonly ChoiceColumn<R>[]
  style: CSSProperties
  place: number
  domId: string
  isChosen: boolean
  onChoose: (id: string) => void
  onOpen: ((id: string) => void) | undefined
}) {
  const { row, columns, style, place, domId, isChosen, onChoose, onOpen } = props
  return (
    // Keys belong to the list.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={domId}
      role="row"
      className={css.row}
      style={style}
      data-place={place}
      aria-selected={isChosen}
      onClick={() => onChoose(row.id)}
      onDoubleClick={() => onOpen?.(row.id)}
    >
      {columns.map(({ id, isRight, cell }) => (
        <span key={id} role="gridcell" data-right={isRight || undefined}>
          {cell(row)}
        </span>
      ))}
    </div>
  )
}

/** First and second line of a row: what it is, and what about it. */
export function TwoLines({ first, second }: { first: string; second: string }) {
  return (
    <span className={css.two}>
      <strong title={first}>{first}</strong>
      <span title={second}>{second}</span>
    </span>
  )
}
