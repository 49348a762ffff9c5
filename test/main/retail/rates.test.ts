import { describe, expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { askRate } from '../../../main/retail/rates/ask-rate.ts'
import { unitsPerMinorOf } from '../../../main/retail/rates/rates.ts'
import { readXml } from '../../../main/retail/payments/xml-gate.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { known, openTestRetail } from './open-retail.ts'
import { street } from './street.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const bo: Person = { name: 'Bo', role: 'engineer' }
const hourMs = 3_600_000

function open() {
  const clock = createVirtualClock(Date.UTC(2026, 2, 3, 10))
  const { retail } = openTestRetail({ config: street(), clock })
  const fix = (minorPerToken: string, at = clock.now()) =>
    retail.fixRate(ada, { minorPerToken, source: 'an exchange', at })
  return { clock, retail, fix }
}

describe('A39: a rate that is old or jumps', () => {
  test('is used for 24 hours and not longer', () => {
    const { clock, retail, fix } = open()
    expect(fix('4.25')).toMatchObject({ state: 'fresh' })
    clock.advance(24 * hourMs)
    expect(retail.rates()).toMatchObject({ state: 'fresh' })
    clock.advance(1)
    expect(retail.rates()).toMatchObject({ state: 'stale' })
  })

  test('of more than a fifth waits for a second person; small steps one after another are no way around', () => {
    const { clock, retail, fix } = open()
    fix('5')
    clock.advance(hourMs)
    expect(fix('4.3').rates).toHaveLength(2)
    clock.advance(hourMs)
    expect(fix('3.8').rates).toHaveLength(2)
    const [proposal] = retail.proposals()
    expect(proposal).toMatchObject({ kind: 'rate', approvedBy: null })
    expect(() => retail.approve(ada, known(proposal).n)).toThrow(/second person/)
    retail.approve(bo, known(proposal).n)
    expect(retail.rates().rates[0]).toMatchObject({ minorPerToken: '3.8', person: 'Ada', secondPerson: 'Bo' })
  })

  test('of the future, of the day before yesterday, older than the newest, or 0 is refused', () => {
    const { clock, fix } = open()
    fix('5')
    expect(() => fix('5', clock.now() + 1)).toThrow(/lies ahead/)
    expect(() => fix('5', clock.now() - 25 * hourMs)).toThrow(/24 hours/)
    expect(() => fix('5', clock.now() - 1)).toThrow(/newer/)
    clock.advance(hourMs)
    expect(() => fix('0')).toThrow(/no rate/)
  })
})

test.each([
  ['1', 10n ** 18n],
  ['4', 25n * 10n ** 16n],
  ['3', 333_333_333_333_333_333n],
  ['0.000000000001', 10n ** 30n],
])('%s cents per token are %s units per cent', (price, units) => {
  expect(unitsPerMinorOf(price)).toBe(units)
})

test.each<[string, string, string]>([
  ['a number', '{"data":{"price":0.0425}}', '4.25'],
  ['a text', '{"data":{"price":"1.2"}}', '120'],
])('a rate is asked of an address: %s', async (_, body, cents) => {
  const fetch = () => Promise.resolve(new Response(body))
  expect(await askRate(fetch, { address: 'https://rates.test/', path: 'data.price' })).toBe(cents)
})

test.each<[string, string]>([
  ['no price there', '{"data":{}}'],
  ['a negative one', '{"data":{"price":-1}}'],
  ['no JSON', '<html>'],
  ['too much', `{"data":{"price":"1"},"x":"${'a'.repeat(300_000)}"}`],
])('an address that gives %s is refused in words', async (_, body) => {
  const fetch = () => Promise.resolve(new Response(body))
  await expect(askRate(fetch, { address: 'https://rates.test/', path: 'data.price' })).rejects.toThrow(/rates\.test/)
})

test('an invoice of a company names the rate that could be used when it was issued, in UBL 2.1 and on paper', async () => {
  const { retail, fix } = open()
  fix('4')
  const { checkId } = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects: 0 })
  await retail.issueRun(ada, checkId, 'February')
  const [shop, anna] = retail.bills(undefined, 2)
  const { id, total, lines } = retail.bill(known(shop).id)
  const ubl = Buffer.from((await retail.invoice(id, 'ubl')).base64, 'base64')
  const text = ubl.toString()
  expect(readXml(ubl, new Set())).toMatchObject({ Invoice: { ID: 'PC-0001-0002', InvoiceTypeCode: '380' } })
  expect(text).toContain(`<cbc:PayableAmount currencyID="EUR">${(Number(total) / 100).toFixed(2)}</cbc:PayableAmount>`)
  expect(text.match(/<cac:InvoiceLine>/g)).toHaveLength(lines.filter(({ kind }) => kind !== 'percent').length)
  expect(text).toContain('POWEC at 0.25 POWEC per 0.01 EUR')
  const pdf = Buffer.from((await retail.invoice(id, 'pdf')).base64, 'base64')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  await expect(retail.invoice(known(anna).id, 'pdf')).rejects.toThrow(/no company/)
})
