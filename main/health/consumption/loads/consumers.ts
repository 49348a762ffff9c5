import type { z } from 'zod'
import type { consumerShape } from '../../../../domain/rpc/health/consumption.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { Disaggregation } from './disaggregation.ts'
import { type Group, usualOf } from './groups.ts'
import type { OwnedRun } from './split.ts'

/** A recurring consumer as people see it. */
export type Consumer = z.infer<typeof consumerShape>

const [hourMs, dayMs]: [Ms, Ms] = [3_600_000, 86_400_000]
/** Fewer runs are chance, not a consumer that recurs. */
const leastRuns = 4

/** Consumers that recur, the one that takes most energy first; a named one is told of even when it rests. */
export function consumersOf(
  assetId: string,
  load: Pick<Disaggregation, 'groups' | 'runs' | 'split'>,
  hourOf: (at: EpochMs) => number,
): Consumer[] {
  const { byGroup, totalKWh, knownMs } = load.split()
  const runsOf = Map.groupBy(load.runs(), ({ groupId }) => groupId)
  return load
    .groups()
    .flatMap((group) => {
      const runs = runsOf.get(group.id) ?? []
      if (group.label === null && runs.length < leastRuns) return []
      const energySharePct = totalKWh > 0 ? (100 * (byGroup.get(group.id) ?? 0)) / totalKWh : 0
      return [consumerOf(assetId, group, runs, { energySharePct, knownMs, hourOf })]
    })
    .sort((a, b) => b.energySharePct - a.energySharePct || (a.id < b.id ? -1 : 1))
}

interface About {
  energySharePct: number
  knownMs: Ms
  hourOf(at: EpochMs): number
}

function consumerOf(assetId: string, group: Group, runs: readonly OwnedRun[], about: About): Consumer {
  const days = Math.max(about.knownMs / dayMs, 1 / 24)
  const lastsMs = runs.reduce((sum, { from, to }) => sum + to - from, 0)
  const { powerKW, lastsMs: usualMs } = usualOf(group)
  return {
    id: group.id,
    label: group.label,
    assetId,
    powerKW: round(powerKW, 1),
    runsPerDay: round(runs.length / days, 2),
    meanRunMin: round((runs.length > 0 ? lastsMs / runs.length : usualMs) / 60_000, 2),
    energySharePct: round(about.energySharePct, 2),
    hours: hoursOf(runs, Math.max(1, days), about.hourOf),
    firstSeenAt: Math.round(group.firstSeenAt),
    lastSeenAt: Math.round(group.lastSeenAt),
    surePct: Math.round(surePct(group, runs.length)),
  }
}

/** Share of each hour of the local day in which it ran. */
function hoursOf(runs: readonly OwnedRun[], days: number, hourOf: (at: EpochMs) => number): number[] {
  const ranMs = Array.from({ length: 24 }, () => 0)
  for (const { from, to } of runs)
    for (let at = from; at < to;) {
      const until = Math.min(to, (Math.floor(at / hourMs) + 1) * hourMs)
      const hour = hourOf(at)
      ranMs[hour] = (ranMs[hour] ?? 0) + until - at
      at = until
    }
  return ranMs.map((ms) => round(Math.min(1, ms / (days * hourMs)), 3))
}

/** How sure that these runs are one thing: many of them, and alike in power and length. */
function surePct({ powerSpread, lengthSpread }: Group, runs: number): number {
  const isMany = 1 - Math.exp(-runs / 6)
  const isAlike = 1 / (1 + powerSpread / 0.15 ** 2 / 2 + lengthSpread / 1.5 ** 2)
  return 100 * isMany * isAlike
}

function round(value: number, decimals: number): number {
  const ten = 10 ** decimals
  return Math.round(value * ten) / ten
}
