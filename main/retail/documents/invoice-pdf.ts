import type { PdfDocument } from '../../documents/pdf.ts'
import { decimalOf } from './decimal.ts'
import type { InvoiceData } from './invoice-data.ts'
import { decimalText, lineWords, priceWords, quantityWords } from './words.ts'

const muted = { color: '#555555', fontSize: 8 }

/** An invoice on A4: both sides, lines, sum, the agreed rate with source and time, and what proves it. */
export function invoicePdf(data: InvoiceData): PdfDocument {
  const { bill, currency, dueOn } = data
  return {
    title: `Invoice ${bill.number}`,
    creator: 'Powerchain Control Room',
    footer: `Invoice ${bill.number}`,
    content: [
      ...head('Invoice', data),
      lines(data),
      {
        text: `To be paid until ${dueOn}: ${decimalOf(data.total)} ${currency}. Please name ${bill.number}.`,
        margin: [0, 12, 0, 4],
        bold: true,
      },
      ...tokens(data),
      proof(data),
    ],
  }
}

/** An act: both sides confirm what was supplied in the period; the money is that of the invoice. */
export function actPdf(data: InvoiceData): PdfDocument {
  const { bill, currency, from, until, supplier, consumer } = data
  const wh = bill.lines.filter(({ kind }) => kind === 'energy')
  const byBand = bill.plan.bands.map(({ id, name }) => ({ name, line: wh.find(({ band }) => band === id) }))
  const signature = (who: string) => [
    { text: who, margin: [0, 40, 0, 20] },
    { text: 'Name, date, signature', ...muted },
  ]
  return {
    title: `Act ${bill.number}`,
    creator: 'Powerchain Control Room',
    footer: `Act of supply ${bill.number}`,
    content: [
      ...head('Act of supply', data),
      {
        text:
          `${supplier.name} supplied and ${consumer.name} received electrical energy from ${from} to ${until} at the meter ` +
          'point named above, as follows. Both sides have no further claims for this period but those written here.',
        margin: [0, 0, 0, 8],
      },
      {
        table: {
          widths: ['*', 'auto'],
          body: [
            [
              { text: 'Band', ...muted },
              { text: 'Energy', ...muted, alignment: 'right' },
            ],
            ...byBand.map(({ name, line }) => [
              name,
              { text: line ? quantityWords(line, currency) : '0.00 kWh', alignment: 'right' },
            ]),
          ],
        },
        layout: 'lightHorizontalLines',
      },
      {
        text: `Sum by invoice ${bill.number}: ${decimalOf(data.total)} ${currency}.`,
        margin: [0, 12, 0, 4],
        bold: true,
      },
      ...tokens(data),
      { columns: [{ stack: signature(supplier.name) }, { stack: signature(consumer.name) }] },
      proof(data),
    ],
  }
}

function head(title: string, { bill, supplier, consumer, from, until, issuedOn }: InvoiceData): unknown[] {
  return [
    { text: `${title} ${bill.number}`, fontSize: 16, bold: true, margin: [0, 0, 0, 10] },
    { columns: [side('Supplier', supplier), side('Customer', consumer)], margin: [0, 0, 0, 10] },
    {
      text: `Issued ${issuedOn}. Supply from ${from} to ${until}, plan ${bill.plan.name}, meter point ${consumer.meterPoint}.`,
      margin: [0, 0, 0, 10],
    },
  ]
}

function lines({ bill, currency, total }: InvoiceData): unknown {
  const heads = ['Item', 'Quantity', 'Price', currency].map((text, i) => ({
    text,
    color: muted.color,
    fontSize: muted.fontSize,
    alignment: i === 0 ? 'left' : 'right',
  }))
  return {
    table: {
      headerRows: 1,
      widths: ['*', 'auto', 'auto', 'auto'],
      body: [
        heads,
        ...bill.lines.map((line) => [
          lineWords(line, bill.plan),
          right(quantityWords(line, currency)),
          right(priceWords(line, currency)),
          right(decimalOf(BigInt(line.amount))),
        ]),
        [{ text: 'Sum', bold: true }, '', '', { ...right(decimalOf(total)), bold: true }],
      ],
    },
    layout: 'lightHorizontalLines',
  }
}

function tokens({ inTokens, currency }: InvoiceData): unknown[] {
  if (!inTokens) return [{ text: 'No rate of POWEC was fixed within 24 hours before this was issued.', ...muted }]
  const { rate, units } = inTokens
  return [
    {
      text:
        `In tokens: ${decimalText(units, 18)} POWEC at ${decimalText(BigInt(rate.unitsPerMinor), 18)} POWEC per 0.01 ${currency}, ` +
        `fixed ${new Date(rate.at).toISOString()} from ${rate.source}.`,
      ...muted,
    },
  ]
}

function proof({ leaf, bill }: InvoiceData): unknown {
  return { text: `Run ${bill.run}, bill ${bill.index + 1}; leaf ${leaf}`, ...muted, margin: [0, 16, 0, 0] }
}

function right(text: string) {
  return { text, alignment: 'right' }
}

function side(words: string, who: { name: string; address?: string | undefined; taxId?: string | undefined }) {
  return {
    stack: [
      { text: words, ...muted },
      { text: who.name, bold: true },
      who.address ?? '',
      who.taxId === undefined ? '' : `Tax number ${who.taxId}`,
    ],
  }
}
