import { type ContractName, contractNames, type LedgerEvent } from '../../../domain/settlement/ledger.ts'
import { hasAbi, interfaceOf } from '../chain/abis.ts'
import type { LogStore, StoredLog } from './log-store.ts'
import { fieldsOf } from './values.ts'

/** Decoded events of what is stored, kept in memory; rebuilt where the chain was reorganised. */
export function createEvents(store: LogStore, addressOf: (contract: ContractName) => string | undefined) {
  let events: readonly LedgerEvent[] = []
  let readTo = -1
  let finalTo = -1
  const decoder = createDecoder(addressOf)
  return {
    all: () => events,
    /** Takes over what was stored since; gives whether anything is different. */
    refresh(isRewound: boolean): boolean {
      if (isRewound) [events, readTo, finalTo] = [[], -1, -1]
      const to = store.points()[0]?.block ?? -1
      const nowFinal = store.finalTo()
      const added = store.between(readTo + 1, to).flatMap((log) => decoder(log, log.block <= nowFinal))
      const settled = events.some(({ block, isFinal }) => !isFinal && block <= nowFinal)
      const isDifferent = isRewound || added.length > 0 || settled
      if (isDifferent)
        events = [
          ...events.map((event) => (event.isFinal || event.block > nowFinal ? event : settledOf(event))),
          ...added,
        ]
      ;[readTo, finalTo] = [Math.max(readTo, to), nowFinal]
      return isDifferent
    },
    readTo: () => readTo,
    finalTo: () => finalTo,
  }
}

function createDecoder(addressOf: (contract: ContractName) => string | undefined) {
  return ({ address, topics, data, block, blockAt, logIndex, hash }: StoredLog, isFinal: boolean): LedgerEvent[] => {
    const contract = contractNames.find((name) => addressOf(name)?.toLowerCase() === address.toLowerCase())
    if (!contract || !hasAbi(contract)) return []
    const parsed = interfaceOf(contract).parseLog({ topics, data })
    if (!parsed) return []
    const args = fieldsOf(parsed.args, parsed.fragment.inputs)
    return [{ contract, name: parsed.name, args, block, blockAt, logIndex, transaction: hash, isFinal }]
  }
}

function settledOf(event: LedgerEvent): LedgerEvent {
  return { ...event, isFinal: true }
}
