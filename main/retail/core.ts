import type { Clock } from '../../domain/clock.ts'
import type { BillingPlace } from '../../domain/retail/bill.ts'
import type { Consumer, RetailConfig } from '../../domain/retail/settings.ts'
import type { Ledger } from '../../domain/settlement/ledger.ts'
import type { WriteAudit } from '../audit/audit.ts'
import { createBillStore } from './bills/bill-store.ts'
import { createRuns, type RunsNeeds } from './bills/runs.ts'
import { keepInBooks, openBooks, type RetailDb } from './books.ts'
import { consumptionRootOf } from './chain/consumption.ts'
import { paymentDaysOf } from './chain/payment-days.ts'
import { createPosting, type SignSupply, type ToPost } from './chain/posting.ts'
import { createTokenPayments } from './chain/token-payments.ts'
import { createReadingBook } from './consumption/reading-book.ts'
import { createSources, type IntervalsOf } from './consumption/sources.ts'
import { createContractStore } from './contracts/contract-store.ts'
import { createContracts } from './contracts/contracts.ts'
import { notFound } from './fault.ts'
import type { Hashing, RetailSalts } from './leaves/hashing.ts'
import { createLeaves } from './leaves/leaves.ts'
import { createPayments } from './payments/payments.ts'
import { createPayouts } from './payments/payouts.ts'
import type { Fetch } from './rates/ask-rate.ts'
import { createRates } from './rates/rates.ts'

/** What retail is made of; everything from other parts is lent. */
export interface RetailNeeds {
  config: RetailConfig
  timeZone: string
  db: RetailDb
  intervalsOf: IntervalsOf
  ledger: Ledger | undefined
  /** The supplier's signature of a `ConsumerContract` for the billing contract; `undefined` = nobody signs now. */
  signSupply: SignSupply
  /** Where bills are posted; with no chain, whatever the site file names. */
  place(): BillingPlace
  hashing: Hashing
  salts: RetailSalts
  fetch: Fetch
  /** Lets other work go on in a long run. */
  pause(): Promise<void>
  audit: WriteAudit
  clock: Clock
}

/** The parts of retail over the books. */
export type RetailCore = ReturnType<typeof openCore>

/** Opens the parts of retail over the books. Errors: `Store.Failed`. */
export function openCore(needs: RetailNeeds) {
  const { config, timeZone, db, hashing, place, clock, ledger } = needs
  const books = openBooks(db)
  const store = createBillStore(db)
  const leaves = createLeaves({ hashing, salts: needs.salts })
  const readings = createReadingBook(db)
  const contracts = createContracts({ config, timeZone, db, leaves, hashing, place, clock })
  const contractStore = createContractStore(db)
  const consumptionOf = createSources({ intervalsOf: needs.intervalsOf, readings, timeZone })
  const { textHash } = leaves
  const rates = createRates({ db, textHash })
  const runsNeeds: RunsNeeds = {
    config,
    timeZone,
    books,
    db,
    store,
    leaves,
    hashing,
    place,
    clock,
    consumptionOf,
    plansOf: contracts.plansOf,
    pause: needs.pause,
  }
  const paymentsNeeds = { config, db, books, textHash, clock }
  const toPost = toPostOf(needs, { books, store, leaves, readings, contracts, contractStore, rates })
  return {
    db,
    books,
    store,
    leaves,
    hashing,
    readings,
    contracts,
    contractStore,
    rates,
    runsNeeds,
    paymentsNeeds,
    posting: createPosting({ config, ledger, signSupply: needs.signSupply, textHash, now: clock.now, toPost }),
    rows: { config, timeZone, books, store, contracts, now: clock.now },
    runs: createRuns(runsNeeds),
    payments: createPayments(paymentsNeeds),
    tokenPayments: createTokenPayments({ db, books, ledger, timeZone, audit: needs.audit }),
    payouts: createPayouts({ config, db, books, clock }),
    /** Runs work in a transaction with the books in step. */
    keep: <T>(work: () => T): T => keepInBooks({ db, books }, work),
    consumerOf(id: string): Consumer {
      const consumer = config.consumers.find((one) => one.id === id)
      if (!consumer) throw notFound(`There is no consumer ${id}.`)
      return consumer
    },
  }
}

/** What is to be posted, read anew each time. */
function toPostOf(
  { config, hashing, clock, pause }: RetailNeeds,
  parts: Pick<RetailCore, 'books' | 'store' | 'leaves' | 'readings' | 'contracts' | 'contractStore' | 'rates'>,
): ToPost {
  const { books, store, leaves, readings, contracts, contractStore, rates } = parts
  return {
    runs: store.runs,
    consumption: (run) => consumptionRootOf({ config, books, store, readings, leaves, hashing, pause }, run),
    plans: () => config.plans.map((plan) => ({ id: plan.id, hash: leaves.planHash(plan) })),
    contracts: () =>
      contracts.list().flatMap((row) => {
        const body = contractStore.body(row.n)
        return body ? [{ row, body }] : []
      }),
    paymentDays: (contract) =>
      paymentDaysOf({ books, store, leaves, hashing, collector: config.collector, contract, now: clock.now() }),
    rate: () => rates.list()[0],
  }
}
