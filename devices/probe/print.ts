import type { ProbeReading } from './reading.ts'

/** The lines of a round: JSON objects, or an aligned table for people. */
export function printed(readings: readonly ProbeReading[], isJson: boolean): string[] {
  return isJson ? readings.map((reading) => JSON.stringify(reading)) : table(readings)
}

function table(readings: readonly ProbeReading[]): string[] {
  const rows = readings.map(({ point, value, unit, quality, reason, did }) => [
    point,
    value === null ? '-' : String(value),
    unit,
    quality,
    [did, reason].filter(Boolean).join('; '),
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
