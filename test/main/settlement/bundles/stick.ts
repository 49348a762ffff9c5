import { join } from 'node:path'
import type { Person } from '../../../../domain/access.ts'
import type { AgreementLine } from '../../../../domain/settlement/agreement.ts'
import type { Ledger, LedgerAct, LedgerEvent } from '../../../../domain/settlement/ledger.ts'
import { createBundleStore } from '../../../../main/settlement/bundles/bundle-store.ts'
import { createBundleDesk } from '../../../../main/settlement/bundles/bundles.ts'
import type { BundlesNeeds } from '../../../../main/settlement/bundles/needs.ts'
import { openReceiverKey } from '../../../../main/settlement/bundles/sealing.ts'
import { hourMs, passphrase, place, statingSite } from '../stating-site.ts'

/** Who carries the stick. */
export const anna: Person = { name: 'Anna', role: 'engineer' }

/** A chain as a station sees it: lanes by site, what was posted, and what was asked of it. */
export function fakeChain(key: string) {
  const acts: LedgerAct[] = []
  const events: LedgerEvent[] = []
  const lane = { sequence: 0, coveredTo: 0, key }
  const state = { isSilent: false }
  const ledger: Ledger = {
    now: () => ({ state: 'sure', words: '', since: 0, block: 99, blockAt: 99_000, isPractice: true }),
    account: () => undefined,
    addressOf: () => place.contract,
    events: () => events,
    onEvents: () => () => {},
    waiting: () => [],
    read({ method }) {
      if (state.isSilent) return Promise.reject(new Error('silent'))
      if (method === 'windowEnd') return Promise.resolve('700000')
      return Promise.resolve({ sequence: String(lane.sequence), coveredTo: String(lane.coveredTo), key: lane.key })
    },
    submit(act) {
      if (!acts.some((known) => known.key === act.key)) acts.push(act)
      return act.key
    },
  }
  return { ledger, acts, events, lane, state }
}

/** Stations that sign and take bundles, closed together. */
export function stations() {
  const open: ReturnType<typeof statingSite>[] = []
  return {
    close: () => open.splice(0).forEach((site) => site.close()),
    /** A station with `days` of signed batches; it begins at an instant, for a contract. */
    async station(given: {
      number: number
      days?: number
      ledger?: Ledger
      agreements?: readonly AgreementLine[]
      at?: { contract: string; ms: number }
    }) {
      const site = given.at ? statingSite(given.number, given.at) : statingSite(given.number)
      open.push(site)
      await site.key.create(passphrase)
      site.clock.advance(((given.days ?? 0) * 24 + 1) * hourMs)
      site.turns()
      while (site.batches.turn());
      const receiverKey = openReceiverKey(join(site.folder, 'receiver.pem'))
      const batchesWithin = (from: number, to: number) =>
        site.batches
          .list(999)
          .toReversed()
          .filter(({ header }) => header.fromQuarter < to && header.toQuarter > from)
      const needs: BundlesNeeds = {
        place: { ...place, ...(given.at && { contract: given.at.contract }), site: given.number },
        batchesWithin,
        batchOf: site.batches.of,
        lastBatch: site.batches.last,
        exportEveryDays: 7,
        agreementLinesOf: () => given.agreements ?? [],
        statementsWithin: site.store.between,
        key: site.key,
        keyEpoch: site.key.epoch,
        keys: site.keys,
        receiverKey,
        ledger: () => given.ledger,
        store: createBundleStore(site.db),
        db: site.db,
        audit: () => {},
        clock: { ...site.clock, after: (_, work) => (setImmediate(work), () => {}) },
      }
      const desk = createBundleDesk(needs)
      return {
        ...site,
        needs,
        desk,
        receiver: receiverKey.publicKey,
        pem: receiverKey.pem,
        address: site.key.address() ?? '',
      }
    },
  }
}
