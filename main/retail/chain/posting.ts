import type { Ledger, LedgerAct, LedgerEvent } from '../../../domain/settlement/ledger.ts'
import type { RetailConfig } from '../../../domain/retail/settings.ts'
import type { Posting } from '../../../domain/rpc/retail/shapes.ts'
import type { KeptRun } from '../bills/bill-store.ts'
import type { ContractBody, ContractRow } from '../contracts/contract-store.ts'
import { rateLifeMs } from '../rates/rates.ts'
import {
  consumptionAct,
  consumptionKey,
  contractAct,
  contractKey,
  fieldOf,
  type PaymentDay,
  paymentAct,
  planAct,
  rateAct,
  type RatePosted,
  runAct,
} from './acts.ts'
import type { ConsumptionRoot } from './consumption.ts'

/** What is posted, read anew each turn. */
export interface ToPost {
  /** The newest first. */
  runs(): readonly KeptRun[]
  /** What was metered for a run. */
  consumption(run: KeptRun): Promise<ConsumptionRoot>
  plans(): readonly { id: number; hash: string }[]
  contracts(): readonly { row: ContractRow; body: ContractBody }[]
  /** Days that are over, with what was paid on bills then. */
  paymentDays(contract: string): readonly PaymentDay[]
  rate(): RatePosted | undefined
}

/** The supplier's signature of a `ConsumerContract`, 65 bytes; `undefined` = nobody signs now. */
export type SignSupply = (billing: string, fields: ContractBody['fields']) => string | undefined

/**
 * Posts roots of bills and payments, plans, contracts and rates through the outbox, as far as this site's account may. The
 * same act twice is kept once there, so each turn may ask for everything again.
 */
export function createPosting(needs: {
  config: RetailConfig
  ledger: Ledger | undefined
  signSupply: SignSupply
  toPost: ToPost
  textHash(text: string): string
  now(): number
}) {
  const { config, ledger, signSupply, toPost, textHash, now } = needs
  const submitted = new Set<string>()
  let isTurning = false
  let words = ledger ? 'Not looked at yet.' : 'No chain: roots and contracts are kept here.'
  const eventOf = (isIt: (event: LedgerEvent) => boolean) =>
    ledger?.events().find((event) => event.contract === 'RetailBilling' && isIt(event))
  const stateOf = (key: string, isIt: (event: LedgerEvent) => boolean): Posting => {
    const event = eventOf(isIt)
    if (event) return event.isFinal ? 'final' : 'posted'
    return submitted.has(key) ? 'waiting' : 'none'
  }
  const isNew: IsNew = (key, isDone) => !submitted.has(key) && !eventOf(isDone)
  const submit = (act: LedgerAct, isDone: IsDone): void => {
    if (!isNew(act.key, isDone)) return
    ledger?.submit(act)
    submitted.add(act.key)
  }
  const duties = dutiesOf({ config, toPost, isNew, submit, signSupply, now })
  return {
    words: () => words,
    contract: () => ledger?.addressOf('RetailBilling') ?? null,
    ofRun: (run: KeptRun): Posting => stateOf(runAct(config.supplier, run).key, isRun(run)),
    ofContract: (row: ContractRow, body: ContractBody): Posting => stateOf(contractKey(row), isContract(body)),
    /** Looks who we are there and hands over what is new. Never throws: what fails is said and tried again. */
    async turn(): Promise<void> {
      const [account, address] = [ledger?.account(), ledger?.addressOf('RetailBilling')]
      if (!ledger || isTurning) return
      if (address === undefined || account === undefined) {
        words = address === undefined ? 'This network has no billing contract.' : 'There is no operator key yet.'
        return
      }
      isTurning = true
      try {
        const ask = (method: string, ...args: string[]) => ledger.read({ contract: 'RetailBilling', method, args })
        const party = Number(await ask('partyAt', account))
        duties.anybody()
        const unsigned = party === config.supplier ? duties.supplier(address) : 0
        if (party === config.collector) duties.collector(address)
        if ((await ask('hasRole', textHash('powerchain.rate'), account)) === true) duties.rateKeeper()
        const waiting = unsigned > 0 ? ` ${unsigned} signed contracts wait: the operator key is locked.` : ''
        words = wordsOf(party, config) + waiting
        if (party === config.supplier) await duties.metered(address)
      } catch (error) {
        words = `Posting waits: ${error instanceof Error ? error.message : String(error)}`
      } finally {
        isTurning = false
      }
    },
  }
}

