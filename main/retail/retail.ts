import type { Person } from '../../domain/access.ts'
import type { KeptRun } from './bills/bill-store.ts'
import type { ContractRow } from './contracts/contract-store.ts'
import { openCore, type RetailCore, type RetailNeeds } from './core.ts'
import { createActs } from './desk/acts.ts'
import { createPapers } from './desk/papers.ts'
import { createReadingsDesk } from './desk/readings-desk.ts'
import { billDetail, billRow, consumerRow, nowOf } from './desk/rows.ts'
import { notFound } from './fault.ts'

/** Consumers, their bills and their money, as people are served of them. */
export type Retail = ReturnType<typeof createRetail>

/** Opens retail over the site's database. Errors: `Store.Failed`. */
export function createRetail(needs: RetailNeeds) {
  const core = openCore(needs)
  const { config, clock, audit } = needs
  const acts = createActs({ ...core, config, fetch: needs.fetch, audit, clock })
  const noted: Noted = (person, action, detail, work) => {
    const result = work()
    audit({ person: person.name, action, detail })
    return result
  }
  return {
    ...billFace(needs, core),
    ...moneyFace(core, noted),
    ...contractFace(core, noted),
    ...readingFace(createReadingsDesk({ ...core, place: needs.place, propose: acts.propose, clock }), noted),
    ...acts,
    ...createPapers({ ...core, config, clock }),
    /** For what makes up a past and for the outbox; not for people. */
    inner: {
      core,
      async turn(): Promise<void> {
        core.tokenPayments.take()
        await core.posting.turn()
      },
    },
  }
}

/** Does something and keeps in the audit trail who did it. */
type Noted = <T>(person: Person, action: string, detail: string, work: () => T) => T

function billFace({ config, audit }: RetailNeeds, { books, store, rows, runs, posting, tokenPayments }: RetailCore) {
  const runRow = (kept: KeptRun | undefined) => {
    if (!kept) throw notFound('There is no such run.')
    const { place: _, ...row } = kept
    return { ...row, posting: posting.ofRun(kept) }
  }
  return {
    now: () => ({ ...nowOf(rows), chain: { contract: posting.contract(), words: posting.words() } }),
    consumers: () => config.consumers.map((consumer) => consumerRow(rows, consumer)),
    bills: (consumer: string | undefined, limit: number) =>
      (consumer === undefined ? books.bills() : [...books.billsOf(consumer)])
        .toReversed()
        .slice(0, limit)
        .map((bill) => billRow(rows, bill)),
    bill: (id: number) => {
      const detail = billDetail(rows, id)
      const book = books.bill(id)
      if (!book) throw notFound(`There is no bill ${id}.`)
      const token = tokenPayments.standing(book, detail.leaf)
      return { ...detail, token, posting: runRow(store.run(detail.run)).posting }
    },
    runs: () => store.runs().map(runRow),
    previewRun: runs.preview,
    async issueRun(person: Person, checkId: string, reason: string) {
      const { run, count } = await runs.issue(checkId, person.name)
      audit({ person: person.name, action: 'BillsIssued', detail: `Run ${run} with ${count} bills: ${reason}` })
      return runRow(store.run(run))
    },
  }
}

function moneyFace({ payments, payouts }: RetailCore, noted: Noted) {
  return {
    payments: payments.rows,
    paymentLists: payments.lists,
    checkPayments: payments.check,
    applyPayments: (person: Person, checkId: string, reason: string) =>
      noted(person, 'PaymentsTaken', reason, () => payments.apply(checkId, person.name)),
    assignPayment: (person: Person, payment: number, consumer: string, reason: string) =>
      noted(person, 'PaymentAssigned', `Payment ${payment} is that of ${consumer}: ${reason}`, () =>
        payments.assign(payment, consumer, person.name),
      ),
    payouts: payouts.get,
    makePayouts: (person: Person, reason: string) =>
      noted(person, 'PayoutsMade', reason, () => payouts.make(person.name)),
  }
}

function contractFace({ contracts, contractStore, posting }: RetailCore, noted: Noted) {
  const shown = (row: ContractRow) => {
    const body = contractStore.body(row.n)
    return { ...row, posting: body ? posting.ofContract(row, body) : ('none' as const) }
  }
  return {
    contracts: (consumer: string | undefined) =>
      contracts
        .list()
        .filter((row) => consumer === undefined || row.consumer === consumer)
        .map(shown),
    toSign: contracts.toSign,
    takeSigned: (person: Person, signed: Parameters<typeof contracts.take>[0], reason: string) =>
      noted(person, 'ContractTaken', `${signed.consumer} signed for plan ${signed.plan}: ${reason}`, () =>
        shown(contracts.take(signed, person.name)),
      ),
    attest: (person: Person, wanted: Parameters<typeof contracts.attest>[0], reason: string) =>
      noted(person, 'ContractAttested', `${wanted.consumer} takes plan ${wanted.plan} on paper: ${reason}`, () =>
        shown(contracts.attest(wanted, person.name)),
      ),
  }
}

function readingFace(readings: ReturnType<typeof createReadingsDesk>, noted: Noted) {
  return {
    readings: readings.list,
    enterReading: (person: Person, entered: Parameters<typeof readings.enter>[0]) =>
      noted(person, 'ReadingEntered', `${entered.consumer}, register ${entered.register}: ${entered.wh} Wh`, () =>
        readings.enter(entered, person.name),
      ),
  }
}
