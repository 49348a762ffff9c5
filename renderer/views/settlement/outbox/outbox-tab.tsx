import { EmptyState } from '../../../components/empty-state.tsx'

/** What waits for the chain, and what reached it. */
export function OutboxTab() {
  return <EmptyState title="Nothing waits">Batches appear here as they are made.</EmptyState>
}
