import { expect, test } from 'vitest'
import type { ChainState } from '../../../../domain/settlement/outbox.ts'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { AgreementLine } from '../../../../domain/settlement/agreement.ts'
import type { PostedLine } from '../../../../main/settlement/agreements/acts/posted-lines.ts'
import { createWatch } from '../../../../main/settlement/agreements/desk/watch.ts'
import type { AgreementsOnChain, ChainAgreement, PostedBatch } from '../../../../main/settlement/agreements/fold.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { exampleTerms } from '../../../domain/settlement/example-terms.ts'

const hourMs = 3_600_000
const end = quarterStart(exampleTerms.supplyTo)
const windowEnd = end + 168 * hourMs
const digest = `0x${'b'.repeat(64)}`

function watching(state: ChainState, site = 0) {
  const clock = createVirtualClock(end)
  const agreement: ChainAgreement = {
    terms: exampleTerms,
    request: '1',
    state: 'open',
    isFinal: true,
    settlings: [],
    ruled: undefined,
    closing: undefined,
    isAccepted: false,
  }
  const chain: AgreementsOnChain = {
    agreements: new Map([['1', agreement]]),
    posted: new Map(),
    disputes: new Map(),
    pauses: [],
  }
  const posted = { digest, toQuarter: exampleTerms.supplyTo } as PostedBatch
  const line = { upToQuarter: exampleTerms.supplyTo } as AgreementLine
  const kept: string[] = []
  const watch = createWatch({
    site,
    chain: () => chain,
    ours: () => [agreement],
    lines: { of: () => [{ posted, line } as PostedLine] },
    windows: { endOf: () => ({ at: windowEnd, isKnown: false }) },
    ledger: { now: () => ({ state }) as ReturnType<Parameters<typeof createWatch>[0]['ledger']['now']> },
    evidence: {
      filesOf: () => kept.map((batch) => ({ batch, file: { name: '', madeAt: 0, bytes: 0, hash: '', because: '' } })),
      keep(_, batch, because) {
        kept.push(batch)
        return { name: '', madeAt: 0, bytes: 0, hash: '', because }
      },
    },
    clock,
  })
  const at = (leftMs: number) => {
    clock.advance(windowEnd - leftMs - clock.now())
    watch.turn()
    return watch.conditions().map(({ code }) => code)
  }
  return { at, kept }
}

test('fault 74: offline while a window ends: warned 48 h and 12 h before, evidence exported once by itself, then told that it was missed', () => {
  const { at, kept } = watching('offline')
  expect(at(72 * hourMs)).toEqual([])
  expect(kept).toEqual([])
  expect(at(48 * hourMs)).toEqual(['settlement.deadlineSoon'])
  expect(kept).toEqual([digest])
  expect(at(12 * hourMs)).toEqual(['settlement.deadlineNow'])
  expect(at(-1)).toEqual(['settlement.windowMissed'])
  expect(kept).toEqual([digest])
})

test('what the site stated itself has no window that it would have to watch; its evidence is kept', () => {
  const { at, kept } = watching('sure', exampleTerms.site)
  expect(at(11 * hourMs)).toEqual([])
  expect(kept).toEqual([digest])
})

test('online a window that is over is no alarm: the line is settled by itself', () => {
  const { at, kept } = watching('sure')
  expect(at(11 * hourMs)).toEqual(['settlement.deadlineNow'])
  expect(at(-1)).toEqual([])
  expect(kept).toEqual([digest])
})
