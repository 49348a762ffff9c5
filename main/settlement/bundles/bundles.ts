import type { Person } from '../../../domain/access.ts'
import type { MadeFile } from '../../../domain/rpc/files.ts'
import type { BundlesNow } from '../../../domain/rpc/settlement/bundles.ts'
import type { BundleContent, BundleReport } from '../../../domain/settlement/bundle.ts'
import { inThread } from '../../documents/thread.ts'
import type { BundleTask, LookedThrough } from './bundle-worker.ts'
import { judge, type JudgedItem } from './judge.ts'
import { laneOf } from './lane.ts'
import { type BundleOrder, type BundlePart, makeBundle, makeReceipt } from './make-bundle.ts'
import { halvesOf } from '../keys/sign.ts'
import type { BundlesNeeds } from './needs.ts'
import { createStickWatch, type StickWatch } from './stick-watch.ts'

/** Signed files on a stick, for stations without any link. */
export interface BundleDesk {
  now(): BundlesNow
  /** How what waits for a stick stood at the last look. */
  watch: StickWatch
  /** Errors: `Config.Invalid`, `Config.NotFound`, `Access.Denied`. */
  export(person: Person, order: BundleOrder): Promise<BundlePart>
  /** Errors: `Chain.Silent`, `Config.NotFound`, `Access.Denied`. */
  receipt(person: Person, site: number): Promise<MadeFile>
  /** What a file says and what would become of it; changes nothing. Errors: `Config.Invalid` for a file that is none. */
  check(base64: string): Promise<BundleReport>
  /** Takes what is new and right of a file over, each item whole or not at all. Errors: as `check`, `Store.Failed`. */
  take(person: Person, base64: string, reason: string): Promise<BundleReport>
}

const shownBundles = 50

/** The desk that makes and takes bundles. */
export function createBundleDesk(needs: BundlesNeeds): BundleDesk {
  const { store, db, receiverKey, audit, clock } = needs
  const watch = createStickWatch(needs)
  return {
    watch,
    now: () => ({
      stick: watch.now(),
      receiver: receiverKey.publicKey,
      made: store.made(shownBundles),
      taken: store.taken(shownBundles),
    }),
    async export(person, order) {
      const part = await makeBundle(needs, person, order)
      watch.look()
      return part
    },
    receipt: (person, site) => makeReceipt(needs, person, site),
    check: async (base64) => (await look(needs, base64)).report,
    async take(person, base64, reason) {
      const { through, judged, report } = await look(needs, base64)
      const { head, signer, contentHash } = through
      const fresh = judged.flatMap(({ content }) => (content ? [content] : []))
      // first to the outbox, which keeps the same act once: whatever ends in between, the next import goes on from there
      if (head.profile === 'relay')
        for (const content of fresh) relay(needs, { content, site: head.place.site, person, reason })
      const { bundle, profile, place } = head
      const at = clock.now()
      const row = {
        contentHash,
        site: place.site,
        bundle,
        profile,
        signer,
        items: fresh.length,
        at,
        person: person.name,
      }
      db.durable(() => {
        for (const content of fresh) store.addItem(content, row)
        store.addIn(row)
      })
      watch.look()
      audit({
        person: person.name,
        action: 'BundleTaken',
        detail: `Bundle ${bundle} of site ${place.site} (${profile}), signed by ${signer}: ${fresh.length} of ${judged.length} items taken; ${reason}`,
      })
      const items = report.items.map((item) => (item.outcome === 'new' ? { ...item, outcome: 'taken' as const } : item))
      return { ...report, items }
    },
  }
}

async function look(
  needs: BundlesNeeds,
  base64: string,
): Promise<{ through: LookedThrough; judged: JudgedItem[]; report: BundleReport }> {
  const task: BundleTask = { base64, ...needs.receiverKey }
  const source = new URL('bundle-worker.ts', import.meta.url)
  const through = await inThread<LookedThrough>({ source, bundled: 'bundle-worker.js', task })
  const { head, signer } = through
  const lane = await laneOf(needs.ledger(), head.place.site)
  const judged = judge(through.items, {
    head,
    signer,
    place: needs.place,
    lane,
    waiting: needs.store.relayed(head.place.site),
    isKept: (content) => needs.store.has(head.profile, content),
    ownBatch: needs.batchOf,
  })
  const { profile, place, bundle, fromQuarter, toQuarter, madeAt } = head
  const report: BundleReport = {
    profile,
    place,
    bundle,
    fromQuarter,
    toQuarter,
    madeAt: madeAt * 1_000,
    signer,
    isSignerKnown: lane ? lane.key.toLowerCase() === signer : null,
    items: judged.map(({ kind, id, outcome, words }) => ({ kind, id, outcome, words })),
  }
  return { through, judged, report }
}

/** Hands a batch of another station to the outbox, which posts it with our gas. */
function relay(
  needs: BundlesNeeds,
  { content, site, person, reason }: { content: BundleContent; site: number; person: Person; reason: string },
): void {
  const { place } = needs
  const ledger = needs.ledger()
  if (content.kind !== 'header' || !ledger || site === place.site) return
  const { header, signature } = content.body
  const numbers = Object.entries({ site, ...header }).map(([name, value]) => [name, String(value)])
  ledger.submit({
    contract: 'DeliverySettlement',
    method: 'postBatch',
    args: [Object.fromEntries(numbers), ...halvesOf(signature)],
    key: `postBatch/${place.chainId}/${place.contract.toLowerCase()}/${site}/${header.sequence}/${content.id}`,
    words: `Batch ${header.sequence} of site ${site}, relayed from a bundle`,
    author: person.name,
    reason,
  })
}
