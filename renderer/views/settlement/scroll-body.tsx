import type { ReactNode } from 'react'
import page from './settlement.module.css'

/** The body of a panel that scrolls, reached by the keyboard although nothing in it can be pressed. */
export function ScrollBody({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={page.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
