import { describe, expect, test } from 'vitest'
import { readCamt } from '../../../../main/retail/payments/camt.ts'
import { camt, entry } from './camt-file.ts'

const read = (text: string | Buffer) => readCamt(typeof text === 'string' ? Buffer.from(text) : text, 'EUR')

test('booked credits are payments; debits and what is only pending are not', () => {
  const file = read(
    camt(
      entry({ amount: '60.25', text: 'Bill PC-0001-0001', name: 'Anna &amp; Bo' }),
      entry({ amount: '9.00', direction: 'DBIT' }),
      entry({ amount: '8.00', state: 'PDNG' }),
    ),
  )
  expect(file).toMatchObject({ format: 'CAMT.053', faults: [] })
  expect(file.rows).toEqual([
    {
      row: 1,
      paidOn: '2026-03-02',
      amount: 6_025n,
      payer: 'Anna & Bo',
      reference: 'Bill PC-0001-0001',
      bankReference: 'ref-60.25',
    },
  ])
})

test('a bundle of credits gives each of its parts, which have to add up to it', () => {
  const parts = ['10.00', '20.50'].map(
    (amount, i) =>
      `<TxDtls><Refs><AcctSvcrRef>part-${i}</AcctSvcrRef></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls>` +
      `<RmtInf><Strd><CdtrRefInf><Ref>PC-0001-000${i + 1}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`,
  )
  const both = read(camt(entry({ amount: '30.50', details: parts.join('') })))
  expect(both.rows.map(({ amount, reference, bankReference }) => [amount, reference, bankReference])).toEqual([
    [1_000n, 'PC-0001-0001', 'part-0'],
    [2_050n, 'PC-0001-0002', 'part-1'],
  ])
  expect(read(camt(entry({ amount: '31.00', details: parts.join('') }))).faults).toEqual([
    { row: 1, words: 'its parts do not add up to it' },
  ])
})

test.each([
  ['another currency', entry({ amount: '5.00', currency: 'USD' }), /not in EUR/],
  ['three decimals', entry({ amount: '5.001' }), /two decimals/],
  ['a negative amount', entry({ amount: '-5.00' }), /above 0/],
  ['an amount that is a formula', entry({ amount: '=1+1' }), /above 0/],
  ['no such day', entry({ amount: '5.00', day: '2026-02-30' }), /day of booking/],
  ['a reversal', entry({ amount: '5.00', more: '<RvslInd>true</RvslInd>' }), /person/],
])('%s is a fault with its entry, and nothing of it is guessed', (_, one, words) => {
  const { rows, faults } = read(camt(one))
  expect(rows).toEqual([])
  expect(faults[0]?.words).toMatch(words)
})

describe('A38: hostile files are refused in words, and quickly', () => {
  const laugh = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
  test.each<[string, string | Buffer, RegExp]>([
    [
      'an external entity',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${camt(entry({ amount: '1.00', text: '&x;' }))}`,
      /document type/,
    ],
    ['a billion laughs', `<!DOCTYPE a [<!ENTITY l0 "ha">${laugh}]>${camt()}`, /document type/],
    ['more than 5 MB', Buffer.alloc(5_000_001, 0x20), /larger than/],
    ['a deep nest', `${'<a>'.repeat(30)}${'</a>'.repeat(30)}`, /deep/],
    ['half a million tags', `<a>${'<b/>'.repeat(500_000)}</a>`, /more than 400000 tags/],
    ['tags that are never closed', '<Document><BkToCstmrStmt><Stmt>', /well-formed/],
    ['something else', '<html></html>', /no CAMT.053/],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]), /UTF-8/],
  ])('%s', (_, file, words) => {
    expect(() => read(file)).toThrow(words)
  })

  test('an entity nobody defined stays text, and a name that reaches for prototypes is refused', () => {
    const file = read(camt(entry({ amount: '1.00', text: '&x; &#0;' })))
    expect(file.rows[0]?.reference).toBe('&x;')
    expect(() => read(camt(entry({ amount: '1.00', text: '<__proto__>a</__proto__>' })))).toThrow(/cannot be read/)
  })

  test('control characters and letters that turn the direction of writing do not reach the screen', () => {
    const file = read(camt(entry({ amount: '1.00', text: 'pay &#x202E;00.1&#7; me' })))
    expect(file.rows[0]?.reference).toBe('pay  00.1  me')
  })
})
