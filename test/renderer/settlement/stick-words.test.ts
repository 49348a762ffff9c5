import { expect, test } from 'vitest'
import { quartersOfDay } from '../../../domain/metering/quarter.ts'
import type { BundlesNow } from '../../../domain/rpc/settlement/bundles.ts'
import type { BundleReport } from '../../../domain/settlement/bundle.ts'
import {
  countsOf,
  daysSpan,
  reportLines,
  shownItems,
  stickFacts,
} from '../../../renderer/views/settlement/outbox/stick/stick-words.ts'

const dayMs = 86_400_000
const now = Date.UTC(2025, 9, 30, 12)
const timeZone = 'UTC'
const quarter = (month: number, day: number) => Date.UTC(2025, month, day) / 900_000

const bundles = (stick: Partial<BundlesNow['stick']>): BundlesNow => ({
  stick: { waiting: null, notExportedSince: null, lastExportAt: null, isLinked: false, exportEveryDays: 7, ...stick },
  receiver: '0x',
  made: [],
  taken: [],
})

test.each([
  [{}, ['nothing', 'nothing', 'never', 'never']],
  [
    {
      waiting: { batches: 1, fromQuarter: quarter(9, 20), toQuarter: quarter(9, 21) },
      notExportedSince: now - 8 * dayMs,
      lastExportAt: now - 10 * dayMs,
    },
    ['1 batch', 'for 8\u00A0d', '10\u00A0d ago', 'never'],
  ],
])('what waits for a stick, %#', (stick, words) => {
  expect(stickFacts(bundles(stick), { now, timeZone }).map((fact) => fact.words)).toEqual(words)
})

const item = (outcome: BundleReport['items'][number]['outcome'], words: string) => ({
  kind: 'header',
  id: '0x1',
  outcome,
  words,
})
const report: BundleReport = {
  profile: 'relay',
  place: { chainId: 31_337, contract: '0x1', site: 7 },
  bundle: 3,
  fromQuarter: quarter(9, 20),
  toQuarter: quarter(9, 23),
  madeAt: now,
  signer: '0x2',
  isSignerKnown: false,
  items: [item('known', 'a'), item('new', 'b'), item('refused', 'c'), item('new', 'd')],
}

test('verdicts are counted and what is refused comes first, the rest as in the file', () => {
  expect(countsOf(report)).toEqual([
    { outcome: 'refused', count: 1 },
    { outcome: 'new', count: 2 },
    { outcome: 'known', count: 1 },
  ])
  expect(shownItems(report).map(({ words }) => words)).toEqual(['c', 'b', 'd', 'a'])
})

test('a bundle says what it is, its days and whose key signed it', () => {
  expect(reportLines(report, timeZone)).toEqual([
    'Bundle 3 of site 7: batches for another station to post, Mon 20 Oct to Wed 22 Oct',
    'Signed by a key that the chain does not know for that site',
  ])
  expect(reportLines({ ...report, profile: 'receipt', isSignerKnown: null }, timeZone)[0]).toBe(
    'Bundle 3 of site 7: a receipt of the chain',
  )
})

test.each([
  ['2025-10-25', '2025-10-26', 96 + 100],
  ['2025-10-26', '2025-10-26', 100],
  ['2025-10-27', '2025-10-26', undefined],
  ['', '2025-10-26', undefined],
])('days %s to %s have %s quarters, with those of the day on which the clocks change', (first, last, count) => {
  const span = daysSpan(first, last, (day) => quartersOfDay(day, 'Europe/Stockholm'))
  expect(span && span.to - span.from).toBe(count)
})
