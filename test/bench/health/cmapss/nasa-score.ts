/**
 * NASA's score of forecasts of remaining life: the sum of exp(-d / 13) - 1 for a forecast that is d cycles early (d < 0)
 * and exp(d / 10) - 1 for one that is late (A. Saxena et al., Damage propagation modeling, PHM 2008).
 */
export function nasaScore(foreseen: readonly number[], came: readonly number[]): number {
  return foreseen.reduce((sum, value, i) => {
    const late = value - (came[i] ?? Number.NaN)
    return sum + Math.exp(late < 0 ? -late / 13 : late / 10) - 1
  }, 0)
}

/** Root of the mean square error. */
export function rootMeanSquareError(foreseen: readonly number[], came: readonly number[]): number {
  const squares = foreseen.reduce((sum, value, i) => sum + (value - (came[i] ?? Number.NaN)) ** 2, 0)
  return Math.sqrt(squares / foreseen.length)
}
