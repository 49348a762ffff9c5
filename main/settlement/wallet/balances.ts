import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import type { ContractName, Ledger } from '../../../domain/settlement/ledger.ts'
import { heldOf } from './held.ts'

/** What is asked for balances. */
export interface BalancesNeeds {
  ledger: Ledger
  /** Wei of an account. Rejects when no node answers. */
  balanceOf(account: string): Promise<bigint>
  clock: Pick<Clock, 'now'>
  log: Log
}

/** Balances of the site's account as last seen. */
export function createBalances({ ledger, balanceOf, clock, log }: BalancesNeeds) {
  let last: WalletNow['balances'] = null
  let isAsking = false
  const units = async (contract: ContractName, method: string, account: string) =>
    ledger.addressOf(contract) === undefined ? '0' : String(await ledger.read({ contract, method, args: [account] }))

  async function ask(account: string): Promise<void> {
    last = {
      wei: String(await balanceOf(account)),
      units: await units('PowecToken', 'balanceOf', account),
      vaultFree: await units('EscrowVault', 'freeOf', account),
      vaultHeld: String(heldOf(account, ledger.events())),
      wrapped: await units('PowecVotes', 'balanceOf', account),
      votes: await units('PowecVotes', 'getVotes', account),
      at: clock.now(),
    }
  }
  return {
    now: () => last,
    /** Asks anew; what was known stays when no node answers. Never rejects. */
    async refresh(): Promise<void> {
      const account = ledger.account()
      const { state } = ledger.now()
      if (isAsking || account === undefined || (state !== 'sure' && state !== 'single')) return
      isAsking = true
      try {
        await ask(account)
      } catch (error) {
        log.warn('wallet: balances not read', { reason: error instanceof Error ? error.message : String(error) })
      } finally {
        isAsking = false
      }
    },
  }
}
