import { createChangeDetector } from '../../../../main/health/detect/machine/change.ts'
import { createMachineDetector } from '../../../../main/health/detect/machine/machine.ts'
import { machineDefaults } from '../../../../main/health/detect/machine/settings.ts'
import { atLeast, atMost, type Figure } from '../../figure.ts'
import { type Changes, type ChangeScore, changeScore } from './change-score.ts'
import { clocks } from './clocks.ts'
import { type Judged, type OutlierScore, outlierScore } from './outlier-score.ts'
import { type SkabRun, skabRuns, trainingRows } from './runs.ts'

/** Thresholds tried when a group of runs is left out, as shares of the one in use. */
const tried = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4]
const mostFarPct = 18

/** Figures of the Skoltech Anomaly Benchmark, one configuration and one threshold for all runs, beside clocks. */
export function skabFigures({ dataDir }: { dataDir: string }): Figure[] {
  const runs = skabRuns(dataDir)
  return [...outlierFigures(runs), ...changeFigures(runs)]
}

function outlierFigures(runs: readonly SkabRun[]): Figure[] {
  const seen = runs.map((run) => judge(run))
  const score = outlierScore(seen)
  console.log(`  SKAB, ${runs.length} runs: F1 / false alarm rate / missed alarm rate`)
  console.log(`    machine (ours)   ${outlierWords(score)}`)
  console.log(
    `    always alarm     ${outlierWords(outlierScore(seen.map(({ truth }) => ({ truth, verdict: truth.map(() => 1) }))))}`,
  )
  for (const { name, own, others } of groupsOf(runs)) {
    const at = tried
      .map((share) => ({ share, score: outlierScore(others.map((run) => judge(run, share))) }))
      .filter(({ score: { farPct } }) => farPct <= mostFarPct)
      .toSorted((a, b) => b.score.f1 - a.score.f1)[0]
    const left = at
      ? outlierWords(outlierScore(own.map((run) => judge(run, at.share))))
      : 'none holds the false alarm rate'
    const asIs = outlierWords(outlierScore(own.map((run) => judge(run))))
    console.log(`    ${name} left out: threshold x ${at?.share ?? '-'} gives ${left}; as it is ${asIs}`)
  }
  const f1 = Math.round(score.f1 * 1_000) / 1_000
  return [
    { name: 'SKAB outlier F1', value: f1, unit: '', target: '>= 0.82', ok: f1 >= 0.82 },
    atMost('SKAB false alarm rate', score.farPct, '%', mostFarPct),
  ]
}

function changeFigures(runs: readonly SkabRun[]): Figure[] {
  const score = changeScore(runs.map((run) => changes(run)))
  console.log('    change points: standard / low FP / low FN')
  console.log(`    change (ours)    ${changeWords(score)}`)
  for (const { name, own } of groupsOf(runs))
    console.log(`    ${name} alone: ${changeWords(changeScore(own.map((run) => changes(run))))}`)
  const tickers = clocks(runs.map((run) => ({ changesAt: changesOf(run), at: run.at.subarray(trainingRows) })))
  for (const { words } of tickers) console.log(`    ${words}`)
  const best = (of: (clock: (typeof tickers)[number]) => number) => Math.max(...tickers.map(of))
  console.log(
    `    best clock by its mean over all phases: standard ${best(({ standard }) => standard).toFixed(1)}, low FP ${best(({ lowFp }) => lowFp).toFixed(1)}`,
  )
  return [
    atLeast('SKAB change points, standard', score.standard, 'points', 55),
    atLeast('SKAB change points, low FP', score.lowFp, 'points', 50),
    atLeast('SKAB change points, low FP above the best clock', score.lowFp - best(({ lowFp }) => lowFp), 'points', 5),
    atMost('SKAB false alarms for each change point', score.falseAlarms / score.changes, '', 0.75),
  ]
}

/** Each group of runs beside all others. */
function groupsOf(runs: readonly SkabRun[]): { name: string; own: SkabRun[]; others: SkabRun[] }[] {
  return [...new Set(runs.map(({ group }) => group))].map((name) => ({
    name,
    own: runs.filter(({ group }) => group === name),
    others: runs.filter(({ group }) => group !== name),
  }))
}

function judge(run: SkabRun, share = 1): Judged {
  const settings = { ...machineDefaults, threshold: machineDefaults.threshold * share }
  const detector = createMachineDetector(run.columns.length, settings)
  const verdict = new Uint8Array(run.at.length)
  eachRow(run, (row, values) => (verdict[row] = detector.push(values).isOn ? 1 : 0))
  return { truth: run.anomaly.subarray(trainingRows), verdict: verdict.subarray(trainingRows) }
}

function changesOf({ at, changepoint }: SkabRun): number[] {
  return [...at].filter((_, row) => row >= trainingRows && changepoint[row] === 1)
}

function changes(run: SkabRun): Changes {
  const detector = createChangeDetector(run.columns.length)
  const alarmsAt: number[] = []
  eachRow(run, (row, values) => {
    if (detector.push(values).isChange) alarmsAt.push(run.at[row] ?? 0)
  })
  return { changesAt: changesOf(run), alarmsAt }
}

function eachRow({ at, columns }: SkabRun, see: (row: number, values: Float64Array) => void): void {
  const values = new Float64Array(columns.length)
  for (let row = 0; row < at.length; row++) {
    columns.forEach((column, i) => (values[i] = column[row] ?? Number.NaN))
    see(row, values)
  }
}

function outlierWords({ f1, farPct, marPct }: OutlierScore): string {
  return `${f1.toFixed(3)} / ${farPct.toFixed(1)} % / ${marPct.toFixed(1)} %`
}

/** A change score in words. */
function changeWords({ standard, lowFp, lowFn, found, changes: all, falseAlarms, alarms }: ChangeScore): string {
  const points = [standard, lowFp, lowFn].map((score) => score.toFixed(1)).join(' / ')
  return `${points}, found ${found} of ${all}, ${falseAlarms} of ${alarms} alarms false`
}
