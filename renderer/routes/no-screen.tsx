import { Link, useLocation } from '@tanstack/react-router'
import { EmptyState } from '../components/empty-state.tsx'

/** An address that names no screen, as of an old bookmark. */
export function NoScreen() {
  const { pathname } = useLocation()
  return (
    <EmptyState title="There is no such screen" action={<Link to="/">Go to the overview</Link>}>
      Nothing stands at {pathname}.
    </EmptyState>
  )
}
