import { useServices } from '../../../state/live.ts'
import { heaviestNeed, type Need } from './need.ts'

/** The standing service that needs most energy now; `undefined` when none does, and in a replay. */
export function useNeed(): Need | undefined {
  const services = useServices()
  return services && heaviestNeed(services)
}
