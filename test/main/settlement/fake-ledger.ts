import {
  type ContractName,
  contractNames,
  type Ledger,
  type LedgerAct,
  type LedgerEvent,
  type LedgerValue,
  type WaitingCall,
} from '../../../domain/settlement/ledger.ts'

/** A ledger in memory: what happens is said by the test, acts are kept and told. */
export interface FakeLedger extends Ledger {
  /** Something happens on the chain now; all of one call have one transaction. */
  happen(...all: readonly (readonly [ContractName, string, Record<string, LedgerValue>])[]): void
  /** Acts in the order in which they were kept. */
  readonly acts: LedgerAct[]
  /** Acts that did not happen yet, as the test says. */
  readonly waits: WaitingCall[]
  /** Called with each act that is kept. */
  onAct(listener: (act: LedgerAct) => void): void
  /** Answers of reads by `Contract.method`. */
  readonly answers: Map<string, (args: readonly LedgerValue[]) => LedgerValue>
}

/** A ledger whose account may act; contracts stand at 0x...01 and on, in the order of their names. */
export function createFakeLedger({ account, now }: { account?: string; now: () => number }): FakeLedger {
  const acts: LedgerAct[] = []
  const listeners = new Set<() => void>()
  const actListeners: ((act: LedgerAct) => void)[] = []
  const answers = new Map<string, (args: readonly LedgerValue[]) => LedgerValue>()
  const waits: WaitingCall[] = []
  let events: readonly LedgerEvent[] = []
  let block = 1
  return {
    acts,
    answers,
    waits,
    waiting: () => [...waits],
    now: () => ({ state: 'sure', words: `Block ${block}.`, since: 0, block, blockAt: now(), isPractice: true }),
    account: () => account,
    addressOf: (contract) => `0x${(contractNames.indexOf(contract) + 1).toString(16).padStart(40, '0')}`,
    events: () => events,
    onEvents(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read({ contract, method, args }) {
      const answer = answers.get(`${contract}.${method}`)
      return answer ? Promise.resolve(answer(args)) : Promise.reject(new Error(`nobody answers ${contract}.${method}`))
    },
    submit(act) {
      if (acts.some(({ key }) => key === act.key)) return act.key
      acts.push(act)
      for (const listener of actListeners) listener(act)
      return act.key
    },
    onAct: (listener) => void actListeners.push(listener),
    happen(...all) {
      block += 1
      const transaction = `0x${block.toString(16).padStart(64, '0')}`
      const made = all.map(([contract, name, args], logIndex) => {
        return { contract, name, args, block, blockAt: now(), logIndex, transaction, isFinal: true }
      })
      events = [...events, ...made]
      for (const listener of listeners) listener()
    },
  }
}
