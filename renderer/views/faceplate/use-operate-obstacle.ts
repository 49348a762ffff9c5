import type { Asset } from '../../../domain/asset.ts'
import { usable } from '../../../domain/reading.ts'
import { useDecision, useReading } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { notOurs } from './authority-effect.ts'

/** Why an asset cannot be operated now; `undefined` when it can. */
export function useOperateObstacle(asset: Asset): string | undefined {
  const decision = useDecision(asset.id)
  const reading = useReading(asset.id, 'activePowerKW')
  const obstacle = useObstacle('operator')
  if (obstacle !== undefined) return obstacle
  if (!decision) return 'Metered only; nothing is written to it'
  const others = notOurs(decision.authority)
  if (others !== undefined) return others
  return usable(reading) === undefined ? 'No good reading; nothing may be decided on it' : undefined
}
