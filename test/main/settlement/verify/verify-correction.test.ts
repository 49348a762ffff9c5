import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { CorrectionDocument } from '../../../../domain/settlement/batch.ts'
import { createBatchCorrections } from '../../../../main/settlement/batches/batch-corrections.ts'
import { createBatchDocuments } from '../../../../main/settlement/batches/batch-documents.ts'
import { createBatchStore } from '../../../../main/settlement/batches/batch-store.ts'
import { createCorrectionStore } from '../../../../main/settlement/batches/correction-store.ts'
import { domainSeparator } from '../../../../main/settlement/hashing/typed.ts'
import { verifyText } from '../../../../main/verify/documents.ts'
import { hourMs, passphrase, place, statingSite } from '../stating-site.ts'

let site: ReturnType<typeof statingSite>
let made: CorrectionDocument
let given: CorrectionDocument
beforeAll(async () => {
  site = statingSite()
  await site.key.create(passphrase)
  made = corrected(site).document()
})
beforeEach(() => {
  given = structuredClone(made)
})
afterAll(() => site.close())

/** A day is batched, then three of its quarters prove to be others. */
function corrected(of: typeof site, isPosted: () => boolean = () => false) {
  const { db, store: statements, clock, key, keys, values, from } = of
  const [batches, corrections] = [createBatchStore(db), createCorrectionStore(db)]
  const run = (hours: number) => {
    for (let hour = 0; hour < hours; hour++) {
      clock.advance(hourMs)
      of.turns()
      while (of.batches.turn());
    }
  }
  run(25)
  for (const quarter of [from + 5, from + 6, from + 90]) {
    values.set(quarter, 11)
    of.statements.revise(quarter)
  }
  run(3)
  const common = { statements, batches, agreements: { inBatch: () => [] }, db, clock }
  const separator = domainSeparator(place)
  const needs = { ...common, site: 7, separator, store: corrections, newestKey: key.newest, isPosted }
  const correcting = createBatchCorrections(needs)
  correcting.turn()
  const documents = createBatchDocuments({
    place: { ...place, site: 7 },
    keys,
    batches,
    corrections,
    statements,
    agreements: { agreementsIn: () => [] },
  })
  const document = () => {
    const found = documents.ofCorrection(1)
    if (!found) throw new Error('no correction was made')
    return found
  }
  return { document, correcting }
}

const wrong = (document: unknown) =>
  verifyText(JSON.stringify(document)).flatMap(({ what, result, detail }) =>
    result === 'wrong' ? [`${what}: ${detail}`] : [],
  )

test('a correction verifies alone, against the batch that it corrects', () => {
  expect(given.statements.map(({ quarter, revision }) => [quarter - site.from, revision])).toEqual([
    [5, 1],
    [6, 1],
    [90, 1],
  ])
  expect(given.correction.header.corrects).toBe(given.corrected.digest)
  const found = verifyText(JSON.stringify(given))
  expect(found.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['corrected batch', 'revisions', 'tree', 'header', 'agreements', 'signer']),
  )
  expect(new Set(found.map(({ result }) => result))).toEqual(new Set(['right']))
})

