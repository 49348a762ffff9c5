import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { WriteAudit } from '../../../main/audit/audit.ts'
import type { Ledger, LedgerAct, LedgerEvent } from '../../../domain/settlement/ledger.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createControllerKeys } from '../../../main/settlement/keys/controller-keys.ts'
import { createOperatorSafe } from '../../../main/settlement/keys/operator-safe.ts'
import { openSignedDigests } from '../../../main/settlement/keys/signed-digests.ts'
import { bytesOf } from '../../../main/settlement/hashing/words.ts'
import { publishedKeys } from '../../../main/settlement/practice/published.ts'
import { createBalances } from '../../../main/settlement/wallet/balances.ts'
import { heldOf } from '../../../main/settlement/wallet/held.ts'
import { createTransferStore } from '../../../main/settlement/wallet/transfer-store.ts'
import { createTransfers } from '../../../main/settlement/wallet/transfers.ts'
import { createWallet } from '../../../main/settlement/wallet/wallet.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const passphrase = 'twelve or more letters'
const ann = { name: 'Ann', role: 'engineer' } as const
const bob = { name: 'Bob', role: 'operator' } as const
const vault = '0x00000000000000000000000000000000000000aa'
const contracts = {
  EscrowVault: vault,
  PowecToken: '0x00000000000000000000000000000000000000bb',
  NodeRegistry: '0x00000000000000000000000000000000000000cc',
} as const
const powec = (whole: number) => `${whole}${'0'.repeat(18)}`
const closers: (() => void)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

/** A wallet whose acts are noted instead of sent. */
function wallet(chainId = 31_337) {
  const folder = mkdtempSync(join(tmpdir(), 'wallet-'))
  const clock = createVirtualClock(Date.UTC(2025, 5, 2, 6))
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  closers.push(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })
  const acts: LedgerAct[] = []
  const told: string[] = []
  const operator = createOperatorSafe({ folder, chainId, allowed: () => Object.values(contracts), clock, cost: 2 })
  const signed = openSignedDigests(join(folder, 'signed.txt'))
  const controller = createControllerKeys({ folder, fromQuarter: 0, signed, clock, cost: 2 })
  const ledger = {
    account: operator.account,
    addressOf: (name: keyof typeof contracts) => contracts[name],
    events: () => [],
    onEvents: () => () => {},
    now: () => ({ state: 'offline' }),
    submit: (act: LedgerAct) => String(acts.push(act)),
  } as unknown as Ledger
  const accepted: string[] = []
  const store = createTransferStore(db, clock.now)
  const caps = { unitsPerDay: BigInt(powec(1_000)), secondPersonAbove: BigInt(powec(100)) }
  const audit: WriteAudit = ({ action, detail }) => void told.push(`${action} ${detail}`)
  const transfers = createTransfers({
    store,
    ledger,
    caps,
    accept({ to }) {
      if (operator.state() !== 'unlocked') throw new PowerchainError('Access.Denied', 'The key is locked.')
      return `intent ${accepted.push(to ?? '')}`
    },
    audit,
    now: clock.now,
  })
  const desk = createWallet({
    transfers,
    isPractice: false,
    chainId,
    posted: () => ({ firstUnposted: 0, batchEnd: () => undefined }),
    site: 7,
    operator,
    controller,
    fileOf: (key) =>
      join(
        folder,
        key === 'operator'
          ? 'operator.json'
          : `controller-${key === 'next' ? controller.newest().epoch : controller.epoch()}.json`,
      ),
    balances: createBalances({ ledger, balanceOf: async () => 0n, clock, log: silentLog }),
    store,
    caps,
    weiPerDay: 10n ** 17n,
    weiToday: () => 0n,
    ledger,
    audit,
    clock,
  })
  return { desk, transfers, accepted, operator, controller, acts, told, folder, clock }
}

test('a key is made, locked and opened again; no secret is told or written in the clear', async () => {
  const { desk, operator, told, folder } = wallet()
  const made = await desk.createOperator(ann, passphrase, 'first key')
  expect(made.operator).toMatchObject({ state: 'unlocked', address: operator.address(), backedUpAt: null })
  expect(desk.lockOperator(ann, 'night').operator).toMatchObject({ state: 'locked', address: made.operator.address })
  expect(operator.address()).toBeUndefined()
  await expect(desk.unlockOperator(ann, 'wrong passphrase')).rejects.toMatchObject({ code: 'Access.Denied' })
  expect((await desk.unlockOperator(ann, passphrase)).operator.state).toBe('unlocked')
  expect(told.join()).not.toContain(passphrase)
  await expect(desk.createOperator(ann, passphrase, 'again')).rejects.toMatchObject({ code: 'Config.Invalid' })
  expect(readFileSync(join(folder, 'operator.json'), 'utf8')).not.toContain(passphrase)
})

