import { powecText } from '../../../format/token.ts'
import { useWallet } from '../queries.ts'

/** Why a stake (units) can't be held: the vault has less that is free. `undefined` = nothing is in the way, as far as is known. */
export function useStakeObstacle(units: string | undefined): string | undefined {
  const { data: wallet } = useWallet()
  const free = wallet?.balances?.vaultFree
  if (units === undefined || free === undefined || BigInt(free) >= BigInt(units)) return undefined
  return `It stakes ${powecText(units)}, and only ${powecText(free)} are free in the vault: deposit first.`
}
