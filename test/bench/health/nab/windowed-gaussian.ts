/** Rows of its window, and how many it waits before it slides (NAB `windowedGaussian_detector.py`). */
const windowRows = 6_400
const stepRows = 100

/** A peer: the chance of the value under the normal distribution of the last 6,400 rows, as published with NAB. */
export function createWindowedGaussian(): (value: number) => number {
  let window: number[] = []
  let waiting: number[] = []
  let [mean, spread, sum] = [0, 1, 0]
  function measure(): void {
    mean = sum / window.length
    let squares = 0
    for (const value of window) squares += (value - mean) ** 2
    spread = Math.sqrt(squares / window.length) || 0.000001
  }
  return (value) => {
    const score = window.length > 0 ? 1 - tail(Math.abs(value - mean) / spread) : 0
    if (window.length < windowRows) {
      window.push(value)
      sum += value
      measure()
      return score
    }
    waiting.push(value)
    if (waiting.length === stepRows) {
      window = [...window.slice(stepRows), ...waiting]
      waiting = []
      sum = window.reduce((total, one) => total + one, 0)
      measure()
    }
    return score
  }
}

/** Chance of a standard normal value beyond z >= 0. */
function tail(z: number): number {
  return 0.5 * erfc(z / Math.SQRT2)
}

/** Complementary error function for x >= 0: its series below 2.5, the continued fraction above (Abramowitz, Stegun 7.1.6 and 7.1.14). */
function erfc(x: number): number {
  if (x < 2.5) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  let fraction = x
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction
}
