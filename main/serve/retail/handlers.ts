import { PowerchainError } from '../../../domain/errors.ts'
import type { Retail } from '../../retail/retail.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Consumers, their bills and their money. */
export function retailHandlers({ retail: base }: Guarded, { retail }: Pick<ServedSite, 'retail'>) {
  const asked = (): Retail => {
    if (retail) return retail
    throw new PowerchainError('Config.NotFound', 'The site file names no consumers: it has no section "retail".')
  }
  return {
    now: base.now.handler(() => retail?.now() ?? null),
    consumers: base.consumers.handler(() => retail?.consumers() ?? []),
    bills: base.bills.handler(({ input }) => retail?.bills(input.consumer, input.limit) ?? []),
    bill: base.bill.handler(({ input }) => asked().bill(input.id)),
    runs: base.runs.handler(() => retail?.runs() ?? []),
    previewRun: base.previewRun.handler(({ input }) => asked().previewRun(input)),
    issueRun: base.issueRun.handler(({ input, context }) =>
      asked().issueRun(context.person, input.checkId, input.reason),
    ),
    ...moneyHandlers(base, asked, retail),
    ...contractHandlers(base, asked, retail),
    exportBill: base.exportBill.handler(({ input }) => asked().exportBill(input.id)),
    exportConsumer: base.exportConsumer.handler(({ input }) => asked().exportConsumer(input.consumer, input.format)),
    invoice: base.invoice.handler(({ input }) => asked().invoice(input.id, input.format)),
  }
}

type Base = Guarded['retail']

function moneyHandlers(base: Base, asked: () => Retail, retail: Retail | undefined) {
  return {
    payments: base.payments.handler(({ input }) => retail?.payments(input.isSuspense, input.limit) ?? []),
    paymentLists: base.paymentLists.handler(() => retail?.paymentLists() ?? []),
    checkPayments: base.checkPayments.handler(({ input }) => asked().checkPayments(input)),
    applyPayments: base.applyPayments.handler(({ input, context }) =>
      asked().applyPayments(context.person, input.checkId, input.reason),
    ),
    assignPayment: base.assignPayment.handler(({ input, context }) =>
      asked().assignPayment(context.person, input.payment, input.consumer, input.reason),
    ),
    payouts: base.payouts.handler(() => asked().payouts()),
    makePayouts: base.makePayouts.handler(({ input, context }) => asked().makePayouts(context.person, input.reason)),
    exportPayouts: base.exportPayouts.handler(({ input }) => asked().exportPayouts(input.list)),
    rates: base.rates.handler(() => retail?.rates() ?? { state: 'none' as const, rates: [] }),
    fixRate: base.fixRate.handler(({ input, context }) => asked().fixRate(context.person, input)),
    fetchRate: base.fetchRate.handler(({ context }) => asked().fetchRate(context.person)),
    proposals: base.proposals.handler(() => retail?.proposals() ?? []),
    approve: base.approve.handler(({ input, context }) => asked().approve(context.person, input.n)),
    writeOff: base.writeOff.handler(({ input, context }) => asked().writeOff(context.person, input.bill, input.reason)),
  }
}

function contractHandlers(base: Base, asked: () => Retail, retail: Retail | undefined) {
  return {
    readings: base.readings.handler(({ input }) => retail?.readings(input.consumer) ?? []),
    enterReading: base.enterReading.handler(({ input, context }) => asked().enterReading(context.person, input)),
    contracts: base.contracts.handler(({ input }) => retail?.contracts(input.consumer) ?? []),
    toSign: base.toSign.handler(({ input }) => asked().toSign(input)),
    takeSigned: base.takeSigned.handler(({ input: { reason, ...signed }, context }) =>
      asked().takeSigned(context.person, signed, reason),
    ),
    attest: base.attest.handler(({ input: { reason, ...wanted }, context }) =>
      asked().attest(context.person, wanted, reason),
    ),
  }
}
