import type { Clock } from '../../../domain/clock.ts'
import type { Consumer, RetailConfig } from '../../../domain/retail/settings.ts'
import type { MadeFile } from '../../../domain/rpc/files.ts'
import { pdfFile, tableFile } from '../../documents/documents.ts'
import type { BookBill } from '../books.ts'
import { billDocumentOf, consumerDocumentOf, type DocumentNeeds } from '../documents/bill-document.ts'
import { consumerPage } from '../documents/consumer-page.ts'
import { invoiceDataOf } from '../documents/invoice-data.ts'
import { actPdf, invoicePdf } from '../documents/invoice-pdf.ts'
import { ublInvoice } from '../documents/ubl.ts'
import { notFound } from '../fault.ts'
import type { PayoutDesk } from '../payments/payouts.ts'
import type { Rates } from '../rates/rates.ts'

/** Files of retail for people to keep. */
export function createPapers(
  needs: DocumentNeeds & {
    config: RetailConfig
    consumerOf(id: string): Consumer
    payouts: PayoutDesk
    rates: Rates
    clock: Pick<Clock, 'now'>
  },
) {
  const { config, books, store, consumerOf, payouts, rates, clock } = needs
  const bookOf = (id: number): BookBill => {
    const book = books.bill(id)
    if (!book) throw notFound(`There is no bill ${id}.`)
    return book
  }
  return {
    exportBill: (id: number): MadeFile => {
      const book = bookOf(id)
      return textFile(`${book.number}.json`, 'application/json', JSON.stringify(billDocumentOf(needs, book)))
    },
    exportConsumer(id: string, format: 'json' | 'html'): MadeFile {
      const document = consumerDocumentOf(needs, consumerOf(id), clock.now())
      return format === 'json'
        ? textFile(`${id}.json`, 'application/json', JSON.stringify(document))
        : textFile(`${id}.html`, 'text/html; charset=utf-8', consumerPage(document, config.currency))
    },
    async invoice(id: number, format: 'pdf' | 'ubl' | 'act'): Promise<MadeFile> {
      const book = bookOf(id)
      const kept = store.body(id)
      if (!kept) throw notFound(`${book.number} only takes another bill back.`)
      const rate = rates.usableAt(book.issuedAt)
      const data = invoiceDataOf({ config, consumer: consumerOf(book.consumer), ...kept, rate })
      if (format === 'ubl') return textFile(`${book.number}.xml`, 'application/xml', ublInvoice(data))
      return format === 'act'
        ? pdfFile(`act-${book.number}`, actPdf(data))
        : pdfFile(`invoice-${book.number}`, invoicePdf(data))
    },
    exportPayouts: (list: number): Promise<MadeFile> => tableFile(`payments-out-${list}`, 'csv', [payouts.table(list)]),
  }
}

function textFile(name: string, mediaType: string, text: string): MadeFile {
  return { name, mediaType, base64: Buffer.from(text, 'utf8').toString('base64') }
}
