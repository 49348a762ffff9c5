import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'
import type { Known, Run } from './match-edges.ts'

/** Runs that are alike: one consumer, for all that the meter tells. Plain data, so that it can be kept. */
export interface Group {
  id: string
  label: string | null
  /** Means of the logarithms of power and length, and their mean square deviations. */
  power: number
  powerSpread: number
  length: number
  lengthSpread: number
  runs: number
  firstSeenAt: EpochMs
  lastSeenAt: EpochMs
}

/** Groups of runs that follow what runs now. */
export interface Groups extends Known {
  /** Takes a run; gives the group it belongs to. */
  take(run: Run): Group
  all(): readonly Group[]
  /** Called with the old and the new id when two turn out to be one. */
  onMerge(listener: (from: string, into: string) => void): void
}

const mostGroups = 40
/** Deviations below which two powers, and two lengths, are the same for us, as logarithms. */
const [leastPower, leastLength] = [0.05, 0.4]
/** Squared distance up to which a run belongs to a group, and two groups are one. */
const [joinAt, mergeAt] = [9, 2.5]
/** A mean follows at least so fast. */
const leastRate = 0.02
/** Nothing is more unusual than this. */
const mostSurprise = 4
/** From so many runs on a group is a consumer that recurs. */
const usualRuns = 5

/** Groups that go on from those kept. */
export function createGroups(idOf: (n: number) => string, kept: readonly Group[] = []): Groups {
  let groups: Group[] = kept.map((group) => ({ ...group }))
  let next = 1 + Math.max(0, ...groups.map(({ id }) => Number(id.split('-').at(-1)) || 0))
  const listeners: ((from: string, into: string) => void)[] = []
  const merge = (): void => {
    for (const [i, a] of groups.entries())
      for (const b of groups.slice(i + 1)) {
        if (between(a, b) > mergeAt || (a.label !== null && b.label !== null)) continue
        const [into, from] = b.label !== null ? [b, a] : [a, b]
        absorb(into, from)
        groups = groups.filter((one) => one !== from)
        for (const listener of listeners) listener(from.id, into.id)
        return
      }
  }
  return {
    take(run) {
      const found = nearest(groups, run)
      if (found) {
        adapt(found, run)
        merge()
        return groups.includes(found) ? found : (nearest(groups, run) ?? found)
      }
      const group = begun(idOf(next++), run)
      groups = roomIn(groups)
      groups.push(group)
      return group
    },
    all: () => groups,
    onMerge: (listener) => void listeners.push(listener),
    surprise(powerKW, lastsMs) {
      const power = Math.log(Math.max(1e-3, powerKW))
      const length = Math.log(Math.max(1_000, lastsMs))
      const like = groups.filter((group) => group.runs >= usualRuns && powerDistance(group, power) < joinAt)
      if (like.length === 0) return undefined
      return Math.min(mostSurprise, ...like.map((group) => lengthDistance(group, length)))
    },
    longestMs(powerKW) {
      const like = groups.filter((group) => powerDistance(group, Math.log(Math.max(1e-3, powerKW))) < joinAt)
      const runs = like.reduce((sum, group) => sum + group.runs, 0)
      // what is rare among the runs of this power may be edges that were missed
      const usual = like.filter((group) => group.runs >= usualRuns && group.runs >= 0.1 * runs)
      if (usual.length === 0) return Infinity
      return Math.max(...usual.map(({ length, lengthSpread }) => Math.exp(length + 4 * Math.sqrt(lengthSpread))))
    },
    powersKW: () => groups.filter((group) => group.runs >= usualRuns).map((group) => usualOf(group).powerKW),
  }
}

function begun(id: string, run: Run): Group {
  const { power, length } = logs(run)
  const spreads = { powerSpread: leastPower ** 2, lengthSpread: leastLength ** 2 }
  return { id, label: null, power, length, ...spreads, runs: 1, firstSeenAt: run.from, lastSeenAt: run.to }
}

function logs({ powerKW, from, to }: Run): { power: number; length: number } {
  return { power: Math.log(Math.max(1e-3, powerKW)), length: Math.log(Math.max(1_000, to - from)) }
}

function powerDistance({ power, powerSpread }: Group, at: number): number {
  return (at - power) ** 2 / Math.max(powerSpread, leastPower ** 2)
}

function lengthDistance({ length, lengthSpread }: Group, at: number): number {
  return (at - length) ** 2 / Math.max(lengthSpread, leastLength ** 2)
}

function nearest(groups: readonly Group[], run: Run): Group | undefined {
  const { power, length } = logs(run)
  let best: { group: Group; distance: number } | undefined
  for (const group of groups) {
    // a run may be unusually short or long and still be of its consumer: its length counts half
    const distance = powerDistance(group, power) + 0.5 * lengthDistance(group, length)
    if (distance <= joinAt && (!best || distance < best.distance)) best = { group, distance }
  }
  return best?.group
}

/** Running means; a single odd run moves them by no more than three deviations. */
function adapt(group: Group, run: Run): void {
  const { power, length } = logs(run)
  group.runs += 1
  group.lastSeenAt = Math.max(group.lastSeenAt, run.to)
  const rate = Math.max(leastRate, 1 / (group.runs + 1))
  const moved = (mean: number, spread: number, value: number) => {
    const most = 3 * Math.sqrt(spread)
    const off = Math.min(most, Math.max(-most, value - mean))
    return [mean + rate * off, spread + rate * (off ** 2 - spread)] as const
  }
  ;[group.power, group.powerSpread] = moved(group.power, Math.max(group.powerSpread, leastPower ** 2), power)
  ;[group.length, group.lengthSpread] = moved(group.length, Math.max(group.lengthSpread, leastLength ** 2), length)
}

function between(a: Group, b: Group): number {
  return Math.min(powerDistance(a, b.power), powerDistance(b, a.power)) + 0.5 * lengthDistance(a, b.length)
}

function absorb(into: Group, from: Group): void {
  const share = from.runs / (into.runs + from.runs)
  into.power += share * (from.power - into.power)
  into.length += share * (from.length - into.length)
  into.runs += from.runs
  into.firstSeenAt = Math.min(into.firstSeenAt, from.firstSeenAt)
  into.lastSeenAt = Math.max(into.lastSeenAt, from.lastSeenAt)
}

/** Leaves room for one more: what nobody named and ran least gives way. */
function roomIn(groups: Group[]): Group[] {
  if (groups.length < mostGroups) return groups
  const rank = ({ label, runs, lastSeenAt }: Group) => (label === null ? 0 : 1e9) + runs + lastSeenAt / 1e13
  return groups.toSorted((a, b) => rank(b) - rank(a)).slice(0, mostGroups - 1)
}

/** Usual power and length of a group. */
export function usualOf({ power, length }: Group): { powerKW: KW; lastsMs: Ms } {
  return { powerKW: Math.exp(power), lastsMs: Math.exp(length) }
}
