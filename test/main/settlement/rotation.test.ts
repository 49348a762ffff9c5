import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { keccakText } from '../../../main/settlement/hashing/keccak.ts'
import { hex } from '../../../main/settlement/hashing/words.ts'
import { createRotating } from '../../../main/settlement/wallet/rotate.ts'
import { verifyStatements } from '../../../main/settlement/verify/verify-statements.ts'
import type { LedgerAct } from '../../../domain/settlement/ledger.ts'
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
  const rotatingOf = (controller: typeof site.key) =>
    createRotating({
      chainId: place.chainId,
      site: 7,
      controller,
      ledger: { addressOf: () => place.contract, submit: (act) => String(acts.push(act)) },
      firstUnsigned: () => site.store.signedTo() ?? site.from,
      clock: site.clock,
    })
  const asked = {
    passphrase: secondPassphrase,
    fromQuarter: noon,
    isOldLost: given.isOldLost ?? false,
    reason: 'yearly',
  }
  const rotate = () => rotatingOf(site.key).rotate(ann, asked)
  return { ...site, noon, acts, rotate, rotatingOf, asked }
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
    [site.noon, site.from + 96, 2],
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

test('after a lost key the new one takes over where signatures end, and the owner vouches alone', async () => {
  const site = await rotated({ isOldLost: true })
  site.key.lock()
  site.clock.advance(3 * hourMs)
  site.turns()
  const { fromQuarter, oldSignature } = await site.rotate()
  expect([fromQuarter, oldSignature]).toEqual([site.from + 4, null])
  site.turns()
  expect(site.store.between(site.from, site.from + 9).map(({ keyEpoch }) => keyEpoch)).toEqual([
    1, 1, 1, 1, 2, 2, 2, 2, 2,
  ])
  const type = 'KeyRotation(uint32 site,uint32 epoch,address oldKey,address newKey,uint32 fromQuarter)'
  expect(hex(keccakText(type))).toBe('0xdf9ad6c1968f6988cce3d376b4b2caff3d49bc64eac42327e3f6224a1c6474f5')
})
