import { ORPCError } from '@orpc/client'
import { contract } from '../../domain/rpc/contract.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { EngineClient } from '../connection/connection.ts'

/** Code of a command that was given while a replay is shown. It never reaches the engine. */
export const replayCode = 'Replay'
/** Why nothing can be ordered while a replay is shown. */
export const replayWords = 'This is a replay'

type Calls = Record<string, Record<string, (...given: unknown[]) => Promise<unknown>>>

function refuse(): Promise<never> {
  return Promise.reject(new ORPCError(replayCode, { message: `${replayWords}; go back to live to act.` }))
}

function isLooking(topic: string, name: string): boolean {
  const procedures = contract as unknown as Record<string, Record<string, { '~orpc': { meta: { role?: string } } }>>
  return procedures[topic]?.[name]?.['~orpc'].meta.role === 'viewer'
}

/** The engine as a replay sees it: it may be looked at up to `now`, the moment shown, and not be commanded. */
export function pastClient(client: EngineClient, now: () => EpochMs): EngineClient {
  const calls = client as unknown as Calls
  const upToNow: Record<string, (...given: unknown[]) => Promise<unknown>> = {
    'alarms.journal': (input, options) => {
      const asked = input as Parameters<EngineClient['alarms']['journal']>[0]
      const to = Math.min(asked.to ?? Infinity, Math.floor(now()) + 1)
      return client.alarms.journal({ ...asked, to }, options as object)
    },
    'history.audit': async (input, options) => {
      const rows = await client.history.audit(
        input as Parameters<EngineClient['history']['audit']>[0],
        options as object,
      )
      return rows.filter(({ at }) => at <= now())
    },
  }
  const topics = Object.entries(contract).map(([topic, procedures]) => {
    const entries = Object.keys(procedures).map((name) => {
      const call = upToNow[`${topic}.${name}`] ?? ((...given: unknown[]) => calls[topic]?.[name]?.(...given))
      return [name, isLooking(topic, name) ? call : refuse]
    })
    return [topic, Object.fromEntries(entries)]
  })
  return Object.fromEntries(topics) as EngineClient
}
