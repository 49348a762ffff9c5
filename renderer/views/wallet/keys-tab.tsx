import { EmptyState } from '../../components/empty-state.tsx'

/** Balances and keys. */
export function KeysTab() {
  return <EmptyState title="No key yet">Keys appear here when they are made.</EmptyState>
}
