/** How a sum was divided: the parts, and which positions got a unit that no exact division had. */
export interface Split {
  shares: bigint[]
  /** Positions in the order in which they got one unit more. */
  more: number[]
}

/**
 * Divides a sum by weights: each gets the whole units of its exact part, and the units left go one each to the largest
 * remainders, ties to the lower position. The parts always add up to the sum.
 * @throws RangeError for a negative sum or weight, or when all weights are 0 and the sum is not
 */
export function splitByWeights(total: bigint, weights: readonly bigint[]): Split {
  const sum = weights.reduce((all, weight) => all + weight, 0n)
  if (total < 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('neither sum nor weights can be negative')
  if (total === 0n) return { shares: weights.map(() => 0n), more: [] }
  if (sum === 0n) throw new RangeError('nothing says who gets it: all weights are 0')
  const shares = weights.map((weight) => (total * weight) / sum)
  const left = Number(total - shares.reduce((all, share) => all + share, 0n))
  const more = weights
    .map((weight, position) => ({ position, remainder: (total * weight) % sum }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.position - b.position : a.remainder > b.remainder ? -1 : 1))
    .slice(0, left)
    .map(({ position }) => position)
  for (const position of more) shares[position] = (shares[position] ?? 0n) + 1n
  return { shares, more }
}

/** Sum of amounts. */
export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n)
}
