import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'
import { createMeans, type KeptMeans, keptMs } from './draw-means.ts'
import { createGroups, type Group } from './groups.ts'
import type { Open } from './match-edges.ts'
import { createRunFinder } from './run-finder.ts'
import { type OwnedRun, type Split, splitLoad } from './split.ts'

/** All that one load's disaggregation knows, as plain data. */
export interface LoadState {
  /** Everything before this instant was taken. */
  doneUntil: EpochMs
  noiseKW: KW
  open: Open[]
  groups: Group[]
  runs: OwnedRun[]
  means: KeptMeans
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
const mostRuns = 8_000
/** Readings further apart in the mean are coarse; fewer than these tell nothing of it. */
const [coarseMs, leastReadings]: [Ms, number] = [15_000, 20]
/** A reading that is not followed by another stands for no more than this: unchanged values are stored each minute. */
const holdMs: Ms = 90_000

/** The disaggregation of one load, going on from what was kept. */
export function createDisaggregation(assetId: string, kept?: LoadState): Disaggregation {
  const groups = createGroups((n) => `${assetId}-${n}`, kept?.groups)
  const finder = createRunFinder(groups, kept)
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
    for (const run of finder.take(at, drawKW)) runs.push({ ...run, groupId: groups.take(run).id })
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
      open: [...finder.open()],
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