test.each<[string, (document: CorrectionDocument) => unknown]>([
  ['lineCount', ({ correction }) => (correction.header.lineCount += 1)],
  ['fromQuarter', ({ correction }) => (correction.header.fromQuarter += 1)],
  ['statementsRoot', ({ correction }) => (correction.header.statementsRoot = correction.digest)],
  ['agreementsRoot', ({ correction }) => (correction.header.agreementsRoot = correction.digest)],
  ['corrects', ({ correction }) => (correction.header.corrects = correction.digest)],
  ['correction.digest', ({ correction }) => (correction.header.reason = 2)],
  ['correction.signature', ({ correction, corrected: { signature } }) => (correction.signature = signature)],
  ['corrected.signature', ({ corrected: batch, correction: { signature } }) => (batch.signature = signature)],
  ['corrected.digest', ({ corrected: batch }) => (batch.header.injectedWh += 1)],
  ['correction.keyEpoch', ({ correction }) => (correction.keyEpoch = 3)],
  ['statements[1].revision', ({ statements }) => Object.assign(statements[1] ?? {}, { revision: 0 })],
  ['statements[2].quarter', ({ statements }) => statements.push(...statements.splice(1, 1))],
  ['lines do not lead', ({ statements: [first] }) => Object.assign(first?.lines[0] ?? {}, { quantity: 12 })],
  [
    'corrected.header.statementsRoot',
    ({ earlier }) => Object.assign(earlier?.find(({ quarter }) => quarter === site.from + 5) ?? {}, { signedAt: null }),
  ],
])('a correction with another %s is refused, naming the field', (field, change) => {
  change(given)
  expect(wrong(given).join('\n')).toContain(field)
})

test('the command says so by its exit code: 0 for what was given, 1 for what was changed', async () => {
  const file = join(site.folder, 'correction-7-1.json')
  const verified = async (document: CorrectionDocument) => {
    writeFileSync(file, JSON.stringify(document))
    const cli = fileURLToPath(new URL('../../../../main/verify/cli.ts', import.meta.url))
    return promisify(execFile)(process.execPath, [cli, file]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => error,
    )
  }
  expect(await verified(given)).toMatchObject({ code: 0, stdout: expect.stringContaining('right corrected batch') })
  given.correction.header.lineCount += 1
  const changed = await verified(given)
  expect(changed.code).toBe(1)
  expect(changed.stdout).toContain('wrong tree: correction.header.lineCount is 7, found 6')
})

/** What nobody signed: when something was made, and whether that was late. */
const unsigned = new Set(['madeAt', 'signedAt', 'signedLate'])

function pathsOf(value: unknown, before: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [before]
  return Object.entries(value).flatMap(([name, inner]) =>
    unsigned.has(name) ? [] : pathsOf(inner, [...before, Array.isArray(value) ? Number(name) : name]),
  )
}

function flipped(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value !== 'string') return 'something'
  const last = value.endsWith('1') ? '2' : '1'
  return value.slice(0, -1) + last
}

test('invariant 43: any one field that is changed in a correction, its statements, its batch or its keys is found', () => {
  const parts = ['place', 'keys', 'correction', 'corrected', 'statements'].flatMap((part) =>
    // one statement stands for all three
    pathsOf(given[part as keyof CorrectionDocument], [part]).filter(([, i]) => part !== 'statements' || i === 1),
  )
  expect(parts.length).toBeGreaterThan(50)
  const passed = parts.filter((path) => {
    const copy = structuredClone(given) as unknown as Record<string | number, unknown>
    const last = path.at(-1) ?? ''
    const holder = path.slice(0, -1).reduce((inner, name) => inner[name] as typeof copy, copy)
    holder[last] = flipped(holder[last])
    return wrong(copy).length === 0
  })
  expect(passed.map((path) => path.join('.'))).toEqual([])
})

test('a correction that waits while the key changes is signed anew by the next one; one on the chain stays as it is', async () => {
  const other = statingSite()
  onTestFinished(other.close)
  await other.key.create(passphrase)
  const chain = { isPosted: true }
  const { document, correcting } = corrected(other, () => chain.isPosted)
  const before = document().correction
  const asked = { passphrase, fromQuarter: other.from + 200, isOldLost: false, author: 'Ann', reason: 'yearly' }
  await other.key.rotate({ ...asked, digestOf: () => before.digest })
  correcting.renew()
  expect(document().correction).toEqual(before)
  chain.isPosted = false
  correcting.renew()
  correcting.renew()
  const { replaced, ...after } = document().correction
  expect(after).toEqual({ ...before, keyEpoch: 2, signature: after.signature })
  expect(replaced?.map(({ keyEpoch, signature }) => [keyEpoch, signature])).toEqual([[1, before.signature]])
  expect(wrong(document())).toEqual([])
})
