import type { LedgerAct, LedgerValue } from '../../../domain/settlement/ledger.ts'
import type { KeptRun } from '../bills/bill-store.ts'
import type { ContractBody, ContractRow } from '../contracts/contract-store.ts'
import type { ConsumptionRoot } from './consumption.ts'
import { fullOf } from '../contracts/signing.ts'

/** What was paid on bills on a UTC day, ready to be posted. */
export interface PaymentDay {
  date: string
  /** Id of the list. */
  list: string
  struct: LedgerValue
}

/** Fields as the chain takes them: whole numbers as text. */
export function struct(fields: Readonly<Record<string, string | number>>): LedgerValue {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))
}

/** A rate as it is posted. */
export interface RatePosted {
  unitsPerMinor: string
  sourceHash: string
  at: number
}

const act = (fields: Omit<LedgerAct, 'contract' | 'author'>): LedgerAct => ({
  ...fields,
  contract: 'RetailBilling',
  author: 'retail',
})

/** A tariff plan, by the hash of its document. */
export function planAct({ id, hash }: { id: number; hash: string }): LedgerAct {
  return act({
    key: `retail plan ${id} ${hash}`,
    method: 'publishPlan',
    args: [String(id), hash, '0'],
    words: `Tariff plan ${id}`,
    reason: 'Contracts name the plans they are about.',
  })
}

/** A run of bills, by its root. */
export function runAct(
  supplier: number,
  { run, root, fromQuarter, toQuarter, count, corrects, total }: KeptRun,
): LedgerAct {
  return act({
    key: `retail bills ${run} ${root}`,
    method: 'postBills',
    args: [struct({ supplier, fromQuarter, toQuarter, count, run, corrects, total, root })],
    words: `Bills of run ${run}: ${count}`,
    reason: 'Their root lets everybody check a bill.',
  })
}

/** What makes a contract or a switch the same act. */
export function contractKey({ digest }: ContractRow): string {
  return `retail contract ${digest}`
}

/** What makes the consumption of a run the same act. */
export function consumptionKey({ run, root }: KeptRun): string {
  return `retail consumption ${run} ${root}`
}

/** What was metered for a run of bills, by its root; it has the number of the run. */
export function consumptionAct(supplier: number, { run: kept, totalWh, count, root }: ConsumptionRoot): LedgerAct {
  const { run, fromQuarter, toQuarter, corrects } = kept
  return act({
    key: consumptionKey(kept),
    method: 'postConsumption',
    args: [struct({ supplier, fromQuarter, toQuarter, count, run, corrects, total: totalWh, root })],
    words: `Consumption of run ${run}: ${Math.round(totalWh / 1_000)} kWh`,
    reason: 'Its root lets everybody check what a bill was reckoned from.',
  })
}

/** A contract or a switch; one that a consumer signed needs the supplier's signature besides, a switch and one on paper don't. */
export function contractAct(
  row: ContractRow,
  { name, fields, signature, document }: ContractBody,
  supplierSignature = '0x',
): LedgerAct {
  const { consumer, plan, signer } = row
  const content = struct(fields)
  const common = {
    key: contractKey(row),
    words: `Plan ${plan} of ${consumer}`,
    reason: 'Who supplies whom by which plan.',
  }
  if (name === 'ConsumerContract')
    return signer === null
      ? act({ ...common, method: 'attestContract', args: [content] })
      : act({ ...common, method: 'signContract', args: [content, fullOf(signature), supplierSignature] })
  return signer === null
    ? act({ ...common, method: 'attestSwitch', args: [content, document] })
    : act({ ...common, method: 'switchPlan', args: [content, fullOf(signature)] })
}

/** What was paid on a day. */
export function paymentAct({ list, date, struct: content }: PaymentDay): LedgerAct {
  return act({
    key: `retail payments ${list}`,
    method: 'postPayments',
    args: [content],
    words: `Payments of ${date}`,
    reason: 'What was paid on bills, and to whom it belongs.',
  })
}

/** A rate of the token. */
export function rateAct({ unitsPerMinor, sourceHash, at }: RatePosted): LedgerAct {
  return act({
    key: `retail rate ${sourceHash}`,
    method: 'fixRate',
    args: [struct({ unitsPerMinor, source: sourceHash, at: Math.floor(at / 1_000) })],
    words: 'Rate of the token',
    reason: 'Bills can be paid in tokens for a day.',
  })
}

/** A field of a struct that the chain told. */
export function fieldOf(value: LedgerValue | undefined, field: string): LedgerValue | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as { readonly [name: string]: LedgerValue })[field]
    : undefined
}
