import { AbiCoder, id, keccak256 } from 'ethers'
import { PowerchainError } from '../../../domain/errors.ts'
import type { ContractName, LedgerAct, LedgerCall, LedgerValue } from '../../../domain/settlement/ledger.ts'
import type { Intent } from '../../../domain/settlement/outbox.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { hasAbi, interfaceOf } from '../chain/abis.ts'
import { fieldsOf, ledgerValue } from './values.ts'

/** What is needed to speak to a contract. */
export interface CallPlace {
  chainId: number
  addressOf(contract: ContractName): string | undefined
}

/** A call encoded, and how its answer reads. Errors: `Config.NotFound` for a contract that is not there, `Config.Invalid`. */
export function encoded(call: LedgerCall, { addressOf }: CallPlace) {
  const { contract, method, args } = call
  const to = addressOf(contract)
  if (to === undefined || !hasAbi(contract))
    throw new PowerchainError('Config.NotFound', `There is no contract ${contract} on this network.`)
  const known = interfaceOf(contract)
  try {
    const fragment = known.getFunction(method)
    if (!fragment) throw new RangeError(`it has no function ${method}`)
    const data = known.encodeFunctionData(fragment, [...args])
    const decode = (answer: string): LedgerValue => {
      const values = known.decodeFunctionResult(fragment, answer)
      const [only] = fragment.outputs
      if (only && fragment.outputs.length === 1) return ledgerValue(values[0], only)
      return fieldsOf(values, fragment.outputs)
    }
    return { to, data, decode }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new PowerchainError('Config.Invalid', `${contract}.${method}: ${words}`, { cause: error })
  }
}

/** Idempotency key of an intent: the same thing wanted twice is kept once. */
export function intentId(kind: string, chainId: number, contract: string, subject: string): string {
  const types = ['bytes32', 'uint256', 'address', 'bytes32']
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, [id(kind), chainId, contract, id(subject)]))
}

/** An act as the outbox keeps it. It is proven by the receipt of its own transaction alone. Errors: as {@link encoded}. */
export function intentOf(act: LedgerAct, place: CallPlace, madeAt: EpochMs): Intent {
  const { to, data } = encoded(act, place)
  const { key, words, author, reason } = act
  return {
    id: intentId(act.method, place.chainId, to, key),
    kind: act.method,
    words,
    to,
    data,
    proof: { address: to, topics: [] },
    madeAt,
    author,
    reason,
  }
}
