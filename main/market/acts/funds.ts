import { powecOf } from '../../../domain/market/amount.ts'
import type { ContractName } from '../../../domain/settlement/ledger.ts'
import { allowanceKey } from '../fold/vault.ts'
import { keyOf } from '../fold/values.ts'
import { type ActPlan, type ActView, type Make, secondsOf, sentences, type Step, step } from './plan.ts'

/** What is allowed to a module ends by itself after so long, ms. */
const allowedMs = 90 * 86_400_000

/** Free tokens of the account in the vault, units. */
export function freeOf({ state, account }: Pick<ActView, 'state' | 'account'>): bigint {
  return BigInt(state.free[keyOf(account)] ?? '0')
}

/** What a module may still hold of the account's free tokens, units. */
export function allowedTo(
  view: Pick<ActView, 'state' | 'account' | 'now' | 'addressOf'>,
  module: ContractName,
): bigint {
  const found = view.state.allowed[allowanceKey(view.account, view.addressOf(module))]
  return found && found.until >= view.now ? BigInt(found.units) : 0n
}

/** Steps after which `units` are free in the vault and allowed to the market; obstacles when the wallet has too few. */
export function funding(view: ActView, units: bigint): Pick<ActPlan, 'obstacles' | 'steps'> {
  const missing = units - freeOf(view)
  const { wallet } = view
  const steps: Step[] = []
  if (missing > 0n) {
    if (wallet === null)
      return { obstacles: ['The chain does not say what the wallet holds: tokens can’t be moved now.'], steps }
    if (BigInt(wallet.powec) < missing)
      return {
        obstacles: [`${powecOf(missing)} POWEC are missing in the vault; the wallet holds ${powecOf(wallet.powec)}.`],
        steps,
      }
    steps.push(...approval(view, 'EscrowVault', missing))
    steps.push(step(`Bring ${powecOf(missing)} POWEC into the vault`, 'EscrowVault', 'deposit', [String(missing)]))
  }
  const allowed = allowedTo(view, 'StorageMarket')
  if (allowed < units) {
    const total = String(allowed + units)
    const until = secondsOf(view.now + allowedMs)
    const words = `Let the market hold up to ${powecOf(total)} POWEC of them`
    steps.push(step(words, 'EscrowVault', 'allow', [view.addressOf('StorageMarket'), total, until]))
  }
  return { obstacles: [], steps }
}

/** Step that lets a contract take tokens of the wallet, when it may not take as many yet. */
export function approval({ wallet, addressOf }: ActView, contract: ContractName, units: bigint): Step[] {
  if (BigInt(wallet?.approved[contract] ?? '0') >= units) return []
  const words = `Approve ${powecOf(units)} POWEC`
  return [step(words, 'PowecToken', 'approve', [addressOf(contract), String(units)])]
}

/** Makes tokens ready for bonds and escrows. */
export const fund: Make<{ units: string }> = (view, { units }) => {
  const { obstacles, steps } = funding(view, BigInt(units))
  return {
    lines: [
      { label: 'Ready for', words: 'bonds of offers that win, escrows of requests' },
      { label: 'Amount', words: `${powecOf(units)} POWEC, free in the vault and allowed to the market` },
      { label: 'Ends', words: 'after 90 days, or when it is allowed anew' },
    ],
    obstacles: sentences(
      units === '0' && 'An amount is needed.',
      ...obstacles,
      steps.length === 0 && obstacles.length === 0 && 'As much is free and allowed already.',
    ),
    steps,
  }
}
