import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { readCanonical } from '../../../../main/settlement/bundles/canonical.ts'
import { contentsOf } from '../../../../main/settlement/bundles/contents.ts'
import { readBundle } from '../../../../main/settlement/bundles/read-bundle.ts'
import { verifyFile } from '../../../../main/verify/documents.ts'
import { anna, fakeChain, stations } from './stick.ts'

const all = stations()
afterEach(all.close)

const unpack = (base64: string) => zstdDecompressSync(Buffer.from(base64, 'base64')).toString('utf8')
const pack = (text: string) => zstdCompressSync(text).toString('base64')
const outcomes = (report: { items: readonly { outcome: string }[] }) => report.items.map(({ outcome }) => outcome)

type Station = Awaited<ReturnType<typeof all.station>>
type Order = Parameters<Station['desk']['export']>[1]
/** The one file of an export that is not too large for one. */
async function exportOf({ desk }: Station, order: Order) {
  const { file, next } = await desk.export(anna, order)
  expect(next).toBeNull()
  return file
}

let whole: Promise<string> | undefined
/** The text of a bundle of three batches. */
async function exported(): Promise<string> {
  const { silent, order } = await silentAndLinked()
  return unpack((await exportOf(silent, order)).base64)
}

/** A silent station 7 of some days, and station 8 that has a chain. */
async function silentAndLinked(days = 3) {
  const silent = await all.station({ number: 7, days })
  const chain = fakeChain(silent.address)
  chain.lane.coveredTo = silent.from
  const linked = await all.station({ number: 8, ledger: chain.ledger })
  const order = { profile: 'relay', from: silent.from, to: silent.from + days * 96 } as const
  return { silent, linked, chain, order }
}

test('batches of a station without a link are posted by another one, and the receipt comes back', async () => {
  const { silent, linked, chain, order } = await silentAndLinked()
  const { base64 } = await exportOf(silent, order)
  expect(new Set(verifyFile(Buffer.from(base64, 'base64')).map(({ result }) => result))).toEqual(new Set(['right']))
  const preview = await linked.desk.check(base64)
  expect(preview).toMatchObject({ profile: 'relay', isSignerKnown: true, signer: silent.address.toLowerCase() })
  expect(outcomes(preview)).toEqual(['new', 'new', 'new'])
  expect(chain.acts).toEqual([])
  expect(outcomes(await linked.desk.take(anna, base64, 'weekly round'))).toEqual(['taken', 'taken', 'taken'])
  expect(chain.acts.map(({ method, args }) => [method, (args[0] as { sequence: string }).sequence])).toEqual([
    ['postBatch', '1'],
    ['postBatch', '2'],
    ['postBatch', '3'],
  ])
  const [first] = silent.batches.list(9).toReversed()
  expect(`${String(chain.acts[0]?.args[1])}${String(chain.acts[0]?.args[2]).slice(2)}`).toBe(first?.signature)
  for (const { header, digest } of silent.batches.list(9))
    chain.events.push({
      contract: 'DeliverySettlement',
      name: 'BatchPosted',
      args: { site: '7', sequence: String(header.sequence), digest },
      block: 40 + header.sequence,
      blockAt: 40_000,
      logIndex: 0,
      transaction: digest,
      isFinal: header.sequence < 3,
    })
  const receipt = await linked.desk.receipt(anna, 7)
  const back = await silent.desk.take(anna, receipt.base64, 'weekly round')
  expect(back.items.map(({ words }) => words)).toEqual([
    'The chain had come to block 99',
    'Batch 2 is final in block 42',
    'Batch 1 is final in block 41',
  ])
  expect(outcomes(back)).toEqual(['taken', 'taken', 'taken'])
})

test('invariant 44: taken twice is taken once', async () => {
  const { silent, linked, chain, order } = await silentAndLinked()
  const { base64 } = await exportOf(silent, order)
  await linked.desk.take(anna, base64, 'once')
  const rows = () => linked.db.all('SELECT * FROM bundle_item ORDER BY kind, id')
  const before = rows()
  expect(outcomes(await linked.desk.take(anna, base64, 'twice'))).toEqual(['known', 'known', 'known'])
  expect(rows()).toEqual(before)
  expect(chain.acts).toHaveLength(3)
  expect(() => linked.db.run("UPDATE bundle_item SET body = '{}'")).toThrow('append-only')
})

