import { EmptyState } from '../../components/empty-state.tsx'

/** Retail bills. */
export function BillsTab() {
  return <EmptyState title="No bill yet">Bills appear here when a period is closed.</EmptyState>
}
