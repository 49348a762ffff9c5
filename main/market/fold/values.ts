import type { LedgerEvent, LedgerValue } from '../../../domain/settlement/ledger.ts'

/** Fields of an event or of a struct in it. */
export type Fields = Readonly<Record<string, LedgerValue>>

/** What an event does to a state of the market. */
export type Step<S> = (state: S, args: Fields, event: LedgerEvent) => void

/** Steps by the name of the event. */
export type Steps<S> = Readonly<Record<string, Step<S>>>

/** A field as text: addresses, hashes, whole numbers of any size. `''` when it is missing. */
export function text(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** A field as a number; only for fields that a number holds exactly. 0 when it is missing. */
export function count(fields: Fields, name: string): number {
  return Number(text(fields, name) || 0)
}

/** A field in unix seconds as epoch ms. */
export function instantOf(fields: Fields, name: string): number {
  return count(fields, name) * 1_000
}

/** A field as a struct; empty when it is none. */
export function struct(fields: Fields, name: string): Fields {
  const value = fields[name]
  return typeof value === 'object' && !isList(value) ? value : {}
}

/** A field as a list of texts. */
export function texts(fields: Fields, name: string): string[] {
  const value = fields[name]
  return value !== undefined && isList(value) ? value.map(String) : []
}

/** Sum of two amounts of units. */
export function plus(a: string | undefined, b: string): string {
  return String(BigInt(a ?? '0') + BigInt(b))
}

/** Difference of two amounts of units, not below 0. */
export function minus(a: string | undefined, b: string): string {
  const left = BigInt(a ?? '0') - BigInt(b)
  return String(left < 0n ? 0n : left)
}

/** Key of an account in the state: its small letters. */
export function keyOf(account: string): string {
  return account.toLowerCase()
}

function isList(value: LedgerValue): value is readonly LedgerValue[] {
  return Array.isArray(value)
}
