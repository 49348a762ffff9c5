import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'
import { createEdgeFinder } from './edges.ts'
import { createGroups, type Group } from './groups.ts'
import { createMatcher } from './match.ts'
import type { Open } from './match-edges.ts'
import { bucketMs, type OwnedRun, type Split, splitLoad } from './split.ts'

/** All that one load's disaggregation knows, as plain data. */
export interface LoadState {
  /** Everything before this instant was taken. */
  doneUntil: EpochMs
  noiseKW: KW
  open: Open[]
  groups: Group[]
  runs: OwnedRun[]
  means: { from: EpochMs; meanKW: (KW | null)[] }
}

/** Readings of a load in order of time, positive into the bus as everywhere; a value holds until the next. */
export interface LoadReadings {
  at: ArrayLike<EpochMs>
  /** NaN = not known. */
  powerKW: ArrayLike<KW>
}

/** Finds recurring consumers in one load. */
export interface Disaggregation {
  /** Takes the readings up to `until`, in order and each once. */
  take(readings: LoadReadings, until: EpochMs): void
  groups(): readonly Group[]
  /** Runs of the last seven days. */
  runs(): readonly OwnedRun[]
  split(): Split
  /** Names a consumer; `false` = there is none of this id. */
  label(id: string, label: string | null): boolean
  doneUntil(): EpochMs
  state(): LoadState
}

const secondMs: Ms = 1_000
const keptMs: Ms = 7 * 86_400_000
const mostRuns = 8_000
/** Readings further apart in the mean are coarse; fewer than these tell nothing of it. */
const [coarseMs, leastReadings]: [Ms, number] = [15_000, 20]
/** A reading that is not followed by another stands for no more than this: unchanged values are stored each minute. */
const holdMs: Ms = 90_000

/** The disaggregation of one load, going on from what was kept. */
export function createDisaggregation(assetId: string, kept?: LoadState): Disaggregation {
  const finder = createEdgeFinder(kept ? { noiseKW: kept.noiseKW } : {})
  const groups = createGroups((n) => `${assetId}-${n}`, kept?.groups)
  const matcher = createMatcher(groups, kept?.open)
  const means = createMeans(kept?.means)
  let runs: OwnedRun[] = kept ? [...kept.runs] : []
  let doneUntil = kept?.doneUntil ?? -Infinity
  let seesEdges = true
  let last: { at: EpochMs; powerKW: KW } | undefined
  groups.onMerge((from, into) => {
    runs = runs.map((run) => (run.groupId === from ? { ...run, groupId: into } : run))
  })
  const second = (at: EpochMs, drawKW: KW): void => {
    means.add(at, drawKW)
    if (!seesEdges) return
    const seen = finder.take(at, drawKW)
    if (!seen?.edge) return
    for (const run of matcher.take(seen.edge, finder.noiseKW())) runs.push({ ...run, groupId: groups.take(run).id })
    if (seen.edge.stepKW < 0) matcher.fit(at, seen.levelKW)
  }
  /** Seconds from the last one on that the reading before stands for. */
  const hold = (until: EpochMs): void => {
    if (!last) return
    const end = Math.min(until, last.at + holdMs)
    let at = Math.max(Math.ceil(last.at / secondMs) * secondMs, doneUntil)
    for (; at < end; at += secondMs) second(at, Math.max(0, -last.powerKW))
    if (end < until) finder.gap()
    doneUntil = Math.max(doneUntil, at)
  }
  return {
    take({ at, powerKW }, until) {
      seesEdges = !isCoarse({ at, powerKW })
      if (!seesEdges) finder.gap()
      for (let i = 0; i < at.length; i++) {
        const instant = at[i] ?? 0
        hold(Math.min(instant, until))
        const value = powerKW[i] ?? Number.NaN
        if (Number.isNaN(value)) finder.gap()
        last = Number.isNaN(value) ? undefined : { at: instant, powerKW: value }
      }
      hold(until)
      doneUntil = Math.max(doneUntil, Math.floor(until / secondMs) * secondMs)
      runs = runs.filter(({ to }) => to > doneUntil - keptMs).slice(-mostRuns)
    },
    groups: groups.all,
    runs: () => runs,
    split: () => splitLoad(means.all(), runs),
    label(id, label) {
      const group = groups.all().find((one) => one.id === id)
      if (group) group.label = label
      return group !== undefined
    },
    doneUntil: () => doneUntil,
    state: () => ({
      doneUntil,
      noiseKW: finder.noiseKW(),
      open: [...matcher.open()],
      groups: structuredClone([...groups.all()]),
      runs: [...runs],
      means: means.state(),
    }),
  }
}

/**
 * Readings that come seldom and change each time are too coarse for edges: such as a past of minutes. A draw that stands
 * still is stored seldom, too, but does not change.
 */
function isCoarse({ at, powerKW }: LoadReadings): boolean {
  const [first, last] = [at[0], at[at.length - 1]]
  if (first === undefined || last === undefined || at.length < leastReadings) return false
  let changes = 0
  for (let i = 1; i < at.length; i++) if (powerKW[i] !== powerKW[i - 1]) changes += 1
  return (last - first) / at.length > coarseMs && changes > at.length / 2
}

/** Means of five minutes over seven days. */
function createMeans(kept?: LoadState['means']) {
  const most = keptMs / bucketMs
  let from = kept?.from ?? 0
  const meanKW: KW[] = kept ? kept.meanKW.map((kW) => kW ?? Number.NaN) : []
  let [sumKW, count, bucket] = [0, 0, Number.NaN]
  const close = (): void => {
    if (count === 0) return
    if (meanKW.length === 0) from = bucket
    const place = Math.round((bucket - from) / bucketMs)
    // a bucket that was begun before a restart goes on with what is read after it
    while (meanKW.length < place) meanKW.push(Number.NaN)
    meanKW[place] = sumKW / count
    const over = meanKW.length - most
    if (over > 0) {
      meanKW.splice(0, over)
      from += over * bucketMs
    }
  }
  return {
    add(at: EpochMs, drawKW: KW): void {
      const begin = Math.floor(at / bucketMs) * bucketMs
      if (begin !== bucket) {
        close()
        ;[sumKW, count, bucket] = [0, 0, begin]
      }
      sumKW += drawKW
      count += 1
    },
    all: () => ({ from, meanKW }),
    state: () => ({
      from,
      meanKW: meanKW.map((kW) => (Number.isNaN(kW) ? null : Math.round(kW * 10) / 10)),
    }),
  }
}
