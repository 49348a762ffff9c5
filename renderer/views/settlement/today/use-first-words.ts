import { useSettlementNow } from '../queries.ts'

/** When the first quarter of an hour appears, a sentence. */
export function useFirstWords(): string {
  const { data } = useSettlementNow()
  return data?.isPastAwaited
    ? 'The past of the simulated site is being made: its last day appears here in some minutes.'
    : 'The first quarter of an hour appears here a minute and a half after its end.'
}
