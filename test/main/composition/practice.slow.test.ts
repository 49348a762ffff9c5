import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import { siteSchema } from '../../../domain/site.ts'
import { systemClock } from '../../../main/clock.ts'
import { openSettling } from '../../../main/composition/settling.ts'
import { createPastRegisters } from '../../../main/composition/metering/past-registers.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createTeardown } from '../../../main/teardown.ts'
import { verifyText } from '../../../main/verify/documents.ts'

const person = { name: 'Anna', role: 'engineer' } as const
const file = `
version: 1
name: Mill
settlement: { site: 1, practice: true, batchEvery: quarter, fromDay: 2025-06-01 }
connection: { importLimitKW: 1000, exportLimitKW: 1000 }
devices:
  - { id: grid, definition: powerchain/grid-meter, endpoint: modbus-tcp://127.0.0.1:502 }
assets:
  - { kind: grid, id: grid, name: Grid, device: grid }
`
const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

/** A data folder of a practice site that began hours ago. It has no meters: a quarter is stated as soon as it is over. */
function dataFolder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'practice-'))
  mkdirSync(join(dataDir, 'keys'))
  writeFileSync(join(dataDir, 'keys', 'first-quarter.txt'), String(quarterOf(systemClock.now()) - 17))
  return dataDir
}

/** The settling part of an engine with its practice chain, as it runs until it is stopped. */
function engine(dataDir: string) {
  const teardown = createTeardown(silentLog)
  const db = openDb({ file: join(dataDir, 'site.db'), clock: systemClock, log: silentLog })
  teardown.add('db', db.close)
  const told: string[] = []
  const stores = {
    db,
    audit: {
      write: ({ action, detail }: { action: string; detail: string }) => void told.push(`${action} ${detail}`),
      headBefore: () => undefined,
    },
    historian: { conditions: () => [] },
  }
  const site = siteSchema.parse(parse(file))
  const needs = {
    site,
    dataDir,
    siteFile: join(dataDir, 'site.yaml'),
    points: [],
    field: { devices: new Map(), past: createPastRegisters({ site, make: undefined, clock: systemClock }) },
    commitments: Object.assign(() => [], { also: () => {} }),
    proofs: { onKept: () => {}, documentOf: () => undefined },
    clock: systemClock,
    log: silentLog,
    teardown,
  }
  const { parts, conditions } = openSettling(needs, stores as unknown as Parameters<typeof openSettling>[1])
  const { settlement, chain, wallet, ledger } = parts
  if (!settlement || !chain || !wallet || !ledger) throw new Error('the site does not settle')
  closers.push(teardown.run)
  const posted = () =>
    ledger
      .events()
      .filter(({ name, isFinal }) => name === 'BatchPosted' && isFinal)
      .map(({ args }) => [Number(args['sequence']), args['digest']])
  const made = () =>
    settlement
      .batches()
      .toReversed()
      .map(({ header, digest }) => [header.sequence, digest])
  const epoch = async () => Number(await ledger.read({ contract: 'NodeRegistry', method: 'lastEpoch', args: ['1'] }))
  /** Alarms but those of deadlines, which every agreement of the small market has. */
  const troubles = () => conditions().filter(({ code }) => !code.startsWith('settlement.deadline'))
  /** All that was stated lies on the chain for good, once, and nothing waits or was refused. */
  const atRest = (batches: number) =>
    vi.waitFor(
      () => {
        expect([made().length >= batches, chain.now().outbox.waiting]).toEqual([true, 0])
        expect(missing(made(), posted())).toEqual([])
      },
      { timeout: 90_000, interval: 500 },
    )
  return { settlement, chain, wallet, ledger, troubles, told, made, posted, epoch, atRest, stop: teardown.run }
}

/** What is in only one of two lists, or twice in the second. */
function missing(made: readonly unknown[], posted: readonly unknown[]): unknown[] {
  const [first, second] = [made.map(String), posted.map(String)]
  return [
    ...first.filter((one) => second.filter((other) => other === one).length !== 1),
    ...second.filter((one) => !first.includes(one)),
  ]
}

