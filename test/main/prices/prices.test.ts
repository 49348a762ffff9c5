import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { pricesConfig } from '../../../domain/dispatch/price-settings.ts'
import { silentLog } from '../../../domain/log.ts'
import { systemClock } from '../../../main/clock.ts'
import { openDb } from '../../../main/historian/db.ts'
import { createPriceTable } from '../../../main/historian/prices.ts'
import { createPriceBook } from '../../../main/prices/prices.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const quarter = 900_000
const now = Math.floor(Date.parse('2026-03-02T10:05:00Z'))
const quarterNow = Date.parse('2026-03-02T10:00:00Z')

/** A real price service on a free port that answers what it is told to, and notes what it was asked. */
async function startService() {
  const service = { body: '', status: 200, asked: [] as { url: string; secret: string | undefined }[], url: '' }
  const server = createServer((request, response) => {
    service.asked.push({ url: request.url ?? '', secret: request.headers.authorization })
    response.writeHead(service.status, service.status === 302 ? { location: 'http://127.0.0.1:9/' } : {})
    response.end(service.body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  closers.push(() => new Promise((closed) => server.close(closed)))
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prices?from={from}&until={until}`
  return service
}

/** Hourly prices from the present hour on, as a market's service writes them. */
function answer(prices: readonly number[], from = quarterNow): string {
  return JSON.stringify({
    data: prices.map((eur, i) => ({ start: new Date(from + i * 4 * quarter).toISOString(), eur })),
  })
}

function setUp(energy: object, more: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'prices-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  let at = now
  const clock = { ...systemClock, now: () => at, every: () => () => {} }
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  closers.push(() => db.close())
  const parsed = pricesConfig.parse({ energy, ...more })
  if (!parsed.energy) throw new Error('a source of energy prices')
  const config = { ...parsed, energy: parsed.energy }
  const open = () => {
    const book = createPriceBook({
      config,
      siteZone: 'Europe/Berlin',
      folder,
      dataDir: folder,
      table: createPriceTable({ db }),
      clock,
      log: silentLog,
    })
    book.start()
    closers.push(book.stop)
    return book
  }
  return { folder, open, setNow: (instant: number) => void (at = instant) }
}

const mapping = { items: 'data', at: 'start', value: 'eur', unit: 'EUR/MWh' }

test('prices of a service are known by quarter, with fees, negative ones too', async () => {
  const service = await startService()
  service.body = answer([40, -12])
  const { open } = setUp({ url: service.url, ...mapping }, { importFeeEurPerMWh: 30, exportFeeEurPerMWh: 2 })
  const book = open()
  await vi.waitFor(() => expect(book.now().state).toBe('good'))
  const { edges, importEurPerMWh, exportEurPerMWh, knownUntil } = book.now()
  expect(edges[0]).toBe(quarterNow)
  expect(importEurPerMWh).toEqual([70, 70, 70, 70, 18, 18, 18, 18])
  expect(exportEurPerMWh).toEqual([38, 38, 38, 38, -14, -14, -14, -14])
  expect(knownUntil).toBe(quarterNow + 8 * quarter)
  expect(book.conditions()).toEqual([])
  expect(service.asked[0]?.url).toBe('/prices?from=2026-03-01&until=2026-03-04')
})

test('the secret goes into the header and into no text', async () => {
  const service = await startService()
  service.status = 403
  const { folder, open } = setUp({ url: service.url, ...mapping, secret: 'file:market' })
  mkdirSync(join(folder, 'secrets'))
  writeFileSync(join(folder, 'secrets', 'market'), 'Bearer hidden-word\n')
  const book = open()
  await vi.waitFor(() => expect(book.conditions().map((it) => it.code)).toContain('prices.unreachable.energy'))
  expect(service.asked[0]?.secret).toBe('Bearer hidden-word')
  expect(JSON.stringify(book.conditions())).not.toContain('hidden-word')
  expect(book.now().state).toBe('missing')
})

test('a restart without the internet keeps what is known, until it ends', async () => {
  const service = await startService()
  service.body = answer([40, 50])
  const { open, setNow } = setUp({ url: service.url, ...mapping })
  const first = open()
  await vi.waitFor(() => expect(first.now().state).toBe('good'))
  await first.stop()
  service.status = 500
  const second = open()
  await vi.waitFor(() => expect(second.conditions().map((it) => it.code)).toEqual(['prices.unreachable.energy']))
  expect(second.now()).toMatchObject({ state: 'good', knownUntil: quarterNow + 8 * quarter })
  setNow(now + 9 * quarter)
  expect(second.now()).toMatchObject({ state: 'stale', knownUntil: null, importEurPerMWh: [] })
  expect(second.conditions().map((it) => it.code)).toContain('prices.stale')
})

test('fault 63: prices a hundred times the usual are refused, and the former ones stay', async () => {
  const service = await startService()
  const usual = Array.from({ length: 30 }, (_, i) => 30 + (i % 24))
  service.body = answer(usual, quarterNow - 24 * 4 * quarter)
  const { open } = setUp({ url: service.url, ...mapping })
  const first = open()
  await vi.waitFor(() => expect(first.now().state).toBe('good'))
  await first.stop()
  service.body = answer(usual.map((price) => price * 100))
  const second = open()
  await vi.waitFor(() => expect(second.now().state).toBe('implausible'))
  expect(second.now().detail).toMatch(/another unit/)
  expect(second.priceAt(now)).toBe(30)
  expect(second.conditions()).toMatchObject([{ code: 'prices.implausible', priority: 2 }])
})

test.each([
  ['beyond the market', answer([20, 99_999]), 'implausible', /99999 EUR\/MWh is outside/],
  ['not JSON', '<html>', 'missing', /not JSON/],
  ['another shape', '{"rows":[]}', 'missing', /no list at "data"/],
  ['text for a number', '{"data":[{"start":"2026-03-02T10:00Z","eur":"dear"}]}', 'missing', /no number at "eur"/],
  ['infinity', '{"data":[{"start":"2026-03-02T10:00Z","eur":1e999}]}', 'missing', /no number at "eur"/],
  ['no instant', '{"data":[{"start":"soon","eur":1}]}', 'missing', /no instant at "start"/],
  ['an inherited name', '{"data":[{"eur":1}]}', 'missing', /no instant/],
])('fault 63: an answer that is hostile or absurd is refused: %s', async (_name, body, state, words) => {
  const service = await startService()
  service.body = body
  const book = setUp({ url: service.url, ...mapping }).open()
  await vi.waitFor(() => expect(book.now().detail).toMatch(words))
  expect(book.now()).toMatchObject({ state, importEurPerMWh: [] })
  expect(book.conditions()[0]?.text).toMatch(words)
})

test('an answer without end, and a redirect, are not followed', async () => {
  const service = await startService()
  service.body = ' '.repeat(4_100_000)
  const { open } = setUp({ url: service.url, ...mapping })
  const book = open()
  await vi.waitFor(() => expect(book.now().detail).toMatch(/larger than 4 MB/))
  await book.stop()
  service.status = 302
  const next = open()
  await vi.waitFor(() => expect(next.now().detail).toMatch(/redirect, which is not followed/))
})

test('a CSV file on the clock of the site, in cents, over the night when the clock is put back', async () => {
  const { folder, open, setNow } = setUp({ csv: 'p.csv', at: 'time', value: 'ct', unit: 'ct/kWh' })
  const rows = ['2026-10-25 01:00,1', '2026-10-25 02:00,2', '2026-10-25 02:00,3', '2026-10-25 03:00,']
  writeFileSync(join(folder, 'p.csv'), `time,ct\n${rows.join('\n')}\n`)
  setNow(Date.parse('2026-10-24T23:00:00Z'))
  const book = open()
  await vi.waitFor(() => expect(book.now().state).toBe('good'))
  expect(book.now().importEurPerMWh).toEqual([10, 10, 10, 10, 20, 20, 20, 20, 30, 30, 30, 30])
})

test('hashprice: fixed, from a file, and unknown when old', async () => {
  const { folder, open, setNow } = setUp(
    { csv: 'p.csv', at: 'time', value: 'eur' },
    {
      hashprice: {
        scrypt: { eurPerTHPerDay: 31 },
        sha256: { csv: 'h.csv', at: 'day', value: 'v', unit: 'EUR/PH/day', stepMinutes: 1_440 },
      },
    },
  )
  writeFileSync(join(folder, 'p.csv'), 'time,eur\n2026-03-02T10:00Z,5\n')
  writeFileSync(join(folder, 'h.csv'), 'day,v\n2026-03-01T00:00Z,52\n2026-03-02T00:00Z,50\n')
  const book = open()
  await vi.waitFor(() => expect(book.hashpriceEurPerTHPerDay('sha256')).toBeCloseTo(0.05))
  expect(book.hashpriceEurPerTHPerDay('scrypt')).toBe(31)
  expect(book.hashpriceEurPerTHPerDay('ethash')).toBeNull()
  setNow(now + 9 * 86_400_000)
  expect(book.hashpriceEurPerTHPerDay('sha256')).toBeNull()
})
