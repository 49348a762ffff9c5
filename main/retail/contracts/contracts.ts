import type { Clock } from '../../../domain/clock.ts'
import { quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import type { BillingPlace } from '../../../domain/retail/bill.ts'
import type { Consumer, RetailConfig } from '../../../domain/retail/settings.ts'
import { consumerFaults } from '../../../domain/retail/settings.ts'
import type { PlanSpan } from '../bills/prepare.ts'
import type { RetailDb } from '../books.ts'
import { firstQuarter } from '../consumption/local-clock.ts'
import { notFound, retailFault } from '../fault.ts'
import type { Hashing } from '../leaves/hashing.ts'
import type { Leaves } from '../leaves/leaves.ts'
import { type ContractRow, createContractStore } from './contract-store.ts'
import { compactOf, type ToSign, typedDataOf } from './signing.ts'

/** What contracts are made with. */
export interface ContractsNeeds {
  config: RetailConfig
  timeZone: string
  db: RetailDb
  leaves: Leaves
  hashing: Hashing
  place(): BillingPlace
  clock: Pick<Clock, 'now'>
}

/** A plan that a consumer wants from a local day on. */
export interface Wanted {
  consumer: string
  plan: number
  day: string
}

const dayMs = 86_400_000
/** A plan counts for at least so long, and a switch is brought so far ahead (the billing contract's own limits). */
const leastStayMs = 28 * dayMs
const leastAheadMs = dayMs
const mostAheadMs = 365 * dayMs
/** A request to sign holds so long. */
const toSignMs = 14 * dayMs
const zero32 = `0x${'0'.repeat(64)}`
const nobody = `0x${'0'.repeat(40)}`

/** Contracts of consumers and their switches of tariff. */
export type Contracts = ReturnType<typeof createContracts>

/** Takes contracts and switches that were signed digitally, and notes those signed on paper. Errors: `Store.Failed`. */
export function createContracts(needs: ContractsNeeds) {
  const { db, leaves, place, clock } = needs
  const store = createContractStore(db)
  const digestOf = ({ name, fields }: ToSign) => leaves.typed(place(), name, fields)
  const nonceOf = (consumer: string) => String(store.of(consumer).length + 1)
  const deadlineFromNow = () => Math.floor((clock.now() + toSignMs) / 1_000)
  return {
    list: store.list,
    kindOf: (id: string): 'none' | 'attested' | 'signed' => store.firstKind(id),
    planAt: (consumer: Consumer, at: number): number => planAt(store, consumer, at),
    plansOf: (consumer: Consumer, from: number, to: number): PlanSpan[] => plansOf(store, consumer, from, to),
    /** What a consumer signs. Errors: `Retail.Invalid`, `Config.NotFound`. */
    toSign(wanted: Wanted) {
      const [nonce, deadline] = [nonceOf(wanted.consumer), deadlineFromNow()]
      const content = contentOf(needs, store, wanted, { nonce, deadline, account: accountOf(needs, wanted.consumer) })
      return { typedData: typedDataOf(place(), content), digest: digestOf(content), nonce, deadline }
    },
    /** Takes what a consumer signed. Errors: `Retail.Invalid` when somebody else signed, or it holds no longer. */
    take(signed: Wanted & { nonce: string; deadline: number; signature: string }, person: string): ContractRow {
      const account = accountOf(needs, signed.consumer)
      if (signed.deadline * 1_000 < clock.now())
        throw retailFault('It was to be brought earlier. Ask for a new signature.')
      if (signed.nonce !== nonceOf(signed.consumer))
        throw retailFault('Something else was signed meanwhile. Ask for a new signature.')
      const content = contentOf(needs, store, signed, { nonce: signed.nonce, deadline: signed.deadline, account })
      const signature = compactOf(signed.signature)
      const signer = needs.hashing.signerOf(digestOf(content), signature)
      if (signer?.toLowerCase() !== account.toLowerCase())
        throw retailFault(`It is signed by ${signer ?? 'nobody'}, not by the consumer's account ${account}.`)
      return keepContract(needs, store, signed, { content, signer: account, signature, document: zero32, person })
    },
    /** Notes what was signed on paper, by the hash of its document. Errors: `Retail.Invalid`. */
    attest({ document, ...wanted }: Wanted & { document: string }, person: string): ContractRow {
      if (document === zero32) throw retailFault('The hash of the signed document is missing.')
      const more = { nonce: nonceOf(wanted.consumer), deadline: deadlineFromNow(), account: nobody, document }
      const content = contentOf(needs, store, wanted, more)
      return keepContract(needs, store, wanted, { content, signer: null, signature: '0x', document, person })
    },
  }
}

type Store = ReturnType<typeof createContractStore>

function consumerOf({ config }: ContractsNeeds, id: string): Consumer {
  const consumer = config.consumers.find((one) => one.id === id)
  if (!consumer) throw notFound(`There is no consumer ${id}.`)
  return consumer
}

function accountOf(needs: ContractsNeeds, id: string): string {
  const { account } = consumerOf(needs, id)
  if (account === undefined) throw retailFault('The site file names no account this consumer signs with.')
  return account
}

/** Plan changes of a consumer in order of effect. */
function changesOf(store: Store, { id }: Consumer): ContractRow[] {
  return store.of(id).toSorted((a, b) => a.effectiveAt - b.effectiveAt)
}

function planAt(store: Store, consumer: Consumer, at: number): number {
  return changesOf(store, consumer).findLast(({ effectiveAt }) => effectiveAt <= at)?.plan ?? consumer.plan
}

/** Plans over some quarters in order. */
function plansOf(store: Store, consumer: Consumer, from: number, to: number): PlanSpan[] {
  const cuts = changesOf(store, consumer)
    .map(({ effectiveAt }) => quarterOf(effectiveAt))
    .filter((quarter) => quarter > from && quarter < to)
  const edges = [from, ...cuts, to]
  return edges.slice(0, -1).map((begin, i) => ({
    plan: planAt(store, consumer, quarterStart(begin)),
    from: begin,
    to: edges[i + 1] ?? to,
  }))
}

/** The struct that is signed: a contract, or a switch when there is one. Errors: `Retail.Invalid`, `Config.NotFound`. */
function contentOf(
  needs: ContractsNeeds,
  store: Store,
  wanted: Wanted,
  more: { nonce: string; deadline: number; account: string; document?: string },
): ToSign {
  const { config, leaves, timeZone } = needs
  const consumer = consumerOf(needs, wanted.consumer)
  const [fault] = consumerFaults({ ...consumer, plan: wanted.plan }, config.plans)
  if (fault) throw retailFault(`This consumer can't have plan ${wanted.plan}: expected ${fault[1]}.`)
  const at = quarterStart(firstQuarter(wanted.day, timeZone))
  const { nonce, deadline, account, document = zero32 } = more
  const common = { meterPoint: leaves.meterPoint(consumer.meterPoint), nonce, deadline }
  if (store.firstKind(consumer.id) === 'none') {
    const { plan } = wanted
    const fields = { ...common, consumer: account, supplier: config.supplier, plan, document, startsAt: at / 1_000 }
    return { name: 'ConsumerContract', fields }
  }
  const fromPlan = refuseSwitch(needs, consumer, changesOf(store, consumer), { plan: wanted.plan, at })
  return { name: 'TariffSwitch', fields: { ...common, fromPlan, toPlan: wanted.plan, effectiveAt: at / 1_000 } }
}

function keepContract(
  { db, leaves, place, timeZone, clock }: ContractsNeeds,
  store: Store,
  { consumer, plan, day }: Wanted,
  given: { content: ToSign; signer: string | null; signature: string; document: string; person: string },
): ContractRow {
  const { content, signer, signature, document, person } = given
  const digest = leaves.typed(place(), content.name, content.fields)
  if (store.isKnown(digest)) throw retailFault('This was taken before.')
  const effectiveAt = quarterStart(firstQuarter(day, timeZone))
  const kind = content.name === 'TariffSwitch' ? 'switch' : signer === null ? 'attested' : 'signed'
  const body = JSON.stringify({ ...content, signature, document })
  const n = db.durable(() =>
    store.add({ consumer, kind, plan, effectiveAt, signer, digest, body, madeAt: clock.now(), person }),
  )
  return store.get(n)
}

/** Refuses a switch that the billing contract would refuse, and gives the plan it leaves. */
function refuseSwitch(
  { clock }: ContractsNeeds,
  consumer: Consumer,
  changes: readonly ContractRow[],
  { plan, at }: { plan: number; at: number },
): number {
  const last = changes.at(-1)
  const fromPlan = last?.plan ?? consumer.plan
  if (fromPlan === plan) throw retailFault('The consumer has this plan already.')
  if (at < clock.now() + leastAheadMs)
    throw retailFault('A switch counts from the day after tomorrow on at the earliest.')
  if (at > clock.now() + mostAheadMs) throw retailFault('A switch counts within a year at the latest.')
  if (last && at < last.effectiveAt + leastStayMs) throw retailFault('A plan counts for at least 28 days.')
  return fromPlan
}
