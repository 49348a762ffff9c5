import type { ErrorDescription, Interface } from 'ethers'
import { contractNames } from '../../../domain/settlement/ledger.ts'
import { hasAbi, interfaceOf } from './abis.ts'

interface NodeError {
  info?: { error?: { message?: string; data?: unknown } }
  error?: { message?: string; data?: unknown }
  data?: unknown
  shortMessage?: string
}

/** The node's own words, which ethers wraps; a contract's own error by its name and values: `SettlementSequenceGap(3)`. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { info, error: inner, data } = error as NodeError
  const told = info?.error ?? inner
  const found = named(told?.data ?? data)
  return found ? `execution reverted: ${found}` : (told?.message ?? error.message)
}

/** Whether a contract refused; else the node did not answer, or not well. */
export function isRefusal(words: string): boolean {
  return /revert|execution/i.test(words)
}

function named(data: unknown): string | undefined {
  if (typeof data !== 'string' || !/^0x[0-9a-fA-F]{8}/.test(data)) return undefined
  for (const name of contractNames.filter(hasAbi)) {
    const parsed = parsedBy(interfaceOf(name), data)
    if (parsed) return `${parsed.name}(${parsed.args.map(String).join(', ')})`
  }
  return undefined
}

function parsedBy(one: Interface, data: string): ErrorDescription | null {
  try {
    return one.parseError(data)
  } catch {
    return null // the selector is known, its values are not what they should be
  }
}
