/** Quotient rounded to the nearest whole number, a half to the even one. `divisor` is positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n
  const size = isNegative ? -dividend : dividend
  const down = size / divisor
  const twice = (size % divisor) * 2n
  const up = twice > divisor || (twice === divisor && down % 2n === 1n)
  const rounded = up ? down + 1n : down
  return isNegative ? -rounded : rounded
}
