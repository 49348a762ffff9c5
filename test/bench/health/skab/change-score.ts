/** Score of alarms at change points: 100 = each found at once without a false alarm, 0 = no alarm. */
export interface ChangeScore {
  standard: number
  lowFp: number
  lowFn: number
  found: number
  changes: number
  falseAlarms: number
  alarms: number
}

/** Instants of true changes and of alarms in one run, each rising. */
export interface Changes {
  changesAt: readonly number[]
  alarmsAt: readonly number[]
}

/** How long after a change an alarm counts for it. */
const windowMs = 60_000
const profiles = [
  { falseAlarm: -0.11, miss: -1 },
  { falseAlarm: -0.22, miss: -1 },
  { falseAlarm: -0.11, miss: -2 },
] as const

/**
 * The change-point score of the Skoltech Anomaly Benchmark (waico/tsad, `chp_score`): a window of 60 s opens at each change,
 * where two overlap the later one begins at the end of the earlier; the first alarm inside is worth 1 at its begin and as
 * little as a false one at its end, along a hyperbolic tangent; alarms outside cost, further ones inside do not.
 */
export function changeScore(runs: readonly Changes[]): ChangeScore {
  const raw = profiles.map(() => 0)
  let [found, changes, falseAlarms, alarms] = [0, 0, 0, 0]
  for (const { changesAt, alarmsAt } of runs) {
    const windows = windowsOf(changesAt)
    const firsts = windows.map(([from, to]) => alarmsAt.find((at) => at >= from && at <= to))
    const outside = alarmsAt.filter((at) => !windows.some(([from, to]) => at >= from && at <= to)).length
    profiles.forEach(({ falseAlarm, miss }, i) => {
      const worth = windows.map(([from, to], w) => {
        const first = firsts[w]
        return first === undefined ? miss : worthAt((first - from) / (to - from), falseAlarm)
      })
      raw[i] = worth.reduce((sum, one) => sum + one, (raw[i] ?? 0) + outside * falseAlarm)
    })
    found += firsts.filter((first) => first !== undefined).length
    changes += windows.length
    falseAlarms += outside
    alarms += alarmsAt.length
  }
  const [standard = 0, lowFp = 0, lowFn = 0] = profiles.map(
    ({ miss }, i) => (100 * ((raw[i] ?? 0) - miss * changes)) / (changes - miss * changes),
  )
  return { standard, lowFp, lowFn, found, changes, falseAlarms, alarms }
}

function windowsOf(changesAt: readonly number[]): [from: number, to: number][] {
  const windows = changesAt.map((at): [number, number] => [at, at + windowMs])
  for (let i = 1; i < windows.length; i++) {
    const [before, now] = [windows[i - 1], windows[i]]
    if (before && now && before[1] >= now[0]) now[0] = before[1]
  }
  return windows
}

/** Steps of the published table along a window. */
const steps = 1_000

function worthAt(place: number, falseAlarm: number): number {
  const step = Math.min(steps - 1, Math.floor(place * steps))
  const x = -Math.PI / 2 + (Math.PI * step) / (steps - 1)
  const half = (1 - falseAlarm) / 2
  return (-half * Math.tanh(x)) / Math.tanh(Math.PI / 2) + half + falseAlarm
}