test('fault 77: without a keyring of the system a passphrase is asked for, and no file ever holds a key in the clear', async () => {
  const { desk, controller, folder } = wallet()
  const privateKey = bytesOf(publishedKeys[3])
  await expect(desk.createOperator(ann, '', 'no passphrase')).rejects.toMatchObject({ code: 'Config.Invalid' })
  await expect(controller.create('short')).rejects.toMatchObject({ code: 'Config.Invalid' })
  expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toEqual([])
  const safe = createOperatorSafe({ folder, chainId: 31_337, allowed: () => [], clock: createVirtualClock(0), cost: 2 })
  await safe.create(passphrase, privateKey)
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name)).toString('latin1')).not.toContain(publishedKeys[3].slice(2))
  const { crypto } = JSON.parse(
    readFileSync(join(folder, 'operator.json'), 'utf8').replace('"Crypto"', '"crypto"'),
  ) as {
    crypto: { kdf: string }
  }
  expect(crypto.kdf).toBe('scrypt')
})

test('A48: a key that everybody knows is opened on the practice chain alone', async () => {
  const practice = wallet()
  await expect(practice.operator.create(passphrase, bytesOf(publishedKeys[1]))).resolves.toMatch(/^0x7099/)
  const real = wallet(1)
  await expect(real.operator.create(passphrase, bytesOf(publishedKeys[1]))).rejects.toMatchObject({
    code: 'Config.Invalid',
  })
  expect(real.operator.address()).toBeUndefined()
})

test('a backup counts once it was opened, and restores a key that is gone', async () => {
  const { desk, operator, folder } = wallet()
  await desk.createOperator(ann, passphrase, 'first key')
  const { name, base64 } = desk.backup(ann, 'operator', 'for the safe')
  await expect(desk.checkBackup(ann, 'operator', { name, base64 }, 'wrong passphrase')).rejects.toMatchObject({
    code: 'Access.Denied',
  })
  expect(desk.now().operator.backedUpAt).toBeNull()
  expect((await desk.checkBackup(ann, 'operator', { name, base64 }, passphrase)).operator.backedUpAt).not.toBeNull()
  await expect(desk.restore(ann, 'operator', { name, base64 }, passphrase, 'by mistake')).rejects.toMatchObject({
    code: 'Config.Invalid',
  })
  const account = operator.account()
  rmSync(join(folder, 'operator.json'))
  operator.lock()
  expect((await desk.restore(ann, 'operator', { name, base64 }, passphrase, 'disk lost')).operator.address).toBe(
    account,
  )
})

test('small transfers go at once, large ones with a second person, none beyond the cap of a day', async () => {
  const { desk, acts, clock } = wallet()
  expect(() => desk.deposit(ann, powec(1), 'no key yet')).toThrow(/account/)
  await desk.createOperator(ann, passphrase, 'first key')
  desk.deposit(ann, powec(50), 'for requests')
  expect(acts.map(({ method, args }) => [method, args])).toEqual([
    ['approve', [vault, powec(50)]],
    ['deposit', [powec(50)]],
  ])
  const [large] = desk.withdraw(ann, powec(600), undefined, 'pay-out').transfers
  expect(large).toMatchObject({ state: 'proposed', intent: null })
  expect(acts).toHaveLength(2)
  expect(() => desk.decideTransfer(ann, large?.id ?? '', true, 'myself')).toThrow(/second person/)
  expect(desk.decideTransfer(bob, large?.id ?? '', true, 'agreed').transfers[0]).toMatchObject({
    state: 'kept',
    secondPerson: 'Bob',
    intent: '3',
  })
  expect(() => desk.decideTransfer(bob, large?.id ?? '', true, 'twice')).toThrow(/waits/)
  expect(() => desk.withdraw(ann, powec(900), undefined, 'more')).toThrow(/day/)
  clock.advance(86_400_000)
  expect(desk.withdraw(ann, powec(90), undefined, 'next day').transfers[0]?.state).toBe('kept')
})

function event(name: string, args: Record<string, string>): LedgerEvent {
  return {
    contract: 'EscrowVault',
    name,
    args: { module: '0xm', purse: '0xp', ...args },
    block: 1,
    blockAt: 0,
    logIndex: 0,
    transaction: '0x',
    isFinal: true,
  }
}

test('what purses hold of an account is what it brought, less its share of what left', () => {
  const events = [
    event('Held', { from: '0xA', units: '60' }),
    event('Held', { from: '0xB', units: '40' }),
    event('Released', { to: '0xB', units: '50' }),
    event('HandedOver', { toModule: '0xn', toPurse: '0xq', units: '50' }),
  ]
  expect([heldOf('0xa', events.slice(0, 2)), heldOf('0xa', events.slice(0, 3)), heldOf('0xa', events)]).toEqual([
    60n,
    30n,
    30n,
  ])
  expect(heldOf('0xb', events)).toBe(20n)
})

