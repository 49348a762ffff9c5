import type { Clock } from '../../../domain/clock.ts'
import type { ScanStep } from '../../../domain/rpc/field/field.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Definitions } from '../../load-definitions.ts'
import type { Lines } from '../../transports/modbus/lines.ts'
import { askServers } from './ask-servers.ts'
import { askUnits } from './ask-units.ts'
import { merged } from './merged.ts'
import { type PlaceAnswer, placeName } from './place.ts'
import { placesIn, readRange, type ScanRange } from './range.ts'

/** What a scan needs. */
export interface ScanFieldOptions {
  /** As {@link readRange} reads it. Nothing outside is ever asked. */
  range: string
  /** What the site has already: asked gently, and named. */
  site: { devices: readonly DeviceConfig[] }
  definitions: Definitions
  /** Folder of the site's own files; OPC UA certificates are kept in `pki` below it. */
  dataDir: string
  /** Connections that the site's devices use too. */
  lines: Lines
  clock: Clock
  signal: AbortSignal
}

/** Hosts asked at once: they don't know of each other, but switches and our own processor do. */
const hostsAtOnce = 16
const progressMs: Ms = 100

/**
 * Looks who is there, with reads only: each answer as it comes, progress at most ten times a second, and an end.
 * @throws PowerchainError `Config.Invalid` for a range that is none
 */
export async function* scanField(options: ScanFieldOptions): AsyncGenerator<ScanStep, void, void> {
  const { clock, signal } = options
  const range = readRange(options.range)
  const total = placesIn(range)
  let asked = 0
  let found = 0
  let toldMs = -progressMs
  for await (const answer of scanPlaces(range, options)) {
    asked += 1
    if (answer.type === 'found') {
      found += 1
      yield answer
    }
    const nowMs = clock.monotonicMs()
    if (nowMs - toldMs < progressMs && asked < total) continue
    toldMs = nowMs
    yield { type: 'progress', asked, total, now: placeName(answer) }
  }
  yield { type: 'end', found, silent: asked - found, ended: signal.aborted && asked < total ? 'stopped' : '' }
}

/** Asks every place of a range; each answer as it comes, the silent ones too. Ends at once when told to. */
export function scanPlaces(
  range: ScanRange,
  options: Omit<ScanFieldOptions, 'range'>,
): AsyncGenerator<PlaceAnswer, void, void> {
  const { site, ...rest } = options
  const left = new AbortController()
  const asking = { ...rest, devices: site.devices, signal: AbortSignal.any([options.signal, left.signal]) }
  const way = { atOnce: hostsAtOnce, leave: () => left.abort() }
  if (range.kind === 'opcUa') return askServers({ ...asking, ...way, endpoints: range.endpoints })
  const { hosts, units } = range
  return merged(
    hosts.map((host) => () => askUnits({ ...asking, host, units })),
    way,
  )
}
