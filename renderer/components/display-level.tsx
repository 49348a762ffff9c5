import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import css from './display-level.module.css'

/** How deep a page looks: 1 site, 2 unit, 3 detail, 4 diagnostics; and the path there, each step a link or a word. */
export function DisplayLevel({ level, path }: { level: 1 | 2 | 3 | 4; path: readonly ReactNode[] }) {
  return (
    <div className={css.level}>
      <span className={css.ticks} aria-hidden="true">
        {[1, 2, 3, 4].map((n) => (
          <span key={n} data-on={n === level || undefined} />
        ))}
      </span>
      <span className={css.name}>Level {level}</span>
      <nav aria-label="Path">
        <ol className={css.path}>
          {path.map((step, i) => (
            // The place in the path is the step's identity.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i}>
              {i > 0 && <ChevronRight size={12} aria-hidden />}
              {step}
            </li>
          ))}
        </ol>
      </nav>
    </div>
  )
}
