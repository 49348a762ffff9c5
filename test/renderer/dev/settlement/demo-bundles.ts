import { implement } from '@orpc/server'
import { quarterOf } from '../../../../domain/metering/quarter.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { BundleReport } from '../../../../domain/settlement/bundle.ts'

const dayMs = 86_400_000
const hash = (n: number) => `0x${n.toString(16).padStart(64, '0')}`

const row = (bundle: number) => ({
  bundle,
  profile: 'relay' as const,
  items: 2,
  person: 'Anna',
  contentHash: hash(9),
})
const file = () => ({
  name: '7-3.pcb',
  mediaType: 'application/octet-stream',
  base64: Buffer.from('demonstration').toString('base64'),
})

/** Bundles of the demonstration: one went out, one came in; whatever is given says the same. */
export function createDemoBundles({ now }: { now: () => number }) {
  const { bundles } = implement(contract)
  const report = (outcome: 'new' | 'taken'): BundleReport => ({
    profile: 'relay',
    place: { chainId: 31_337, contract: `0x${'5f'.repeat(20)}`, site: 12 },
    bundle: 4,
    fromQuarter: 1_957_440,
    toQuarter: 1_957_632,
    madeAt: now() - dayMs,
    signer: `0x${'ab'.repeat(20)}`,
    isSignerKnown: true,
    items: [
      {
        kind: 'header',
        id: hash(1),
        outcome: 'known',
        words: 'Batch 21 of site 12: the chain has that number already.',
      },
      { kind: 'header', id: hash(2), outcome, words: 'Batch 22 of site 12, 2025-10-30T00:00Z to 2025-10-31T00:00Z' },
    ],
  })
  return {
    now: bundles.now.handler(() => ({
      stick: {
        waiting: { batches: 3, fromQuarter: quarterOf(now()) - 3 * 96, toQuarter: quarterOf(now()) },
        notExportedSince: now() - 2 * dayMs,
        lastExportAt: now() - 2 * dayMs,
        isLinked: true,
        exportEveryDays: 7,
      },
      receiver: hash(77),
      made: [{ ...row(3), at: now() - 2 * dayMs }],
      taken: [{ ...row(4), at: now() - dayMs, site: 12 }],
    })),
    // two files: the first one says where the second goes on
    export: bundles.export.handler(({ input }) => ({
      file: { ...file(), name: `7-${input.after === undefined ? 3 : 4}.pcb` },
      next: input.after === undefined ? input.to - 1 : null,
    })),
    receipt: bundles.receipt.handler(file),
    check: bundles.check.handler(() => report('new')),
    take: bundles.take.handler(() => report('taken')),
  }
}
