/** The value at `target` when it lies before `known`, else that of the last day on which this time of the day does. */
export function dayBefore(column: Float64Array, known: number, target: number): number {
  const days = target < known ? 0 : Math.floor((target - known) / 96) + 1
  return column[target - 96 * days] ?? Number.NaN
}

/** Mean of the values at `target`'s time on the last `days` days (or, by `stride`, weeks) that lie before `known`. */
export function meanOfDays(
  column: Float64Array,
  { known, target, days, stride = 96 }: { known: number; target: number; days: number; stride?: number },
): number {
  const first = target < known ? 1 : Math.floor((target - known) / stride) + 1
  let [sum, count] = [0, 0]
  for (let day = first; day < first + days; day++) {
    const value = column[target - stride * day] ?? Number.NaN
    if (Number.isNaN(value)) continue
    sum += value
    count += 1
  }
  return sum / count
}
