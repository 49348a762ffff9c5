import { Link } from '@tanstack/react-router'
import { formatNumber } from '../../format/number.ts'
import type { TabPath } from '../screens.ts'
import css from './tab-links.module.css'

/** The tabs of a screen as links, the present one marked, each with how many stand behind it where that counts. */
export function TabLinks<P extends TabPath>(props: {
  /** Name of the screen. */
  label: string
  tabs: readonly { title: string; path: P }[]
  counts?: Partial<Record<P, number | undefined>>
}) {
  const { label, tabs, counts = {} as Partial<Record<P, number | undefined>> } = props
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map(({ title, path }) => {
        const count = counts[path]
        return (
          <Link
            key={path}
            to={path as TabPath}
            className={css.tab}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'data-on': true, 'aria-current': 'page' }}
          >
            {title}
            {count !== undefined && <span className={css.count}>{formatNumber(count)}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
