import { expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { verifyText } from '../../../../main/verify/documents.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { known, openTestRetail } from '../open-retail.ts'
import { consumer, street } from '../street.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }

/** Bills of March, whose clocks change, by day and night; one is paid in part. */
async function documents() {
  const clock = createVirtualClock(Date.UTC(2026, 3, 3, 10))
  const people = [
    { ...consumer('anna', 'family', 4_000), plan: 2 },
    consumer('bo', 'single', 1_500),
    consumer('cy', 'shop', 9_000),
  ]
  const { retail } = openTestRetail({ config: street({ consumers: people }), clock })
  const { checkId } = await retail.previewRun({ from: '2026-03-01', to: '2026-04-01', corrects: 0 })
  await retail.issueRun(ada, checkId, 'March')
  const rows = 'date,amount,payer,reference,bank reference\n2026-04-02,31.41,Anna,PC-0001-0001,b-1\n'
  const file = { name: 'bank.csv', base64: Buffer.from(rows).toString('base64') }
  retail.applyPayments(ada, known(retail.checkPayments(file).checkId), 'from the bank')
  const [bill] = retail.bills('anna', 1)
  return {
    bill: text(retail.exportBill(known(bill).id).base64),
    consumer: text(retail.exportConsumer('anna', 'json').base64),
  }
}

function text(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}

const isRight = (text: string) => verifyText(text).every(({ result }) => result !== 'wrong')

test('fault 73: a bill and everything of a consumer verify from the file alone, and a flipped bit anywhere does not', async () => {
  const made = await documents()
  for (const text of Object.values(made)) {
    expect(isRight(text)).toBe(true)
    const bytes = Buffer.from(text)
    for (let at = 3; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 7))
      expect(isRight(flipped.toString('utf8')), `byte ${at}: ${text.slice(at - 20, at + 20)}`).toBe(false)
    }
  }
})

test.each<[string, (bill: Record<string, unknown>) => void, string]>([
  ['a price', (bill) => void (known((bill['lines'] as { amount: string }[])[0]).amount = '1'), 'lines'],
  ['a share', (bill) => void (bill['shares'] = ['1', '0', '0']), 'shares'],
  ['the total', (bill) => void (bill['total'] = '1'), 'sum'],
  ['a due day', (bill) => void (bill['dueAt'] = 0), 'root'],
])('who changes %s and makes the check anew is found out', async (_, change, what) => {
  const { contentHashOf } = await import('../../../../main/retail/verify/reader.ts')
  const document = JSON.parse((await documents()).bill) as { bill: Record<string, unknown>; check: string }
  change(document.bill)
  document.check = contentHashOf(document)
  const wrong = verifyText(JSON.stringify(document)).filter(({ result }) => result === 'wrong')
  expect(wrong.map((finding) => finding.what)).toContain(what)
})
