import type { ProofRecord } from '../../../domain/dispatch/proof.ts'
import type { Log } from '../../../domain/log.ts'
import { digestOf } from '../keep/canonical.ts'
import type { ProofStore } from '../keep/proof-store.ts'
import type { OpenProof } from './open-proof.ts'

/** Brings records to the disk. What the disk does not take waits in memory. */
export interface Saving {
  /** Writes what is new of orders that run. */
  save(running: Iterable<OpenProof>): void
  /** Keeps a finished record for ever; `false` when it has to be tried again. */
  finish(proof: OpenProof): boolean
  /** Forgets a record; `false` when it has to be tried again. */
  drop(proof: OpenProof): boolean
}

/** What saving needs; `keep` signs and keeps a finished record, and throws when it can't. */
export interface SavingNeeds {
  store: Pick<ProofStore, 'saveOpen' | 'drop'>
  /** What every record of this site says. */
  of: Pick<ProofRecord, 'site' | 'engine'>
  keep: (record: ProofRecord) => void
  /** Called when the disk takes nothing, and again with `undefined` when it does. */
  onTrouble: (reason: string | undefined) => void
  log: Log
}

/** Saving into the site's database. */
export function createSaving({ store, of, keep, onTrouble, log }: SavingNeeds): Saving {
  let lastReason: string | undefined
  const attempt = (work: () => void): boolean => {
    let reason: string | undefined
    try {
      work()
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error)
    }
    if (reason !== undefined && reason !== lastReason) log.error('proof of response not kept', { reason })
    lastReason = reason
    onTrouble(reason)
    return reason === undefined
  }
  const saveOne = (proof: OpenProof): void => {
    const { body, samples } = proof.unsaved()
    store.saveOpen(proof.id, body, samples)
    proof.saved()
  }
  return {
    save: (running) =>
      void attempt(() => {
        for (const proof of running) saveOne(proof)
      }),
    drop: (proof) => attempt(() => store.drop(proof.id)),
    finish: (proof) =>
      attempt(() => {
        const finished = proof.finished()
        saveOne(proof)
        keep({ ...finished, ...of, samplesSha256: digestOf(proof.samples()) })
      }),
  }
}
