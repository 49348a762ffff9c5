import type { BillDocument, ConsumerDocument } from '../../../domain/retail/bill.ts'
import { dayOfQuarter } from '../consumption/local-clock.ts'
import { decimalOf } from './decimal.ts'
import { lineWords, priceWords, quantityWords } from './words.ts'

/** A page that stands by itself: what the document says, to be read, and the document itself inside for whoever verifies it. */
export function consumerPage(document: ConsumerDocument, currency: string): string {
  const { consumer, bills, payments, outstanding, advance, madeAt } = document
  const money = (minor: string) => `${decimalOf(BigInt(minor))} ${currency}`
  // a closing tag inside the JSON would end the element
  const inside = JSON.stringify(document).replaceAll('<', String.raw`\u003c`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${text(consumer.name)}: energy and bills</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 860px; margin: 32px auto; padding: 0 16px; color: #1b1d20; }
table { border-collapse: collapse; width: 100%; margin: 8px 0 20px; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 8px; border-top: 1px solid #d7dade; } th { font-weight: 400; color: #5a6068; border: 0; }
.r { text-align: right; } code { overflow-wrap: anywhere; font-size: 12px; } summary { cursor: pointer; }
</style></head><body>
<h1>${text(consumer.name)}</h1>
<p>Meter point ${text(consumer.meterPointName)}. Made ${new Date(madeAt).toISOString()}.
Still to be paid: <strong>${money(outstanding)}</strong>; paid in advance: <strong>${money(advance)}</strong>.</p>
${bills.map((bill) => billPart(bill, currency)).join('\n')}
<h2>Payments</h2>
<table><tr><th>Day</th><th>Text</th><th class="r">${currency}</th></tr>
${payments.map(({ paidOn, reference, amount }) => `<tr><td>${paidOn}</td><td>${text(reference)}</td><td class="r">${decimalOf(BigInt(amount))}</td></tr>`).join('\n')}
</table>
<p>To verify this page without anybody's trust: save the JSON inside of it (element "document"), or ask for the JSON file, and run
<code>npm run verify -- FILE</code>.</p>
<script type="application/json" id="document">${inside}</script>
</body></html>
`
}

function billPart({ bill, leaf, run, path, outstanding }: BillDocument, currency: string): string {
  const days = `${dayOfQuarter(bill.fromQuarter, bill.timeZone)} to ${dayOfQuarter(bill.toQuarter - 1, bill.timeZone)}`
  const rows = bill.lines.map(
    (line) =>
      `<tr><td>${text(lineWords(line, bill.plan))}</td><td class="r">${quantityWords(line, currency)}</td>` +
      `<td class="r">${priceWords(line, currency)}</td><td class="r">${decimalOf(BigInt(line.amount))}</td></tr>`,
  )
  return `<h2>Bill ${text(bill.number)}, ${days}</h2>
<table><tr><th>Item</th><th class="r">Quantity</th><th class="r">Price</th><th class="r">${currency}</th></tr>
${rows.join('\n')}
<tr><td><strong>Sum</strong></td><td></td><td></td><td class="r"><strong>${decimalOf(BigInt(bill.total))}</strong></td></tr></table>
<p>Still to be paid: ${decimalOf(BigInt(outstanding))} ${currency}.</p>
<details><summary>Proof</summary><p>Leaf <code>${leaf}</code>, path <code>${path.join(' ')}</code>, root of run ${run.run} <code>${run.root}</code></p></details>`
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
