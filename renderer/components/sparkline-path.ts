/** Points of a small trend in a box of `width` x `height`; `null` breaks the line. A flat line runs in the middle. */
export function sparklinePath(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((v) => v !== null)
  if (known.length === 0) return ''
  const low = Math.min(...known)
  const spread = Math.max(...known) - low
  const step = width / Math.max(values.length - 1, 1)
  const y = (v: number) => (spread === 0 ? height / 2 : height - ((v - low) / spread) * height)
  let isDrawing = false
  return values
    .map((v, i) => {
      if (v === null) {
        isDrawing = false
        return ''
      }
      const command = `${isDrawing ? 'L' : 'M'}${(i * step).toFixed(1)} ${y(v).toFixed(1)}`
      isDrawing = true
      return command
    })
    .join('')
}

/** Where the last known value of {@link sparklinePath} lies; `undefined` when it is missing. */
export function sparklineEnd(values: readonly (number | null)[], width: number, height: number) {
  const last = values.at(-1)
  if (last === null || last === undefined) return undefined
  const point = /[ML]([\d.-]+) ([\d.-]+)$/.exec(sparklinePath(values, width, height))
  return point ? { x: Number(point[1]), y: Number(point[2]) } : undefined
}