type IsDone = (event: LedgerEvent) => boolean
type IsNew = (key: string, isDone: IsDone) => boolean

/** What each of the roles there hands over. */
function dutiesOf(needs: {
  config: RetailConfig
  toPost: ToPost
  isNew: IsNew
  submit(act: LedgerAct, isDone: IsDone): void
  signSupply: SignSupply
  now(): number
}) {
  const { config, toPost, isNew, submit, signSupply, now } = needs
  return {
    /** How many contracts wait for the supplier's signature afterwards. */
    supplier(address: string): number {
      let unsigned = 0
      for (const plan of toPost.plans())
        submit(planAct(plan), ({ name, args }) => name === 'PlanPublished' && args.plan === String(plan.id))
      // a run that corrects another comes after it
      for (const run of toPost.runs().toReversed())
        if (run.place.contract.toLowerCase() === address.toLowerCase()) submit(runAct(config.supplier, run), isRun(run))
      for (const { row, body } of toPost.contracts())
        if (row.signer === null) submit(contractAct(row, body), isContract(body))
      for (const { row, body } of toPost.contracts()) {
        if (row.signer === null || row.kind === 'switch' || !isNew(contractKey(row), isContract(body))) continue
        const signature = signSupply(address, body.fields)
        if (signature !== undefined) submit(contractAct(row, body, signature), isContract(body))
        else unsigned += 1
      }
      return unsigned
    },
    /** What was metered for the runs: much to hash at first, so with pauses. */
    async metered(address: string): Promise<void> {
      for (const run of toPost.runs().toReversed()) {
        const isDone: IsDone = ({ name, args }) => name === 'ConsumptionPosted' && args.run === String(run.run)
        const isOurs = run.place.contract.toLowerCase() === address.toLowerCase()
        if (isOurs && isNew(consumptionKey(run), isDone))
          submit(consumptionAct(config.supplier, await toPost.consumption(run)), isDone)
      }
    },
    anybody(): void {
      for (const { row, body } of toPost.contracts())
        if (row.signer !== null && row.kind === 'switch') submit(contractAct(row, body), isContract(body))
    },
    collector(address: string): void {
      for (const day of toPost.paymentDays(address))
        submit(paymentAct(day), ({ name, args }) => name === 'PaymentsPosted' && args.list === day.list)
    },
    rateKeeper(): void {
      const rate = toPost.rate()
      if (!rate || now() - rate.at > rateLifeMs) return
      submit(
        rateAct(rate),
        ({ name, args }) => name === 'RateFixed' && fieldOf(args.rate, 'source') === rate.sourceHash,
      )
    },
  }
}

const contractEvents: ReadonlySet<string> = new Set(['ContractSigned', 'ContractAttested', 'PlanSwitched'])

function isRun({ run, root }: KeptRun): (event: LedgerEvent) => boolean {
  return ({ name, args }) =>
    name === 'BillsPosted' && args.run === String(run) && fieldOf(args.content, 'root') === root
}

/** Its event names the meter point and when it begins to count. */
function isContract({ fields }: ContractBody): (event: LedgerEvent) => boolean {
  const begins = String(fields.startsAt ?? fields.effectiveAt)
  return ({ name, args }) =>
    contractEvents.has(name) && args.meterPoint === fields.meterPoint && (args.startsAt ?? args.effectiveAt) === begins
}

function wordsOf(party: number, { supplier, collector }: RetailConfig): string {
  if (party === supplier) return 'Our account is the supplier: runs, plans and contracts go to the outbox.'
  if (party === collector)
    return 'Our account is the collector: payments go to the outbox; the supplier posts the bills.'
  return 'Our account acts for no party there: somebody else has to post.'
}
