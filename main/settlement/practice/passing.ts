import type { JsonRpcProvider } from 'ethers'
import { systemClock } from '../../clock.ts'

/** Time of the newest block, s. */
export async function chainTime(provider: JsonRpcProvider): Promise<number> {
  return (await provider.getBlock('latest'))?.timestamp ?? 0
}

/** Lets a chain that began in the past go on to a second, before anybody goes by its time; never beyond the present. */
export async function passTo(provider: JsonRpcProvider, second: number): Promise<void> {
  const at = Math.min(second, nowSeconds())
  if (at <= (await chainTime(provider))) return
  try {
    await provider.send('evm_setNextBlockTimestamp', [at])
    await provider.send('evm_mine', [])
  } catch (error) {
    // a block of the node's own came between
    if (at > (await chainTime(provider))) throw error
  }
}

/** The present, s. */
export function nowSeconds(): number {
  return Math.floor(systemClock.now() / 1_000)
}