/** Data folder of a site with all batches on its chain, and a key that was changed; `earlier/` is its chain of before. */
const base = { dataDir: '', made: [] as unknown[], key: '' as string | null }
beforeAll(async () => {
  base.dataDir = dataFolder()
  const first = engine(base.dataDir)
  await first.atRest(5)
  await first.stop()
  cpSync(join(base.dataDir, 'practice'), join(base.dataDir, 'earlier'), { recursive: true })
  const second = engine(base.dataDir)
  const fromQuarter = quarterOf(systemClock.now()) + 9
  const asked = { passphrase: 'practice only, worth nothing', fromQuarter, isOldLost: true, reason: 'a disk is gone' }
  await second.wallet.rotateController(person, asked)
  second.wallet.goWithoutBackup(person, 'controller', 'a test')
  const act = { contract: 'NodeRegistry', method: 'changeRoles', args: ['9'], author: 'Anna', reason: 'a try' } as const
  second.ledger.submit({ ...act, key: 'roles', words: 'Other roles' })
  await second.atRest(5)
  Object.assign(base, { made: second.made(), key: second.wallet.now().controller.address })
  await second.stop()
}, 240_000)
afterAll(() => rmSync(base.dataDir, { recursive: true }))

/** A copy of that folder without some of its parts. */
function copyWithout(...gone: string[]): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'practice-'))
  closers.push(() => rmSync(dataDir, { recursive: true }))
  cpSync(base.dataDir, dataDir, { recursive: true })
  for (const name of readdirSync(dataDir).filter((one) => gone.some((part) => one.startsWith(part))))
    rmSync(join(dataDir, name), { recursive: true })
  return dataDir
}

const verified = ({ settlement }: ReturnType<typeof engine>, sequence: number) =>
  new Set(
    verifyText(Buffer.from(settlement.exportBatch(sequence).base64, 'base64').toString()).map(({ result }) => result),
  )

test('the chain is deleted and site.db stays: keys in all epochs and every batch go to the new one, once', async () => {
  const again = engine(copyWithout('practice'))
  await expect.poll(() => again.told.join(), { timeout: 60_000 }).toContain('PracticeChainBegunAnew')
  await again.atRest(5)
  expect(again.made().slice(0, base.made.length)).toEqual(base.made)
  expect([await again.epoch(), again.wallet.now().controller.address]).toEqual([2, base.key])
  expect(again.chain.now().words).toContain('Begun anew')
  expect(again.troubles()).toEqual([])
  expect(verified(again, 1)).toEqual(new Set(['right']))
}, 240_000)

test('an older chain is put back: what it lacks goes out again with the same bytes', async () => {
  const dataDir = copyWithout('practice')
  cpSync(join(dataDir, 'earlier'), join(dataDir, 'practice'), { recursive: true })
  const again = engine(dataDir)
  await expect.poll(() => again.told.join(), { timeout: 60_000 }).toContain('Put back to block')
  await again.atRest(5)
  const row = again.chain.outbox(99).find(({ intent }) => intent.words === 'Other roles')
  expect([row?.state, row?.attempts.length, await again.epoch()]).toEqual(['final', 1, 2])
  expect(again.troubles()).toEqual([])
}, 240_000)

test.each([
  { what: 'site.db is deleted and the chain stays', gone: ['site.db'], hadChain: true },
  { what: 'both are deleted', gone: ['site.db', 'practice'], hadChain: false },
])(
  '$what: another key and another chain, and what was before is put aside',
  async ({ gone, hadChain }) => {
    const dataDir = copyWithout(...gone)
    const again = engine(dataDir)
    expect(again.told.join()).toContain('PracticeSiteBegunAnew')
    await expect.poll(() => again.ledger.now().state, { timeout: 60_000 }).toBe('sure')
    const lane = async () => again.ledger.read({ contract: 'DeliverySettlement', method: 'laneOf', args: ['1'] })
    expect(await lane()).toMatchObject({ sequence: '0', coveredTo: String(quarterOf(systemClock.now()) + 1) })
    expect(again.wallet.now().controller.address).not.toBe(base.key)
    expect([again.settlement.now().statements, again.troubles()]).toEqual([0, []])
    const aside = readdirSync(join(dataDir, 'keys')).find((name) => name.startsWith('before-'))
    expect(readdirSync(join(dataDir, 'keys', aside ?? ''))).toEqual(
      expect.arrayContaining(['controller-1.json', 'signed.txt', 'first-quarter.txt']),
    )
    expect(readdirSync(dataDir).some((name) => name.startsWith('practice.before-'))).toBe(hadChain)
    expect(existsSync(join(dataDir, 'practice'))).toBe(true)
    await again.stop()
  },
  240_000,
)
