import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import css from './health.module.css'

/** What lies behind the chosen row: its name with a way to the asset's health, a part that scrolls, acts at its foot. */
export function DetailPanel(props: {
  /** What it is, for those who do not see it. */
  label: string
  title: string
  chip?: ReactNode
  assetId: string
  /** Name of the part that scrolls. */
  body: string
  children: ReactNode
  foot: ReactNode
}) {
  const { label, title, chip, assetId, body, children, foot } = props
  return (
    <aside className={css.panel} aria-label={label}>
      <header className={css.head}>
        <h2 title={title}>{title}</h2>
        {chip}
        <Link className={css.open} to="/health/assets/$assetId" params={{ assetId }}>
          Asset’s health
          <ChevronRight size={14} aria-hidden />
        </Link>
      </header>
      {/* A part that scrolls is reached by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.scroll} tabIndex={0} aria-label={body}>
        {children}
      </section>
      <footer className={css.foot}>
        <div className={css.acts}>{foot}</div>
      </footer>
    </aside>
  )
}
