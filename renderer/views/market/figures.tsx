import type { ReactNode } from 'react'
import css from './market.module.css'

/** Figures of this site in one line, with acts at its end. */
export function Figures(props: {
  label: string
  figures: readonly [label: string, words: string][]
  isWide?: boolean
  children: ReactNode
}) {
  const { label, figures, isWide = false, children } = props
  return (
    <section className={`${css.figures} ${isWide ? css.wide : ''}`} aria-label={label}>
      <dl>
        {figures.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div className={css.end}>{children}</div>
    </section>
  )
}
