import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AgreementTerms, Exemption } from '../../../../domain/settlement/agreement.ts'
import { rewardOf } from '../../../../domain/settlement/reward.ts'
import { constantSchedule } from '../../../../domain/settlement/schedule.ts'
import type { LineRow, Statement } from '../../../../domain/settlement/statement.ts'
import { type Counted, countQuarters, lineOf, type Pool } from '../../../../main/settlement/agreements/quantities.ts'
import { figuresOf } from '../../../../main/settlement/verify/agreement-figures.ts'
import { exampleTerms, powec } from '../../../domain/settlement/example-terms.ts'

const point = `0x${'a'.repeat(64)}`
const noProofs = `0x${'0'.repeat(64)}`
const { accumulateFrom: from, supplyTo } = exampleTerms
const codes = { import: 1, export: 2, absorbed: 3, injected: 4 }

const counted = (terms: AgreementTerms, exempt: Record<number, Exemption> = {}): Counted => ({
  terms,
  schedule: constantSchedule(terms),
  exempt: new Map(Object.entries(exempt).map(([quarter, why]) => [Number(quarter), why])),
  meterPoints: [point],
})

/** Meters that show by quarter what is given, absorbed before the supply and injected in it. */
const meters =
  (wh: (quarter: number, register: string) => number): Pool =>
  (_, register, quarter) => ({ wh: wh(quarter, register), estimatedWh: 0 })

const bySchedule = meters((quarter, register) => {
  const { takenWh, returnedWh } = constantSchedule(exampleTerms)(quarter)
  return register === 'absorbed' ? takenWh : returnedWh
})

function line(all: Counted[], pool: Pool, upTo = supplyTo, { terms } = all[0] ?? counted(exampleTerms)) {
  return lineOf(terms, countQuarters(all, { from, upTo }, pool).get(terms.agreement) ?? [], upTo, noProofs)
}

test('example 1 counted from the meters: reserved, held and returned as in the specification', () => {
  const found = line([counted(exampleTerms)], bySchedule)
  expect(found).toMatchObject({ reservedWhQ: '20000000', storedWhQ: '16140000', returnedWh: 460_000, isFinal: true })
  expect(found).toMatchObject({ shortWh: 0, deviationWh: 0, unusedWh: 0 })
  expect(rewardOf(exampleTerms, found)).toBe(powec('1520.35'))
  expect(line([counted(exampleTerms)], bySchedule, from + 20)).toMatchObject({
    reservedWhQ: '10000000',
    storedWhQ: '7750000',
    isFinal: false,
    shortWh: 0,
  })
})

const oneQuarterOff = (wh: number) =>
  meters((quarter, register) => {
    if (quarter === exampleTerms.supplyFrom && register === 'injected') return wh
    return bySchedule([point], register as 'absorbed', quarter).wh
  })

test.each<{ what: string; wh: number; exempt: Record<number, Exemption>; expected: object }>([
  { what: 'within the band', wh: 55_000, exempt: {}, expected: { deviationWh: 0, unusedWh: 0 } },
  { what: 'beyond it, the storage pays', wh: 50_000, exempt: {}, expected: { deviationWh: 4_625, unusedWh: 0 } },
  {
    what: 'by order of the grid, nobody pays',
    wh: 50_000,
    exempt: { [exampleTerms.supplyFrom]: 'gridEmergency' },
    expected: { deviationWh: 0, unusedWh: 0 },
  },
  {
    what: 'not taken by the payer, he pays',
    wh: 50_000,
    exempt: { [exampleTerms.supplyFrom]: 'notBrought' },
    expected: { deviationWh: 0, unusedWh: 4_625 },
  },
  { what: 'more than agreed is the own business', wh: 90_000, exempt: {}, expected: { returnedWh: 460_000 } },
])('a quarter $what', ({ wh, exempt, expected }) => {
  expect(line([counted(exampleTerms, exempt)], oneQuarterOff(wh))).toMatchObject(expected)
})

test('two agreements share a battery by what was agreed, the odd Wh to the lower number', () => {
  const second = { ...exampleTerms, agreement: '2', volumeWh: 250_000 }
  const scarce = meters((quarter, register) => (quarter === from && register === 'absorbed' ? 50_000 : 0))
  const quarters = countQuarters([counted(exampleTerms), counted(second)], { from, upTo: from + 1 }, scarce)
  expect(quarters.get('1')?.[0]?.takenWh).toBe(33_334)
  expect(quarters.get('2')?.[0]?.takenWh).toBe(16_666)
})

const lineRow = (register: number, quantity: number, quality: number): LineRow => ({
  meterPoint: point,
  register,
  unit: 1,
  quality,
  source: 1,
  agreement: '0',
  meterEpoch: 1,
  quantity,
  closing: 0,
  salt: `0x${'0'.repeat(32)}`,
})

test('what the producer counts, the verifier finds anew, whatever was metered', () => {
  const energies = fc.array(fc.tuple(fc.nat(150_000), fc.nat(150_000), fc.integer({ min: 1, max: 4 })), {
    minLength: 60,
    maxLength: 60,
  })
  const kinds = fc.constantFrom('storage', 'utilization', 'supply')
  const some = fc.array(
    fc.record({ kind: kinds, volumeWh: fc.integer({ min: 10_000, max: 900_000 }), shift: fc.nat(9) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(some, energies, fc.nat(60), (agreements, values, length) => {
      const all = agreements.map(({ kind, volumeWh, shift }, i) => {
        const { accumulateFrom, accumulateTo, supplyFrom } = exampleTerms
        const moved = {
          accumulateFrom: accumulateFrom + shift,
          accumulateTo: accumulateTo + shift,
          supplyFrom,
          supplyTo,
        }
        return { ...exampleTerms, ...moved, kind: kind as 'storage', volumeWh, agreement: `${i + 1}` }
      })
      const first = Math.min(...all.map(({ accumulateFrom }) => accumulateFrom))
      const upTo = first + 1 + length
      const rowsOf = (quarter: number) => {
        const [absorbed = 0, injected = 0, quality = 1] = values[quarter - from] ?? []
        return [lineRow(3, absorbed, quality), lineRow(4, injected, quality)]
      }
      const pool: Pool = (_, register, quarter) => {
        const row = rowsOf(quarter).find((one) => one.register === codes[register])
        const wh = row?.quantity ?? 0
        return { wh, estimatedWh: row?.quality === 1 || row?.quality === 3 ? 0 : wh }
      }
      const quarters = countQuarters(
        all.map((terms) => counted(terms)),
        { from: first, upTo },
        pool,
      )
      const lines = all.map((terms) => lineOf(terms, quarters.get(terms.agreement) ?? [], upTo, noProofs))
      const statements = Array.from({ length: upTo - first }, (_, i) => ({
        quarter: first + i,
        lines: rowsOf(first + i),
      }))
      const given = all.map((terms, i) => ({
        terms,
        schedule: null,
        meterPoints: [point],
        proofs: [],
        line: lines[i] ?? null,
      }))
      const found = figuresOf(given, statements as unknown as Statement[], upTo)
      for (const { proofsRoot: _, ...stated } of lines) expect(found.get(stated.agreement)).toEqual(stated)
    }),
  )
})
