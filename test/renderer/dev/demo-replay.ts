import { qualities } from '../../../domain/reading.ts'
import type { EngineStatus, LiveMessage } from '../../../domain/rpc/live.ts'
import type { ReplayRequest } from '../../../domain/rpc/past/replay.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import type { createDemoHistory } from './trends/demo-history.ts'

interface DemoReplayNeeds {
  site: SiteDescription
  history: ReturnType<typeof createDemoHistory>
  /** A status to begin from. */
  status: () => EngineStatus
}

/** A past period from the made-up history, in the messages of the live stream; one alarm stands from 45 to 30 minutes before its end. */
export function createDemoReplay({ site, history, status }: DemoReplayNeeds) {
  const messageAt = (at: number, seq: number, { to }: ReplayRequest): LiveMessage => {
    const means = site.points.map(({ assetId, point }) => {
      const asked = { assetId, point, from: at, to: at + 1_000, buckets: 1 }
      return history.trend(asked).mean[0] ?? null
    })
    const isRaised = at >= to - 2_700_000 && at < to - 1_800_000
    return {
      type: seq === 0 ? 'snapshot' : 'delta',
      seq,
      at,
      readings: {
        i: means.map((_, i) => i),
        v: means,
        q: means.map((mean) => qualities.indexOf(mean === null ? 'bad' : 'good')),
        t: means.map(() => at),
      },
      status: { ...status(), isReplay: true },
      headroom: { canGive: [], canTake: { assetsKW: 0, usableKW: 0, heldBackBy: 'not recorded' }, release: [] },
      decisions: [],
      instructions: [],
      alarms: isRaised ? [alarmOf(to - 2_700_000)] : [],
      links: [],
    }
  }
  return async function* stream(asked: ReplayRequest): AsyncGenerator<LiveMessage> {
    const { from, to, speed } = asked
    for (let seq = 0; ; seq++) {
      const at = Math.min(from + seq * 250 * speed, to)
      yield messageAt(Math.round(at), seq, asked)
      if (at >= to) return
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

function alarmOf(raisedAt: number) {
  const response = 'Reduce the draw of the site.'
  const state = 'activeUnacknowledged' as const
  const text = 'Import above the contracted limit'
  return {
    id: 'then-1',
    code: 'grid.importLimit',
    priority: 2 as const,
    text,
    response,
    state,
    raisedAt: Math.round(raisedAt),
  }
}
