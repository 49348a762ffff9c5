import { EmptyState } from '../../../components/empty-state.tsx'

/** Agreements of this site. */
export function AgreementsTab() {
  return <EmptyState title="No agreement yet">One appears here when it is concluded on the chain.</EmptyState>
}
