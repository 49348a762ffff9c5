import { EmptyState } from '../../../components/empty-state.tsx'

/** Payout lists and splits. */
export function PayoutsTab() {
  return <EmptyState title="No payout yet">A list appears here when it is funded on the chain.</EmptyState>
}
