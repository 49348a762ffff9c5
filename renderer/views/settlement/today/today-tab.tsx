import { EmptyState } from '../../../components/empty-state.tsx'

/** Money of today, down to the readings behind it. */
export function TodayTab() {
  return <EmptyState title="Nothing settled yet">Quarters of an hour appear here as they end.</EmptyState>
}
