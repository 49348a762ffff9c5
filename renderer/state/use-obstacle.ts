import { isAllowed, type Role } from '../../domain/access.ts'
import { useConnection, useSite, useStatus } from './live.ts'

const needed: Record<Role, string> = {
  viewer: 'Your role may not look at this',
  operator: 'Your role may look, not operate',
  engineer: 'An engineer decides this; your role may look',
}

/** Why somebody may not do now what asks for role `needs`: their role, no connection, or the past is shown; `undefined` when they may. */
export function useObstacle(needs: Role): string | undefined {
  const { person } = useSite()
  const { state } = useConnection()
  const { isReplay } = useStatus()
  if (isReplay) return 'This is a replay'
  if (!isAllowed(person.role, needs)) return needed[needs]
  return state === 'live' ? undefined : 'No connection to the engine'
}
