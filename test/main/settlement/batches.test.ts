import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BatchDocument } from '../../../domain/settlement/batch.ts'
import { newestOf } from '../../../main/settlement/batches/batches.ts'
import { makeBatch } from '../../../main/settlement/batches/make-batch.ts'
import { domainSeparator } from '../../../main/settlement/hashing/typed.ts'
import { verifyBatch } from '../../../main/settlement/verify/verify-batch.ts'
import { verifyText } from '../../../main/verify/documents.ts'
import { hourMs, passphrase, place, statingSite } from './stating-site.ts'

let site: ReturnType<typeof statingSite>
beforeEach(async () => {
  site = statingSite()
  await site.key.create(passphrase)
})
afterEach(() => site.close())

function run(hours: number): void {
  for (let hour = 0; hour < hours; hour++) {
    site.clock.advance(hourMs)
    site.turns()
    while (site.batches.turn());
  }
}

function document(sequence: number): BatchDocument {
  const batch = site.batches.of(sequence)
  if (!batch) throw new Error(`no batch ${sequence}`)
  const { fromQuarter, toQuarter } = batch.header
  return {
    kind: 'powerchain/batch',
    version: 1,
    place: { ...place, site: 7 },
    keys: site.keys(),
    batch,
    statements: site.store.between(fromQuarter, toQuarter),
  }
}

const wrong = (given: unknown) =>
  verifyBatch(given)
    .filter(({ result }) => result === 'wrong')
    .map(({ what }) => what)

test('each day becomes one batch that follows the one before, and each verifies without the site', () => {
  run(3 * 24 + 1)
  const headers = site.batches
    .list(9)
    .toReversed()
    .map(({ header }) => header)
  expect(
    headers.map(({ sequence, fromQuarter, toQuarter }) => [sequence, fromQuarter - site.from, toQuarter - site.from]),
  ).toEqual([
    [1, 0, 96],
    [2, 96, 192],
    [3, 192, 288],
  ])
  expect(headers[1]?.previous).toBe(site.batches.of(1)?.digest)
  for (const sequence of [1, 2, 3])
    expect(new Set(verifyText(JSON.stringify(document(sequence))).map(({ result }) => result))).toEqual(
      new Set(['right']),
    )
})

test('30 days offline and locked: the same batches as if it had been open all the time', async () => {
  run(49)
  site.key.lock()
  run(72)
  expect(site.batches.list(99)).toHaveLength(2)
  await site.key.unlock(passphrase)
  run(1)
  expect(site.batches.list(99)).toHaveLength(5)
  expect(wrong(document(5))).toEqual([])
})

test('batches by the quarter: what is behind goes by whole days and hours, the rest by the quarter again', async () => {
  const quick = statingSite(7, undefined, 'quarter')
  await quick.key.create(passphrase)
  quick.key.lock()
  const advance = (ms: number) => {
    quick.clock.advance(ms)
    quick.turns()
    while (quick.batches.turn());
  }
  advance(51 * hourMs + hourMs / 2)
  await quick.key.unlock(passphrase)
  advance(hourMs / 4)
  advance(hourMs / 4)
  const lengths = quick.batches.list(99).map(({ header }) => header.toQuarter - header.fromQuarter)
  expect(lengths.toReversed()).toEqual([96, 96, 4, 4, 4, 1, 1, 1, 1])
  quick.close()
})

test('a day of estimates waits two days for better values', () => {
  for (let quarter = site.from; quarter < site.from + 20; quarter++) site.estimated.add(quarter)
  run(25)
  expect(site.batches.list(9)).toEqual([])
  run(48)
  expect(site.batches.list(9).length).toBeGreaterThan(0)
})

test('a corrected quarter goes into the batch at its newest revision', () => {
  run(12)
  site.values.set(site.from + 5, 1)
  site.statements.revise(site.from + 5)
  run(13)
  const given = document(1)
  expect(given.statements).toHaveLength(97)
  expect(wrong(given)).toEqual([])
  expect(wrong({ ...given, statements: given.statements.filter(({ revision }) => revision === 0) })).toContain('root')
})

test.each([
  ['sums', (given: BatchDocument) => void (given.batch.header.absorbedWh += 1)],
  ['coverage', (given: BatchDocument) => void given.statements.pop()],
  ['root', (given: BatchDocument) => void (given.batch.header.sequence += 1)],
  ['header', (given: BatchDocument) => void (given.batch.header.toQuarter += 1)],
  ['signer', (given: BatchDocument) => void (given.keys[0] = { epoch: 1, address: place.contract, fromQuarter: 0 })],
])('a change of %s is found', (what, change) => {
  run(25)
  const given = JSON.parse(JSON.stringify(document(1))) as BatchDocument
  change(given)
  expect(wrong(given)).toContain(what)
})

test('quarters that do not follow each other make no batch', () => {
  run(3)
  const statements = newestOf(site.store.between(site.from, site.from + 8)).filter((_, i) => i !== 3)
  const batch = {
    separator: domainSeparator(place),
    site: 7,
    sequence: 1,
    statements,
    agreementLines: [],
    previous: `0x${'0'.repeat(64)}`,
  }
  expect(() => makeBatch(batch)).toThrow('do not follow')
  expect(() => makeBatch({ ...batch, statements: [] })).toThrow('without statements')
})
