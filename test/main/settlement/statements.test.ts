import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import { signerOf } from '../../../main/settlement/keys/sign.ts'
import { verifyStatements } from '../../../main/settlement/verify/verify-statements.ts'
import { hourMs, passphrase, statingSite } from './stating-site.ts'

let site: ReturnType<typeof statingSite>
beforeEach(() => {
  site = statingSite()
})
afterEach(() => site.close())

const verdict = (document: unknown) =>
  verifyStatements(document)
    .filter(({ result }) => result === 'wrong')
    .map(({ what }) => what)

test('invariants 36 and 37: a day becomes 96 signed statements in one chain, which verify without the site', async () => {
  const { key, turns, document, clock } = site
  await key.create(passphrase)
  clock.advance(25 * hourMs)
  turns()
  const given = document()
  expect(given.statements.length).toBeGreaterThanOrEqual(96)
  const findings = verifyStatements(JSON.parse(JSON.stringify(given)))
  expect(findings.map(({ result }) => result)).toEqual(Array.from({ length: 5 }, () => 'right'))
  const [first] = given.statements
  expect(signerOf(first?.digest ?? '', first?.signature ?? '')).toBe(key.address())
})

test('a quarter without data gets a statement too, once nothing more is to be waited for', async () => {
  const { key, turns, document, clock, missing, from } = site
  missing.add(from + 2)
  await key.create(passphrase)
  clock.advance(2 * hourMs)
  turns()
  const before = document().statements.length
  clock.advance(4 * hourMs)
  turns()
  const { statements } = document()
  expect(statements.length).toBeGreaterThan(before + 8)
  expect(statements.some(({ lines }) => lines.length === 0)).toBe(true)
  expect(verdict(document())).toEqual([])
})

test('fault 37: nothing is stated while the time of day is in doubt', () => {
  const { turns, store, sure, clock } = site
  sure.isSure = false
  clock.advance(6 * hourMs)
  turns()
  expect(store.counts().statements).toBe(0)
  sure.isSure = true
  turns()
  expect(store.counts().statements).toBeGreaterThan(20)
})

test('fault 75: a corrected value is a next revision that names what it replaces; the first one stays', async () => {
  const { key, turns, statements, store, values, document, clock } = site
  await key.create(passphrase)
  clock.advance(2 * hourMs)
  turns()
  const quarter = quarterOf(clock.now()) - 3
  const before = store.of(quarter)
  statements.revise(quarter)
  expect(store.of(quarter)?.revision).toBe(0)
  values.set(quarter, 77)
  statements.revise(quarter)
  turns()
  const after = store.of(quarter)
  expect(after).toMatchObject({ revision: 1, replaces: before?.digest, previous: before?.previous })
  expect(store.firstOf(quarter)).toEqual(before)
  expect(verdict(document())).toEqual([])
})

describe('fault 76: keys', () => {
  test('a locked key: statements go on unsigned, and are signed in order and marked when it opens', async () => {
    const { key, turns, store, reopen, document, clock } = site
    await key.create(passphrase)
    key.lock()
    clock.advance(30 * hourMs)
    turns()
    expect(store.counts().unsigned).toBe(store.counts().statements)
    const again = reopen()
    expect(again.key.state()).toBe('locked')
    await again.key.unlock(passphrase)
    again.turns()
    expect(store.counts().unsigned).toBe(0)
    expect(document().statements[0]?.signedLate).toBe(true)
    expect(verdict(again.document())).toEqual([])
  })

  test('ten wrong passphrases: trying is refused for a while, longer each time', async () => {
    const { key, clock } = site
    await key.create(passphrase)
    key.lock()
    for (let i = 0; i < 10; i++) await expect(key.unlock('wrong')).rejects.toThrow('does not open')
    await expect(key.unlock(passphrase)).rejects.toThrow('10 wrong passphrases')
    clock.advance(61_000)
    await key.unlock(passphrase)
    expect(key.state()).toBe('unlocked')
  })

  test('a damaged keystore is named, with the way out; the file is for its owner alone', async () => {
    const { key, folder } = site
    await key.create(passphrase)
    const file = join(folder, 'controller-1.json')
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readFileSync(file, 'utf8')).not.toContain(passphrase)
    key.lock()
    writeFileSync(file, '{"half')
    await expect(key.unlock(passphrase)).rejects.toThrow(/controller-1\.json.*backup/)
  })

  test('a short passphrase and a second key are refused', async () => {
    const { key } = site
    await expect(key.create('short')).rejects.toThrow('at least 12')
    await key.create(passphrase)
    await expect(key.create(passphrase)).rejects.toThrow('a key already')
  })
})

test('attack 52: after a restored database the key signs no second truth of a quarter', async () => {
  const { key, turns, store, values, reopen, clock, db, from } = site
  await key.create(passphrase)
  clock.advance(2 * hourMs)
  turns()
  const [first] = store.between(from, from + 1)
  db.run('DROP TRIGGER statement_is_never_deleted')
  db.run('DROP TRIGGER statement_signature_is_never_deleted')
  db.run('DELETE FROM statement_signature')
  db.run('DELETE FROM statement')
  const same = reopen()
  await same.key.unlock(passphrase)
  same.turns()
  expect(store.between(from, from + 1)[0]?.digest).toBe(first?.digest)
  values.set(from, 1)
  db.run('DELETE FROM statement_signature')
  db.run('DELETE FROM statement')
  expect(() => same.turns()).toThrow('signs nothing else')
})

test('whatever is changed in a document is found', async () => {
  const { key, turns, document, clock } = site
  await key.create(passphrase)
  clock.advance(2 * hourMs)
  turns()
  const text = JSON.stringify(document())
  const places = [...text.matchAll(/[0-9a-f](?=[0-9a-f]{6})/g)].map(({ index }) => index)
  fc.assert(
    fc.property(fc.nat({ max: places.length - 1 }), fc.constantFrom(...'0123456789'), (place, digit) => {
      const at = places[place] ?? 0
      fc.pre(text[at] !== digit)
      const changed = text.slice(0, at) + digit + text.slice(at + 1)
      // the time of signing is a note of the site, no part of what is signed
      fc.pre(!/"signedAt":\d*$/.test(changed.slice(0, at + 1)))
      expect(verdict(JSON.parse(changed))).not.toEqual([])
    }),
    { numRuns: 60 },
  )
})
