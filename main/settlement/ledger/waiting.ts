import { contractNames, type WaitingCall } from '../../../domain/settlement/ledger.ts'
import { hasAbi, interfaceOf } from '../chain/abis.ts'
import type { WaitingIntent } from '../outbox/outbox-store.ts'
import type { CallPlace } from './act.ts'
import { ledgerValue } from './values.ts'

/** Intents as the calls that they are, up to the block from which on events were not read; what is no call of ours is left out. */
export function waitingCalls(
  intents: readonly WaitingIntent[],
  { addressOf, readTo }: Pick<CallPlace, 'addressOf'> & { readTo: number },
): WaitingCall[] {
  const nameOf = new Map(contractNames.map((name) => [addressOf(name)?.toLowerCase(), name]))
  return intents.flatMap(({ intent, block }) => {
    const contract = nameOf.get(intent.to.toLowerCase())
    if (!contract || !hasAbi(contract) || (block !== null && block <= readTo)) return []
    const call = interfaceOf(contract).parseTransaction({ data: intent.data })
    if (!call) return []
    const args = call.fragment.inputs.map((input, i) => ledgerValue(call.args[i], input))
    return [{ id: intent.id, contract, method: call.name, args, isMined: block !== null }]
  })
}
