import type { Proposal } from '../../domain/rpc/field/field.ts'
import type { ProbeReading } from './reading.ts'

/** How lines are printed. */
export interface PrintStyle {
  isJson: boolean
  /** With place, raw registers and how they are read. */
  isRaw: boolean
}

/** The lines of a round: JSON objects, or an aligned table for people. */
export function printed(readings: readonly ProbeReading[], { isJson, isRaw }: PrintStyle): string[] {
  if (!isJson) return table(readings, isRaw)
  return readings.map(({ place, raw, reading, ...line }) =>
    JSON.stringify(isRaw ? { ...line, place, raw, reading } : line),
  )
}

function table(readings: readonly ProbeReading[], isRaw: boolean): string[] {
  const rows = readings.map(
    ({ point, value, unit, quality, reason, did, endpoint, proposals, place, raw, reading }) => [
      endpoint === undefined ? point : `${endpoint} ${point}`,
      value === null ? '-' : String(value),
      unit,
      quality,
      [did, reason, ...(isRaw ? [place, raw, reading] : []), ...(proposals ?? []).map(fitText)]
        .filter(Boolean)
        .join('; '),
    ],
  )
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

function fitText({ definition, fit }: Proposal): string {
  return `${definition} ${Math.round(fit * 100)} %`
}
