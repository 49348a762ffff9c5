import type { ColDef } from 'ag-grid-community'
import type { ComponentProps, ReactNode } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import { RowGrid } from '../assets/row-grid.tsx'
import css from './market.module.css'

const defaults: ColDef = {
  cellClass: css.words ?? '',
  tooltipValueGetter: ({ valueFormatted, value }) => valueFormatted ?? (typeof value === 'string' ? value : ''),
}

/** A titled list with its acts at the right; says what to do while there is nothing in it. */
export function ListPanel(props: {
  title: string
  note?: ReactNode
  acts?: ReactNode
  /** Title and words while the list is empty. */
  empty: { title: string; words: ReactNode }
  isEmpty: boolean
  className?: string | undefined
  children: ReactNode
}) {
  const { title, note, acts, empty, isEmpty, className, children } = props
  return (
    <section className={`${css.panel} ${className ?? ''}`} aria-label={title}>
      <div className={css.bar}>
        <h2>{title}</h2>
        <span className={css.note}>{note}</span>
        {acts !== undefined && <span className={css.end}>{acts}</span>}
      </div>
      {isEmpty ? (
        <div className={css.empty}>
          <EmptyState title={empty.title}>{empty.words}</EmptyState>
        </div>
      ) : (
        children
      )}
    </section>
  )
}

/** Rows whose words all stand in the tooltip where a cell is too narrow for them. */
export function BookGrid<Row>(props: Omit<ComponentProps<typeof RowGrid<Row>>, 'className' | 'defaults'>) {
  return <RowGrid<Row> {...props} className={css.grid} defaults={defaults} />
}
