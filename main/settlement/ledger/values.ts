import type { ParamType, Result } from 'ethers'
import type { LedgerValue } from '../../../domain/settlement/ledger.ts'

/** A value of the chain in JSON: whole numbers as decimal texts, structs by field. */
export function ledgerValue(value: unknown, type: ParamType): LedgerValue {
  if (type.isArray()) return [...(value as Iterable<unknown>)].map((one) => ledgerValue(one, type.arrayChildren))
  if (type.isTuple()) return fieldsOf(value as Result, type.components)
  return typeof value === 'boolean' ? value : String(value)
}

/** Values by their names; one without a name goes by its place. */
export function fieldsOf(values: Result, types: readonly ParamType[]): Record<string, LedgerValue> {
  return Object.fromEntries(types.map((type, i) => [type.name || String(i), ledgerValue(values[i], type)]))
}