test('invariant 46: a relay bundle holds no name, hash of a name, salt or value of a line', async () => {
  const { silent, order } = await silentAndLinked()
  const text = unpack((await exportOf(silent, order)).base64)
  for (const { lines, linesRoot, digest } of silent.document().statements) {
    for (const { meterPoint, salt } of lines) {
      expect(text).not.toContain(meterPoint)
      expect(text).not.toContain(salt)
    }
    expect(text).not.toContain(linesRoot)
    expect(text).not.toContain(digest)
  }
  expect(text).not.toMatch(/meterPoint|salt|"lines"|quantity|closing|grid|pv/)
})

test('a full bundle opens for its receiver alone, with every statement', async () => {
  const silent = await all.station({ number: 7, days: 2 })
  const [friend, stranger] = [await all.station({ number: 8 }), await all.station({ number: 9 })]
  const order = { profile: 'full', from: silent.from, to: silent.from + 192, receiver: friend.receiver } as const
  const { base64 } = await exportOf(silent, order)
  const file = Buffer.from(base64, 'base64')
  const results = (pem?: string) => verifyFile(file, pem).map(({ result }) => result)
  expect(results()).toEqual(['right', 'right', 'note', 'right'])
  expect(results(friend.pem)).toEqual(Array.from({ length: 8 }, () => 'right'))
  expect(results(stranger.pem)).toContain('wrong')
  const salts = silent.document().statements.flatMap(({ lines }) => lines.map(({ salt }) => salt))
  const text = unpack(base64)
  for (const salt of salts) expect(text).not.toContain(salt)
  const taken = await friend.desk.take(anna, base64, 'we are the buyer')
  expect(taken.items).toHaveLength(2 + 192)
  expect(new Set(outcomes(taken))).toEqual(new Set(['taken']))
  const kept = friend.db.all<{ body: string }>("SELECT body FROM bundle_item WHERE kind = 'statement' ORDER BY id")
  const given = silent.document(silent.from + 192).statements.toSorted((a, b) => (a.digest < b.digest ? -1 : 1))
  expect(kept.map(({ body }) => JSON.parse(body) as unknown)).toEqual(given)
  const closed = await stranger.desk.take(anna, base64, 'found on the road')
  const reasons = new Set(closed.items.filter(({ kind }) => kind === 'statement').map(({ words }) => words))
  expect(reasons).toEqual(new Set(['It is sealed, and not for this station.']))
})

