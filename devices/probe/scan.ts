import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import { readDefinitions } from '../load-definitions.ts'
import type { PlaceAnswer } from '../onboarding/scan/place.ts'
import type { ScanRange } from '../onboarding/scan/range.ts'
import { scanPlaces } from '../onboarding/scan/scan-field.ts'
import { createLines } from '../transports/modbus/lines.ts'
import type { ProbeReading } from './reading.ts'

/** What it takes to look through a range from the command line. */
export interface ScanOptions {
  range: ScanRange
  dataDir: string
  clock: Clock
  signal: AbortSignal
  remark(text: string): void
}

/** Asks each place of a named range who it is, and none beyond; a line for each, the silent ones too. */
export async function* scan({ range, dataDir, clock, signal, remark }: ScanOptions): AsyncGenerator<ProbeReading> {
  const { definitions, faults } = readDefinitions({ extra: join(dataDir, 'definitions'), clock })
  for (const { file, line, column, field, expected } of faults)
    remark(`${file}:${line}:${column} ${field}: ${expected}`)
  const needs = { site: { devices: [] }, definitions, dataDir, lines: createLines(), clock, signal }
  for await (const answer of scanPlaces(range, needs)) yield lineOf(answer, clock)
}

function lineOf(answer: PlaceAnswer, clock: Clock): ProbeReading {
  const { endpoint, unit } = answer
  const point = unit === undefined ? 'server' : `unit ${unit}`
  const at = clock.now()
  if (answer.type === 'silent')
    return { point, value: null, unit: '', quality: 'bad', at, reason: answer.reason, endpoint }
  const { maker, model, serial, detail, latencyMs, proposals } = answer
  const value = [nameOf(answer), detail].filter(Boolean).join(', ')
  return { point, value, unit: '', quality: 'good', at, endpoint, maker, model, serial, latencyMs, proposals }
}

/** Maker, model and serial number of a SunSpec device; the details of others tell it already. */
function nameOf({ maker, model, serial, detail }: Extract<PlaceAnswer, { type: 'found' }>): string {
  return detail.startsWith('SunSpec') ? `${maker} ${model} (S/N ${serial})` : ''
}
