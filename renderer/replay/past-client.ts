import { ORPCError } from '@orpc/client'
import { contract } from '../../domain/rpc/contract.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { EngineClient } from '../connection/connection.ts'

/** Code of a command that was given while a replay is shown. It never reaches the engine. */
const replayCode = 'Replay'
/** Why nothing can be ordered while a replay is shown. */
export const replayWords = 'This is a replay'

type Call = (...given: unknown[]) => Promise<unknown>
interface Calls {
  [name: string]: Call | Calls
}
interface Procedures {
  [name: string]: { '~orpc': { meta: { role?: string } } } | Procedures
}

function refuse(): Promise<never> {
  return Promise.reject(new ORPCError(replayCode, { message: `${replayWords}; go back to live to act.` }))
}

/** The engine as a replay sees it: it may be looked at up to `now`, the moment shown, and not be commanded. */
export function pastClient(client: EngineClient, now: () => EpochMs): EngineClient {
  const upToNow = callsUpTo(client, now)
  const pastOf = (procedures: Procedures, calls: Calls, path: readonly string[]): Calls =>
    Object.fromEntries(
      Object.entries(procedures).map(([name, procedure]) => {
        const way = [...path, name]
        if (!('~orpc' in procedure)) return [name, pastOf(procedure, calls[name] as Calls, way)]
        const call =
          (upToNow[way.join('.')] as Call | undefined) ?? ((...given: unknown[]) => (calls[name] as Call)(...given))
        const { meta } = procedure['~orpc'] as { meta: { role?: string } }
        return [name, meta.role === 'viewer' ? call : refuse]
      }),
    )
  return pastOf(contract as unknown as Procedures, client as unknown as Calls, []) as unknown as EngineClient
}

/** Calls whose answers would tell what came after the moment shown. */
function callsUpTo(client: EngineClient, now: () => EpochMs): Record<string, (...given: never[]) => Promise<unknown>> {
  const { alarms, history } = client
  return {
    'alarms.journal': (...[input, options]: Parameters<typeof alarms.journal>) =>
      alarms.journal({ ...input, to: Math.min(input.to ?? Infinity, Math.floor(now()) + 1) }, options),
    'alarms.detail': async (...given: Parameters<typeof alarms.detail>) => {
      const detail = await alarms.detail(...given)
      return { ...detail, steps: detail.steps.filter(({ at }) => at <= now()) }
    },
    'history.audit': async (...given: Parameters<typeof history.audit>) =>
      (await history.audit(...given)).filter(({ at }) => at <= now()),
    'history.annotations': async (...given: Parameters<typeof history.annotations>) =>
      (await history.annotations(...given)).filter(({ from }) => from <= now()),
    'history.trend': async (...given: Parameters<typeof history.trend>) => {
      const { from, stepMs, min, max, mean, notGood } = await history.trend(...given)
      const known = (column: (number | null)[]) => column.map((value, i) => (from + i * stepMs <= now() ? value : null))
      const then = { from, stepMs, min: known(min), max: known(max), mean: known(mean) }
      if (!notGood) return then
      return { ...then, notGood: notGood.map((share, i) => (from + i * stepMs <= now() ? share : 0)) }
    },
  }
}
