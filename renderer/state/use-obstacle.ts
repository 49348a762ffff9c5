import { isAllowed, type Role } from '../../domain/access.ts'
import { useConnection, useSite } from './live.ts'

const needed: Record<Role, string> = {
  viewer: 'Your role may not look at this',
  operator: 'Your role may look, not operate',
  engineer: 'An engineer decides this; your role may look',
}

/** Why somebody may not do now what asks for role `needs`: their role, or no connection; `undefined` when they may. */
export function useObstacle(needs: Role): string | undefined {
  const { person } = useSite()
  const { state } = useConnection()
  if (!isAllowed(person.role, needs)) return needed[needs]
  return state === 'live' ? undefined : 'No connection to the engine'
}