test('lines are accepted by the same rule: above the threshold a second person agrees, and only then it is signed', async () => {
  const { desk, transfers, accepted, told } = wallet()
  await desk.createOperator(ann, passphrase, 'first key')
  const accept = (units: string, to: string) =>
    transfers.ask({ kind: 'accept', units, to, person: 'Ann', reason: 'our meters show the same' })
  accept(powec(100), '7/1')
  expect(accepted).toEqual(['7/1'])
  accept(powec(101), '8/1')
  accept('0', '6/9')
  expect(accepted).toEqual(['7/1', '6/9'])
  expect(transfers.isProposed('8/1')).toBe(true)
  const waiting = desk.now().transfers.find(({ to }) => to === '8/1')
  expect(waiting).toMatchObject({ kind: 'accept', state: 'proposed', to: '8/1' })
  expect(() => desk.decideTransfer(ann, waiting?.id ?? '', true, 'me again')).toThrow(/second person/)
  desk.lockOperator(ann, 'night')
  expect(() => desk.decideTransfer(bob, waiting?.id ?? '', true, 'it fits')).toThrow(/locked/)
  expect(transfers.isProposed('8/1')).toBe(true)
  await desk.unlockOperator(ann, passphrase)
  const agreed = desk.decideTransfer(bob, waiting?.id ?? '', true, 'it fits')
  expect(agreed.transfers.find(({ to }) => to === '8/1')).toMatchObject({
    state: 'kept',
    secondPerson: 'Bob',
    intent: 'intent 3',
  })
  expect(accepted).toEqual(['7/1', '6/9', '8/1'])
  expect(agreed.caps.unitsToday).toBe('0')
  expect(told).toContain(`TransferAgreed accept ${powec(101)} of Ann: it fits`)
})

test('what a second person declines, and what can’t be carried out, moves nothing and waits for nobody', async () => {
  const { desk, transfers, accepted } = wallet()
  await desk.createOperator(ann, passphrase, 'first key')
  const wanted = { kind: 'accept', to: '9/2', person: 'Ann', reason: 'it fits' } as const
  transfers.ask({ ...wanted, units: powec(5_000) })
  desk.decideTransfer(bob, desk.now().transfers[0]?.id ?? '', false, 'our meters say otherwise')
  expect([transfers.isProposed('9/2'), accepted]).toEqual([false, []])
  desk.lockOperator(ann, 'night')
  expect(() => transfers.ask({ ...wanted, units: powec(5) })).toThrow(/locked/)
  expect(desk.now().transfers[0]).toMatchObject({ state: 'declined', secondPerson: null })
})

/** A wallet whose controller has made its next key, from the next day on. */
async function withNext() {
  const made = wallet()
  await made.controller.create(passphrase)
  const quarter = Math.floor(made.clock.now() / 900_000)
  const asked = { passphrase, fromQuarter: quarter + 96, isOldLost: false, reason: 'yearly' }
  const shown = await made.desk.rotateController(ann, asked)
  return { ...made, shown, asked }
}

test('the registry is told of a next key only once a backup of it was read back, at once when it is made', async () => {
  const { desk, shown, acts, told, clock } = await withNext()
  expect(shown.next).toMatchObject({ epoch: 2, state: 'unlocked', backedUpAt: null, waitsForBackup: true })
  expect([acts, desk.conditions().map(({ code }) => code)]).toEqual([[], ['settlement.keyUnbacked']])
  const { name, base64 } = desk.backup(ann, 'next', 'for the safe')
  const present = desk.backup(ann, 'controller', 'another')
  await expect(desk.checkBackup(ann, 'next', present, passphrase)).rejects.toMatchObject({ code: 'Config.Invalid' })
  const proven = await desk.checkBackup(ann, 'next', { name, base64 }, passphrase)
  expect(proven.next).toMatchObject({ waitsForBackup: false, address: shown.next?.address })
  expect(acts.map(({ method }) => method)).toEqual(['rotateKey'])
  expect([desk.conditions(), told.at(-1)]).toEqual([[], expect.stringContaining('KeyBackupProven next')])
  clock.advance(2 * 86_400_000)
  expect(desk.now()).toMatchObject({ next: null, controller: { epoch: 2, waitsForBackup: false } })
  expect(desk.now().controller.backedUpAt).not.toBeNull()
})

test('a key may go without a backup when somebody says why, once, and it is kept', async () => {
  const { desk, acts, told } = await withNext()
  const { next } = desk.goWithoutBackup(ann, 'next', 'a test site')
  expect(next).toMatchObject({ waitsForBackup: false, backedUpAt: null, withoutBackup: { person: 'Ann' } })
  expect([acts.length, told.at(-1)]).toEqual([1, expect.stringContaining('a test site')])
  expect(() => desk.goWithoutBackup(bob, 'next', 'again')).toThrow(/waits for no backup/)
  expect(() => desk.goWithoutBackup(bob, 'controller', 'the first key')).toThrow(/waits for no backup/)
  expect(() => wallet().desk.goWithoutBackup(bob, 'next', 'there is none')).toThrow(/no such key/)
})

test('the next key that is gone is restored from its backup before it speaks', async () => {
  const { desk, folder } = await withNext()
  const file = desk.backup(ann, 'next', 'for the safe')
  rmSync(join(folder, 'controller-2.json'))
  expect((await desk.restore(ann, 'next', file, passphrase, 'disk lost')).next).toMatchObject({ waitsForBackup: false })
  expect(readdirSync(folder)).toContain('controller-2.json')
})
