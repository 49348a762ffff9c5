import { EmptyState } from '../../../components/empty-state.tsx'

/** Windows that are open, and what is disputed. */
export function DisputesTab() {
  return <EmptyState title="Nothing is disputed">A dispute appears here with its deadline.</EmptyState>
}
