import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRotating } from '../../../main/settlement/wallet/rotate.ts'
import { verifyStatements } from '../../../main/settlement/verify/verify-statements.ts'
import type { Batch } from '../../../domain/settlement/batch.ts'
import type { LedgerAct } from '../../../domain/settlement/ledger.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import { hourMs, passphrase, place, statingSite } from './stating-site.ts'

const secondPassphrase = 'another twelve letters'
const ann = { name: 'Ann', role: 'engineer' } as const
const closers: (() => void)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

/** A site that changes its key at noon of its first day. */
async function rotated(given: { isOldLost?: boolean } = {}) {
  const site = statingSite()
  closers.push(site.close)
  await site.key.create(passphrase)
  site.clock.advance(hourMs)
  site.turns()
  const noon = site.from + 48
  const acts: LedgerAct[] = []
  const posted = { to: site.from }
  const rotatingOf = (controller: typeof site.key) =>
    createRotating({
      chainId: place.chainId,
      site: 7,
      controller,
      ledger: { addressOf: () => place.contract, submit: (act) => String(acts.push(act)), events: () => [] },
      isKept: () => true,
      posted: () => ({ firstUnposted: posted.to, batchEnd: (quarter) => site.batchOf(quarter)?.header.toQuarter }),
      clock: site.clock,
    })
  const asked = {
    passphrase: secondPassphrase,
    fromQuarter: noon,
    isOldLost: given.isOldLost ?? false,
    reason: 'yearly',
  }
  const rotate = () => rotatingOf(site.key).rotate(ann, asked)
  return { ...site, noon, acts, posted, rotate, rotatingOf, asked }
}

test('A16: at the boundary each quarter has one key, no batch straddles it, and every document verifies', async () => {
  const site = await rotated()
  await site.rotate()
  site.clock.advance(48 * hourMs)
  site.turns()
  while (site.batches.turn());
  const epochs = site.store.between(site.noon - 1, site.noon + 1).map(({ keyEpoch }) => keyEpoch)
  expect(epochs).toEqual([1, 2])
  const spans = site.batches.list(9).map(({ header, keyEpoch }) => [header.fromQuarter, header.toQuarter, keyEpoch])
  expect(spans.toReversed()).toEqual([
    [site.from, site.noon, 1],
    [site.noon, site.noon + 1, 2],
    [site.noon + 1, site.from + 96, 2],
    [site.from + 96, site.from + 192, 2],
  ])
  const document = site.document()
  expect(document.keys.map(({ fromQuarter }) => fromQuarter)).toEqual([site.from, site.noon])
  expect(verifyStatements(document).filter(({ result }) => result !== 'right')).toEqual([])
  const [old] = document.keys
  const shifted = { ...document, keys: [...(old ? [old] : []), { ...document.keys[1], fromQuarter: site.noon + 1 }] }
  const wrong = verifyStatements(shifted as typeof document).find(({ what }) => what === 'signatures')
  expect(wrong?.result).toBe('wrong')
})

test('the old key signs for the new one and has to be open; the quarter has to be to come', async () => {
  const site = await rotated()
  site.key.lock()
  await expect(site.rotate()).rejects.toMatchObject({ code: 'Access.Denied' })
  expect(existsSync(join(site.folder, 'controller-2.json'))).toBe(false)
  await site.key.unlock(passphrase)
  const late = { ...site.asked, fromQuarter: site.from + 4 }
  await expect(site.rotatingOf(site.key).rotate(ann, late)).rejects.toMatchObject({ code: 'Config.Invalid' })
  const { newKey } = await site.rotate()
  expect(site.acts.map(({ method, key }) => [method, key])).toEqual([['rotateKey', `rotate/7/2/${newKey}`]])
  const again = site.rotatingOf(site.key).rotate(ann, site.asked)
  await expect(again).rejects.toMatchObject({ code: 'Config.Invalid' })
})

test('an old key that stays locked holds up its own quarters alone', async () => {
  const site = await rotated()
  await site.rotate()
  const back = site.reopen()
  site.clock.advance(24 * hourMs)
  expect(await back.key.unlock(secondPassphrase)).toBe(back.key.newest().key.address())
  back.turns()
  const signed = (quarter: number) => back.store.of(quarter)?.signature !== null
  expect([signed(site.from), signed(site.noon - 1), signed(site.noon)]).toEqual([true, false, true])
  await back.key.unlock(passphrase)
  back.turns()
  expect(signed(site.noon - 1)).toBe(true)
  expect(back.store.of(site.noon - 1)?.keyEpoch).toBe(1)
})

test('a new start keeps all keys and tells the registry again what it may not have heard', async () => {
  const site = await rotated()
  await site.rotate()
  const back = site.reopen()
  expect(back.key.epochs()).toEqual(site.key.epochs())
  expect(back.key.epochs()).toHaveLength(2)
  site.rotatingOf(back.key).keep()
  expect(site.acts[1]).toEqual(site.acts[0])
  expect(back.key.epoch()).toBe(1)
  site.clock.advance(24 * hourMs)
  expect([back.key.epoch(), back.key.state()]).toEqual([2, 'locked'])
})

