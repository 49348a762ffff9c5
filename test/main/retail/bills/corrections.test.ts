import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import type { Interval } from '../../../../domain/metering/meter.ts'
import { sumOf } from '../../../../main/retail/money/split.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { known, openTestRetail } from '../open-retail.ts'
import { consumer, street } from '../street.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const bo: Person = { name: 'Bo', role: 'engineer' }

/** A consumer whose meter is one of the site's; what it measured can change. */
function open() {
  const clock = createVirtualClock(Date.UTC(2026, 2, 3, 10))
  const meter = { wh: 250 }
  const supply = { from: 'metering', asset: 'load-1', register: 'absorbed' }
  const config = street({ consumers: [{ ...consumer('anna', 'family', 1), supply }] })
  const intervalsOf = (_: unknown, from: number, to: number): Interval[] =>
    Array.from({ length: to - from }, (__, i) => ({
      pointId: 'load-1',
      register: 'absorbed',
      quarter: from + i,
      revision: 0,
      wh: meter.wh,
      quality: 'measured',
      method: 'registers',
      epoch: 1,
      closingWh: null,
    }))
  const { retail } = openTestRetail({ config, clock, needs: { intervalsOf } })
  const run = async (corrects: number) => {
    const preview = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects })
    return { preview, issue: () => retail.issueRun(ada, preview.checkId, 'a test') }
  }
  let number = 0
  const pay = (cents: bigint, reference: string) => {
    const amount = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
    const rows = `date,amount,payer,reference,bank reference\n2026-03-02,${amount},Anna,${reference},b-${++number}\n`
    const { checkId } = retail.checkPayments({ name: 'b.csv', base64: Buffer.from(rows).toString('base64') })
    retail.applyPayments(ada, known(checkId), 'from the bank')
  }
  return { retail, meter, run, pay }
}

test('a better value takes the old bill back by its stored shares, and what was paid moves to the new one', async () => {
  const { retail, meter, run, pay } = open()
  await (await run(0)).issue()
  const [first] = retail.bills('anna', 1)
  const total = BigInt(known(first).total)
  pay(total, 'PC-0001-0001')
  expect((await run(1)).preview.bills).toEqual([])
  meter.wh = 200
  const { preview, issue } = await run(1)
  expect(preview.bills).toMatchObject([{ before: `${total}` }])
  expect(await issue()).toMatchObject({ run: 2, corrects: 1, count: 1 })
  const [second, reversal] = retail.bills('anna', 3)
  expect(reversal).toMatchObject({ total: `-${total}`, outstanding: '0', state: 'corrected' })
  expect(retail.bill(known(first).id)).toMatchObject({ state: 'corrected', outstanding: '0' })
  expect(second).toMatchObject({ state: 'paid', outstanding: '0' })
  expect(retail.consumers()[0]).toMatchObject({
    advance: `${total - BigInt(known(second).total)}`,
    billed: known(second).total,
  })
  const kinds = retail.bill(known(second).id).allocations.map(({ kind }) => kind)
  expect(kinds).toEqual(['moved'])
})

test('arrears = bills - payments + corrections, and every share ends where its bill ends, whatever happens in which order', async () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('pay' as const), cents: fc.bigInt({ min: 1n, max: 9_000n }) }),
    fc.record({ kind: fc.constant('correct' as const), wh: fc.integer({ min: 1, max: 400 }) }),
    fc.record({ kind: fc.constant('writeOff' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 7 }), async (acts) => {
      const { retail, meter, run, pay } = open()
      await (await run(0)).issue()
      let paid = 0n
      for (const one of acts) {
        const [newest] = retail.bills('anna', 1)
        if (one.kind === 'pay') {
          paid += one.cents
          pay(one.cents, `for ${known(newest).number}`)
        } else if (one.kind === 'correct') {
          meter.wh = one.wh
          const { preview, issue } = await run(known(newest).run)
          if (preview.bills.length > 0) await issue()
        } else if (BigInt(known(newest).outstanding) > 0n)
          retail.approve(bo, retail.writeOff(ada, known(newest).id, 'a test').n)
      }
      const bills = retail.bills('anna', 100).map(({ id }) => retail.bill(id))
      const [row] = retail.consumers()
      const givenUp = all(
        bills
          .filter(({ state }) => state !== 'corrected')
          .flatMap(({ allocations }) =>
            allocations.filter(({ kind }) => kind === 'writeOff').map(({ amount }) => amount),
          ),
      )
      const outstanding = all(bills.map((bill) => bill.outstanding))
      expect(outstanding).toBe(all(bills.map((bill) => bill.total)) - (paid - BigInt(known(row).advance)) - givenUp)
      for (const bill of bills) {
        expect(all(bill.lacking)).toBe(BigInt(bill.outstanding))
        expect(bill.lacking.every((left) => BigInt(left) >= 0n)).toBe(true)
      }
    }),
    { numRuns: 20 },
  )
})

function all(amounts: readonly string[]): bigint {
  return sumOf(amounts.map(BigInt))
}
