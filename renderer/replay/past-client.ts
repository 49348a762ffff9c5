import { ORPCError } from '@orpc/client'
import { contract } from '../../domain/rpc/contract.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { EngineClient } from '../connection/connection.ts'

/** Code of a command that was given while a replay is shown. It never reaches the engine. */
const replayCode = 'Replay'
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
  const upToNow = callsUpTo(client, now)
  const topics = Object.entries(contract).map(([topic, procedures]) => {
    const entries = Object.keys(procedures).map((name) => {
      const call = upToNow[`${topic}.${name}`] ?? ((...given: unknown[]) => calls[topic]?.[name]?.(...given))
      return [name, isLooking(topic, name) ? call : refuse]
    })
    return [topic, Object.fromEntries(entries)]
  })
  return Object.fromEntries(topics) as EngineClient
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
