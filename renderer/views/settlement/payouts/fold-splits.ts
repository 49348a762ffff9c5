import type { ChainEvent } from '../../../../domain/rpc/settlement/ledger.ts'
import type { EpochMs } from '../../../../domain/units.ts'

/** A formula that shares payments among parties, as they agreed on it. */
export interface Formula {
  /** Number and version: `3.1`. */
  id: string
  parties: string[]
  weightsPpm: number[]
  agreedAt: EpochMs
}

/** A bill paid in tokens: shares in minor units of its currency, by position in the formula. */
export interface Split {
  id: string
  at: EpochMs
  bill: string
  payer: string
  amount: string
  shares: string[]
  /** The formula the shares follow; `undefined` when they follow none that is known. */
  formula: Formula | undefined
  /** Positions that got one more unit than their part rounded down: the rest of the division. */
  restTo: number[]
  isFinal: boolean
}

const whole = 1_000_000n

/** Formulas from what the contract told, the newest first. */
export function foldFormulas(events: readonly ChainEvent[]): Formula[] {
  return events
    .filter(({ name }) => name === 'FormulaAgreed')
    .toSorted((a, b) => b.block - a.block)
    .flatMap(({ args, blockAt }) => {
      const content = (args['content'] ?? {}) as Record<string, unknown>
      const parties = listOf(content['parties'])
      const weightsPpm = listOf(content['weightsPpm']).map(Number)
      if (parties.length === 0 || parties.length !== weightsPpm.length) return []
      return [{ id: `${String(args['formula'])}.${String(args['version'])}`, parties, weightsPpm, agreedAt: blockAt }]
    })
}

/** Bills paid in tokens with the share of each party, the newest first. */
export function foldSplits(events: readonly ChainEvent[]): Split[] {
  const formulas = foldFormulas(events)
  return events
    .filter(({ name }) => name === 'BillPaid')
    .toSorted((a, b) => b.block - a.block)
    .map(({ args, blockAt, transaction, isFinal }) => {
      const [amount, bill] = [String(args['amount']), String(args['bill'])]
      const shares = listOf(args['shares'])
      const formula = formulas.find((one) => one.agreedAt <= blockAt && isSplitBy(one, amount, shares))
      return {
        id: `${transaction} ${bill}`,
        at: blockAt,
        bill,
        payer: String(args['payer']),
        amount,
        shares,
        formula,
        restTo: formula ? shares.flatMap((share, i) => (restOf(formula, amount, share, i) === 1n ? [i] : [])) : [],
        isFinal,
      }
    })
}

/** Whether shares are what a formula gives: they add up, and each is its exact part rounded down or one more. */
function isSplitBy(formula: Formula, amount: string, shares: readonly string[]): boolean {
  if (shares.length !== formula.parties.length) return false
  const sum = shares.reduce((total, share) => total + BigInt(share), 0n)
  const rests = shares.map((share, i) => restOf(formula, amount, share, i))
  return sum === BigInt(amount) && rests.every((rest) => rest === 0n || rest === 1n)
}

function restOf({ weightsPpm }: Formula, amount: string, share: string, place: number): bigint {
  return BigInt(share) - (BigInt(amount) * BigInt(weightsPpm[place] ?? 0)) / whole
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