test('a key that was made and never named is made anew', async () => {
  const site = await rotated()
  writeFileSync(join(site.folder, 'controller-2.json'), 'cut off by a loss of po')
  writeFileSync(join(site.folder, 'rotations.txt'), '{"epoch":2,"oldKey":"0x')
  const back = site.reopen()
  await back.key.unlock(passphrase)
  expect(back.key.newest().epoch).toBe(1)
  const { newKey } = await site.rotatingOf(back.key).rotate(ann, site.asked)
  expect(
    site
      .reopen()
      .key.epochs()
      .map(({ address }) => address),
  ).toContain(newKey)
})

/** Statements of a day, a batch of yesterday, and the key lost before anything reached the chain. */
async function lostAfterADay() {
  const site = await rotated({ isOldLost: true })
  site.clock.advance(40 * hourMs)
  site.turns()
  while (site.batches.turn());
  const before = { statements: site.store.between(site.from, site.from + 200), batches: site.batches.list(9) }
  site.key.lock()
  site.asked.fromQuarter = site.from + 400
  return { ...site, before }
}

const withoutSignature = ({ signature: _s, keyEpoch: _e, replaced: _r, ...rest }: Statement | Batch) => rest

test('after a lost key what waits for the chain is signed anew by the next one, and nothing else of it changes', async () => {
  const site = await lostAfterADay()
  const rotation = await site.rotate()
  expect([rotation.fromQuarter, rotation.oldSignature]).toEqual([site.from, null])
  site.turns()
  const after = site.store.between(site.from, site.from + 200)
  expect(after.map(withoutSignature)).toEqual(site.before.statements.map(withoutSignature))
  expect(new Set(after.map(({ keyEpoch }) => keyEpoch))).toEqual(new Set([2]))
  expect(after[0]?.replaced).toEqual([
    { keyEpoch: 1, signature: site.before.statements[0]?.signature, reason: expect.stringContaining('yearly') },
  ])
  const [batch] = site.batches.list(9)
  expect(withoutSignature(batch ?? missing())).toEqual(withoutSignature(site.before.batches[0] ?? missing()))
  expect(batch?.keyEpoch).toBe(2)
  expect(site.told).toEqual([expect.stringMatching(/^SignedAnew 165 statements and batches/)])
  expect(verifyStatements(site.document()).filter(({ result }) => result !== 'right')).toEqual([])
  while (site.batches.turn());
  expect(site.batches.list(9)).toHaveLength(1)
})

test('what lies on the chain keeps its key; what waits behind it is signed anew from there', async () => {
  const site = await lostAfterADay()
  site.posted.to = site.from + 96
  expect((await site.rotate()).fromQuarter).toBe(site.from + 96)
  site.turns()
  const epochs = site.store.between(site.from + 95, site.from + 97).map(({ keyEpoch }) => keyEpoch)
  expect([epochs, site.batches.list(9)[0]?.keyEpoch]).toEqual([[1, 2], 1])
  expect(verifyStatements(site.document()).filter(({ result }) => result !== 'right')).toEqual([])
})

test('signing anew waits for the new key, goes on after a new start, and is done once', async () => {
  const site = await lostAfterADay()
  await site.rotate()
  const back = site.reopen()
  back.turns()
  expect(back.store.of(site.from)?.keyEpoch).toBe(1)
  while (back.batches.turn());
  await back.key.unlock(secondPassphrase)
  back.turns()
  site.reopen().turns()
  const rows = site.db.all<{ n: number }>('SELECT count(*) AS n FROM signature_anew')
  expect([back.store.of(site.from)?.keyEpoch, rows[0]?.n]).toEqual([2, 165])
  expect(() => site.db.run("UPDATE signature_anew SET reason = 'other'")).toThrow(/append-only/)
})

test('a second loss signs anew what the second key had signed and the chain still lacks; every signature stays', async () => {
  const site = await lostAfterADay()
  await site.rotate()
  site.turns()
  site.posted.to = site.from + 96
  const third = await site.rotatingOf(site.key).rotate(ann, { ...site.asked, reason: 'lost again' })
  site.turns()
  expect(third.fromQuarter).toBe(site.from + 96)
  const found = site.store.of(site.from + 97)
  expect([found?.keyEpoch, found?.replaced?.map(({ keyEpoch }) => keyEpoch)]).toEqual([3, [1, 2]])
  expect(verifyStatements(site.document()).filter(({ result }) => result !== 'right')).toEqual([])
})

test('the first quarter of a later key goes alone: the registry lets no successor speak for it', async () => {
  const site = await rotated()
  await site.rotate()
  site.clock.advance(14 * hourMs)
  site.turns()
  while (site.batches.turn());
  const spans = () => site.batches.list(9).map(({ header }) => [header.fromQuarter, header.toQuarter])
  expect(spans()).toEqual([
    [site.noon, site.noon + 1],
    [site.from, site.noon],
  ])
  site.asked.isOldLost = true
  site.asked.fromQuarter = site.from + 900
  expect((await site.rotate()).fromQuarter).toBe(site.noon + 1)
})

test('a key that is named for later leaves the time until then to the one before it', async () => {
  const site = await rotated()
  await site.rotate()
  site.asked.isOldLost = true
  await expect(site.rotate()).rejects.toMatchObject({ code: 'Config.Invalid' })
})

function missing(): never {
  throw new Error('it should be there')
}
