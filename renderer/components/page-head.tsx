import type { ReactNode } from 'react'
import { DisplayLevel } from './display-level.tsx'
import css from './page-head.module.css'

/** First line of every screen: title, display level with path, and what belongs to the whole page at the right. */
export function PageHead(props: {
  title: string
  level: 1 | 2 | 3 | 4
  path: readonly ReactNode[]
  children?: ReactNode
}) {
  const { title, level, path, children } = props
  return (
    <header className={css.head}>
      <h1 className={css.title}>{title}</h1>
      <DisplayLevel level={level} path={path} />
      <div className={css.right}>{children}</div>
    </header>
  )
}
