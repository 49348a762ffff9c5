import { implement, type ImplementerInternalWithMiddlewares, ORPCError } from '@orpc/server'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import { type Contract, contract } from '../../domain/rpc/contract.ts'
import type { Authorise } from '../access/authorise.ts'
import type { CallContext } from './context.ts'

const contracted = implement(contract).$context<CallContext>()

/** The contract with a role check before every procedure: what handlers are made of. */
export function guarded({ authorise, log }: { authorise: Authorise; log: Log }): Guarded {
  const checked = contracted.use(async ({ context, path, procedure, next }) => {
    const call = path.join('.')
    try {
      // A procedure whose contract names no role is asked for the highest one.
      authorise(context.person, call, procedure['~orpc'].meta.role ?? 'engineer')
      return await next()
    } catch (error) {
      throw forCaller(error, call, log)
    }
  })
  return checked
}

/** The builders of all procedures, in the shape of the contract; named, because what is inferred is too long to be written out. */
export type Guarded = ImplementerInternalWithMiddlewares<Contract, CallContext, CallContext>

/** The error as the caller may see it: our own with code, sentence and facts; any other without a word of detail. */
export function forCaller(error: unknown, call: string, log: Log): ORPCError<string, unknown> {
  if (error instanceof PowerchainError)
    return new ORPCError(error.code, { status: 422, message: error.message, data: { details: error.details } })
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return invalidInput(error)
  if (error instanceof ORPCError && error.status < 500) return error
  log.error('call failed', { call, reason: reasonOf(error) })
  return new ORPCError('Internal', { status: 500, message: 'The engine failed at this; its log says more.' })
}

function invalidInput({ data }: ORPCError<string, unknown>): ORPCError<string, unknown> {
  const issues = ((data as { issues?: { message: string; path?: readonly PropertyKey[] }[] } | undefined)?.issues ?? [])
    .slice(0, 20)
    .map(({ message, path }) => ({
      path: (path ?? []).map(String).join('.').slice(0, 100),
      message: message.slice(0, 300),
    }))
  const words = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  return new ORPCError('InvalidInput', {
    status: 400,
    message: words || 'The input is not as expected.',
    data: { issues },
  })
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const issues = error.cause instanceof Error && 'issues' in error.cause ? JSON.stringify(error.cause.issues) : ''
  return [error.stack ?? error.message, issues.slice(0, 2_000)].filter(Boolean).join(' | ')
}
