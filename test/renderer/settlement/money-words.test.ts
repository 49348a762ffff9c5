import { expect, test } from 'vitest'
import type { MoneyKind, MoneyRow, SpanMoney } from '../../../domain/rpc/settlement/money.ts'
import { moneyKinds } from '../../../domain/rpc/settlement/money.ts'
import { moneySearch, rowSearch } from '../../../renderer/views/settlement/search.ts'
import {
  eurWords,
  netBefore,
  netOf,
  rowWords,
  statementRows,
} from '../../../renderer/views/settlement/today/money-words.ts'

const row = (given: Partial<MoneyRow>): MoneyRow => ({
  kind: 'sold',
  eur: 34,
  energyWh: 604_000,
  averageEurPerMWh: 55.86,
  quarters: 4,
  source: 'grid meter',
  missing: null,
  ...given,
})
const byKind = <V>(of: (kind: MoneyKind) => V[]) =>
  Object.fromEntries(moneyKinds.map((kind) => [kind, of(kind)])) as Record<MoneyKind, V[]>
const money: SpanMoney = {
  from: 0,
  until: 3 * 900_000,
  rows: [],
  quarters: {
    quarter: [100, 101, 102],
    eur: byKind((kind) => (kind === 'sold' ? [1, null, 3] : kind === 'bought' ? [-10, -20, -30] : [null, null, null])),
    energyWh: byKind((kind) => (kind === 'sold' ? [10, null, 30] : [null, null, null])),
  },
}

test.each([
  [null, '', 'not known'],
  [-4_391.2, 'paid', '4,391'],
  [124, '', '124'],
  [-0.2, '', '0'],
] as const)('%s in words', (eur, word, number) => {
  expect(eurWords(eur)).toEqual({ word, number })
})

test.each([
  [row({}), '604\u00A0kWh at 55.86\u00A0€/MWh'],
  [row({ eur: null, missing: 'no price is known for this quarter' }), 'no price is known for this quarter'],
  [
    row({ kind: 'instructions', eur: 0, quarters: 0, energyWh: null, averageEurPerMWh: null }),
    'none ended in this time',
  ],
  [row({ kind: 'capacity', eur: 0, energyWh: null, averageEurPerMWh: null }), 'no service is promised'],
])('the second line of a kind: %#', (given, words) => {
  expect(rowWords(given)).toBe(words)
})

test('what is not known is not in the net, and nothing known is not known', () => {
  expect(netOf([{ eur: 5 }, { eur: null }, { eur: -8 }])).toBe(-3)
  expect(netOf([{ eur: null }])).toBeNull()
})

test('money is told apart by the first quarter that is in no batch', () => {
  expect(netBefore(money, 102)).toEqual({ before: -29, after: -27 })
})

test('statements of a kind come newest first, those without a figure too', () => {
  expect(statementRows(money, 'sold').map(({ quarter, eur }) => [quarter, eur])).toEqual([
    [102, 3],
    [101, null],
    [100, 1],
  ])
  expect(statementRows(undefined, 'sold')).toEqual([])
})

test('addresses keep what they know and drop the rest', () => {
  expect(moneySearch({ span: 'month', kind: 'sold', batch: '4', quarter: 9, asset: 'grid', x: 1 })).toEqual({
    span: 'month',
    kind: 'sold',
    batch: 4,
    quarter: 9,
    asset: 'grid',
  })
  expect(moneySearch({ span: 'year', kind: 'gold', batch: -1, quarter: 'x' })).toEqual({})
  expect(rowSearch({ id: 14 })).toEqual({ id: '14' })
})
