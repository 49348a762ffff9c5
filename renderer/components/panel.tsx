import type { ReactNode } from 'react'
import { useId } from 'react'
import css from './panel.module.css'

/** A titled area that answers one question: title, what it is in one short phrase, a link at the right, the body. */
export function Panel(props: {
  title: string
  note?: ReactNode
  link?: ReactNode
  children: ReactNode
  /** Takes the height that is left, its body scrolls. */
  isFilling?: boolean
  className?: string | undefined
}) {
  const { title, note, link, children, isFilling, className } = props
  const id = useId()
  return (
    <section
      className={`${css.panel} ${className ?? ''}`}
      aria-labelledby={id}
      data-filling={isFilling === true || undefined}
    >
      <header className={css.head}>
        <h2 className={css.title} id={id}>
          {title}
        </h2>
        {note !== undefined && <span className={css.note}>{note}</span>}
        {link !== undefined && <span className={css.link}>{link}</span>}
      </header>
      <div className={css.body}>{children}</div>
    </section>
  )
}
