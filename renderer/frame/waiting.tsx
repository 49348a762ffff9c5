import { Unplug } from 'lucide-react'
import { EmptyState } from '../components/empty-state.tsx'
import type { ConnectionState } from '../state/store.ts'
import { useSchemeAttribute } from '../theme/scheme.ts'
import css from './waiting.module.css'

/** Stands in the window until the first image of the site is there. */
export function Waiting({ connection }: { connection: ConnectionState }) {
  useSchemeAttribute()
  return (
    <main className={css.waiting} aria-live="polite">
      <h1 className="visuallyHidden">Powerchain Control Room</h1>
      {connection.state === 'lost' ? (
        <EmptyState title="The engine does not answer" icon={Unplug}>
          The site runs without this window. The connection is tried again by itself, every few seconds.
        </EmptyState>
      ) : (
        <p className={css.quiet}>Reading the site</p>
      )}
    </main>
  )
}
