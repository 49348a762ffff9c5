import { changeScore } from './change-score.ts'

/** An alarm at fixed intervals whatever the signals do: its scores as means over all phases. */
export interface ClockScore {
  standard: number
  lowFp: number
  words: string
}

const everyRows = [20, 30, 45, 60, 90]
/** Phases tried of each clock. */
const phases = 12

/** Clocks beside the detector: what a score is worth that asks for no sight at all. `at` are the instants that are scored. */
export function clocks(runs: readonly { changesAt: readonly number[]; at: Float64Array }[]): ClockScore[] {
  return everyRows.map((every) => {
    const scores = Array.from({ length: phases }, (_, phase) => {
      const first = Math.floor((phase * every) / phases)
      return changeScore(
        runs.map(({ changesAt, at }) => ({ changesAt, alarmsAt: [...at].filter((_, row) => row % every === first) })),
      )
    })
    const mean = (of: (score: (typeof scores)[number]) => number) =>
      scores.reduce((sum, one) => sum + of(one), 0) / phases
    const [standard, lowFp, lowFn] = [mean((s) => s.standard), mean((s) => s.lowFp), mean((s) => s.lowFn)]
    const points = [standard, lowFp, lowFn].map((score) => score.toFixed(1)).join(' / ')
    const luckiest = Math.max(...scores.map((score) => score.lowFp)).toFixed(1)
    const falseAlarms = mean((s) => s.falseAlarms).toFixed(0)
    const words = `clock, every ${every} rows ${points}, ${falseAlarms} false (luckiest phase: low FP ${luckiest})`
    return { standard, lowFp, words }
  })
}
