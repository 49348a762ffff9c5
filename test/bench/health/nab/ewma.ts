/** Share of each row that is learned; the best of those tried on the public part. */
const rate = 0.005

/** A peer: distance to an exponentially weighted mean in its exponentially weighted standard deviations (S. Roberts, 1959). */
export function createEwma(): (value: number) => number {
  let [mean, variance, rows] = [0, 0, 0]
  return (value) => {
    rows++
    const share = Math.max(rate, 1 / rows)
    const off = value - mean
    const score = variance > 0 ? Math.abs(off) / Math.sqrt(variance) : 0
    mean += share * off
    variance = (1 - share) * (variance + share * off * off)
    return score
  }
}
