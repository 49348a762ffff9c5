import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { systemClock } from '../../../main/clock.ts'
import { serveWeb } from '../../../main/serve/web/web-socket.ts'
import { serveFakeSite } from '../serve/fake-site.ts'
import { anna, fakeChain, stations } from '../settlement/bundles/stick.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const all = stations()
const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
  all.close()
})

function stick(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stick-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  return folder
}

/** The command against the engine of a station. */
async function engineOf({ desk }: Awaited<ReturnType<typeof all.station>>) {
  desk.watch.look()
  const served = serveFakeSite({ bundles: desk })
  const { connect } = served.channel
  const web = await serveWeb({ connect, port: 0, pageDir: root, clock: systemClock, log: silentLog })
  closers.push(async () => {
    served.stop()
    await web.stop()
  })
  return (...args: string[]) => cli(...args, '--link', web.link(anna))
}

function cli(...args: string[]) {
  const child = spawn(process.execPath, ['main/stick/cli.ts', ...args], { cwd: root })
  const output = { out: '', err: '' }
  child.stdout.on('data', (data: Buffer) => (output.out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output.err += data.toString()))
  return new Promise<typeof output & { code: number | null }>((resolve) =>
    child.once('close', (code) => resolve({ ...output, code })),
  )
}

test('what waits goes out as files, is looked at, taken, and its receipt comes back', async () => {
  const silent = await all.station({ number: 7, days: 3 })
  const chain = fakeChain(silent.address)
  chain.lane.coveredTo = silent.from
  const linked = await all.station({ number: 8, ledger: chain.ledger })
  const [at7, at8] = [await engineOf(silent), await engineOf(linked)]
  const folder = stick()
  expect((await at7('status')).out).toContain('3 batches are not final')
  expect(await at7('export', '--out', folder, '--json')).toMatchObject({ code: 0 })
  expect(readdirSync(folder)).toEqual(['7-1.pcb'])
  const file = join(folder, '7-1.pcb')
  const looked = await at8('import', file)
  expect(looked).toMatchObject({ code: 0 })
  expect(looked.out).toMatch(/the key that the chain knows.*\n( {2}new +Batch \d of site 7.*\n){3}/)
  expect(chain.acts).toEqual([])
  expect((await at8('import', file, '--reason', 'weekly round')).out.match(/ {2}taken /g)).toHaveLength(3)
  expect(chain.acts).toHaveLength(3)
  for (const { header, digest } of silent.batches.list(9))
    chain.events.push({
      contract: 'DeliverySettlement',
      name: 'BatchPosted',
      args: { site: '7', sequence: String(header.sequence), digest },
      block: 40,
      blockAt: 40_000,
      logIndex: 0,
      transaction: digest,
      isFinal: true,
    })
  expect(await at8('receipt', '--site', '7', '--out', folder)).toMatchObject({ code: 0 })
  expect((await at7('import', join(folder, '8-1.pcb'), '--reason', 'weekly round')).out).toContain(
    'is final in block 40',
  )
  expect((await at7('status')).out).toContain('no batch waits')
  expect((await at7('export', '--out', folder)).out).toContain('nothing was written')
})

test('refusals are told by entry and by code, and nothing is written over', async () => {
  const silent = await all.station({ number: 7, days: 1 })
  const [at7, at8] = [await engineOf(silent), await engineOf(await all.station({ number: 8 }))]
  const folder = stick()
  await at7('export', '--out', folder)
  const refused = await at8('import', join(folder, '7-1.pcb'))
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('refused') })
  writeFileSync(join(folder, 'letter.txt'), 'Dear station')
  expect(await at8('import', join(folder, 'letter.txt'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('The bundle is refused: it is no packed text'),
  })
  writeFileSync(join(folder, '7-2.pcb'), 'already there')
  expect(await at7('export', '--out', folder)).toMatchObject({ code: 1, err: expect.stringContaining('EEXIST') })
})

test.each([
  [['export', '--out', '/nowhere'], '--out: a folder that is there'],
  [['export', '--out', '.', '--from', '2026-03-01'], '--from and --to'],
  [['import'], 'import: name a file'],
  [['burn'], 'a command: status, export, import or receipt'],
])('%j is explained', async (args, words) => {
  expect(await cli(...args, '--link', 'http://127.0.0.1:1/?token=x')).toMatchObject({
    code: 2,
    err: expect.stringContaining(words),
  })
})

test('an engine that is not there is said to be so', async () => {
  const { code, err } = await cli('status', '--link', 'http://127.0.0.1:1/?token=x')
  expect(code).toBe(1)
  expect(err).toContain('No engine answers at 127.0.0.1:1')
})