describe('attack 43: a stick that is not what it says', () => {
  test.each([
    ['two lines swapped', (lines: string[]) => [lines[0], lines[2], lines[1], ...lines.slice(3)]],
    ['a line left out', (lines: string[]) => [lines[0], ...lines.slice(2)]],
    ['another version', (lines: string[]) => [lines[0]?.replace('"version":1', '"version":2'), ...lines.slice(1)]],
    ['another site', (lines: string[]) => [lines[0]?.replace('"site":7', '"site":6'), ...lines.slice(1)]],
    ['an unknown kind', (lines: string[]) => lines.map((line) => line.replace('"kind":"header"', '"kind":"script"'))],
    ['blanks in a line', (lines: string[]) => [`${lines[0]} `, ...lines.slice(1)]],
    ['a line that is too long', (lines: string[]) => [lines[0], `"${'x'.repeat(70_000)}"`, ...lines.slice(1)]],
    ['deep nesting', (lines: string[]) => [lines[0], '['.repeat(5_000), ...lines.slice(1)]],
    ['no last line', (lines: string[]) => lines.slice(0, -1)],
  ])('%s', async (_, spoil) => {
    const text = await (whole ??= exported())
    const spoilt = pack(`${spoil(text.trimEnd().split('\n')).join('\n')}\n`)
    expect(() => readBundle(Buffer.from(spoilt, 'base64'))).toThrow('The bundle is refused')
  })

  test('nothing of a refused file is taken', async () => {
    const { silent, linked, chain, order } = await silentAndLinked(1)
    const { base64 } = await exportOf(silent, order)
    const spoilt = pack(unpack(base64).replace('"site":7', '"site":6'))
    await expect(linked.desk.take(anna, spoilt, 'found')).rejects.toThrow('The bundle is refused')
    expect(chain.acts).toEqual([])
    expect(linked.db.all('SELECT * FROM bundle_item')).toEqual([])
  })

  test.each([
    ['[[[[[[[[[]]]]]]]]]', 'levels deep'],
    ['{"b":1,"a":2}', 'canonical'],
    ['{"a":1,"a":2}', 'canonical'],
    ['{"a": 1}', 'canonical'],
    ['{"a":1e3}', 'canonical'],
    ['{"a":', 'no JSON'],
    [`"${'\\"'.repeat(30_000)}`, 'no JSON'],
    [`"${'x'.repeat(70_000)}"`, 'longer than'],
  ])('the line %.20s', (line, words) => {
    expect(() => readCanonical(line)).toThrow(words)
  })

  test('a file that unpacks to more than allowed', () => {
    const bomb = zstdCompressSync(Buffer.alloc(3_000_000))
    expect(bomb.length).toBeLessThan(1_000)
    expect(() => readBundle(bomb, { mostBytes: 1_000_000 })).toThrow('unpacks to more than 1000000 bytes')
    expect(() => readBundle(Buffer.from('no bundle'))).toThrow('no packed text')
  })

  test('a receipt for another station, and batches behind a gap or under another key', async () => {
    const { silent, linked, chain, order } = await silentAndLinked()
    const { base64 } = await exportOf(silent, { ...order, from: silent.from + 96 })
    const gap = await linked.desk.take(anna, base64, 'found')
    expect(gap.items[0]?.words).toContain('batch 1 is missing before it')
    chain.lane.key = `0x${'12'.repeat(20)}`
    const foreign = await linked.desk.take(anna, (await exportOf(silent, order)).base64, 'found')
    expect(foreign).toMatchObject({ isSignerKnown: false })
    expect(foreign.items[0]?.words).toContain('knows another key')
    chain.state.isSilent = true
    const silentChain = await linked.desk.take(anna, (await exportOf(silent, order)).base64, 'found')
    expect(new Set(outcomes(silentChain))).toEqual(new Set(['refused']))
    expect(chain.acts).toEqual([])
    chain.events.push({
      contract: 'DeliverySettlement',
      name: 'BatchPosted',
      args: { site: '5', sequence: '1', digest: `0x${'1'.repeat(64)}` },
      block: 1,
      blockAt: 1,
      logIndex: 0,
      transaction: `0x${'2'.repeat(64)}`,
      isFinal: true,
    })
    const receipt = await linked.desk.receipt(anna, 5)
    expect((await silent.desk.take(anna, receipt.base64, 'found')).items[1]?.words).toContain('of another site')
  })
})

test('invariant 43: an exported bundle holds; with one bit flipped anywhere it says nothing else', async () => {
  const { silent, order } = await silentAndLinked(1)
  const file = Buffer.from((await exportOf(silent, order)).base64, 'base64')
  const whole = zstdDecompressSync(file)
  expect(contentsOf(readBundle(file), undefined).every(({ content }) => content)).toBe(true)
  fc.assert(
    fc.property(fc.nat({ max: 8 * file.length - 1 }), (bit) => {
      const flipped = Buffer.from(file)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      // some bits of the packing mean nothing: then the text is the same
      expect(() => {
        readBundle(flipped)
        if (zstdDecompressSync(flipped).equals(whole)) throw new Error('The bundle is refused: the same text.')
      }).toThrow('The bundle is refused')
    }),
    { numRuns: 200 },
  )
  fc.assert(
    fc.property(fc.nat({ max: 8 * whole.length - 1 }), (bit) => {
      const flipped = Buffer.from(whole)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => readBundle(zstdCompressSync(flipped))).toThrow('The bundle is refused')
    }),
    { numRuns: 200 },
  )
})

test('a locked key makes no bundle, and days without batches none either', async () => {
  const { silent, order } = await silentAndLinked(1)
  await expect(exportOf(silent, { ...order, from: 1, to: 2 })).rejects.toThrow('no signed batch')
  silent.key.lock()
  await expect(exportOf(silent, order)).rejects.toThrow('locked')
  expect(silent.desk.now()).toMatchObject({ made: [], taken: [] })
})
