import type { DataValue } from 'node-opcua-client'
import type { Clock } from '../../domain/clock.ts'
import type { ReadingBatch } from '../../domain/device.ts'
import type { PointName } from '../../domain/points.ts'
import type { Reading } from '../../domain/reading.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { OpcUaPoint } from '../definition.ts'
import { toOurs } from '../points/scaling.ts'
import { numberOf, qualityOf } from '../transports/opc-ua/status.ts'

/** A time further from our clock than this is not believed. */
const believedSkewMs: Ms = 2_000
/** Values are renewed when the server was heard so long after they were last told. */
const renewMs: Ms = 500

/** What a server said about the points of one device, in our units, and what was odd about it. */
export class OpcUaValues {
  readonly #clock: Clock
  readonly #newest = new Map<PointName, Reading>()
  readonly #missing = new Set<PointName>()
  #sourceSkewMs: Ms = 0

  constructor({ clock }: { clock: Clock }) {
    this.#clock = clock
  }

  /** Takes in what the server told; the reading is never older than one that was given before. */
  take(name: PointName, point: OpcUaPoint, value: DataValue): Reading {
    const { at, ...reading } = this.#reading(point, value)
    const taken = { ...reading, at: Math.max(at, this.#newest.get(name)?.at ?? 0) }
    this.#newest.set(name, taken)
    if (this.#missing.size > 0 || taken.value === null) this.#note(name, value)
    return taken
  }

  /** Points the server has no node for, or lets nobody watch. */
  lack(names: readonly PointName[]): ReadingBatch {
    const none: Reading = { value: null, at: this.#clock.now(), quality: 'bad' }
    for (const name of names) {
      this.#missing.add(name)
      this.#newest.set(name, none)
    }
    return Object.fromEntries(names.map((name) => [name, none]))
  }

  /** The server only tells changes: values it told before still hold when it was heard at `heardAt`. */
  renewed(heardAt: EpochMs): ReadingBatch {
    return this.#changed(
      ({ quality, at }) => quality !== 'bad' && quality !== 'stale' && at + renewMs <= heardAt,
      ({ value, quality }) => ({ value, quality, at: heardAt }),
    )
  }

  /** Nothing tells any more whether the values still hold. */
  stale(): ReadingBatch {
    return this.#changed(
      ({ quality }) => quality === 'good' || quality === 'suspect',
      (reading) => ({ ...reading, quality: 'stale' }),
    )
  }

  /** What a person should know: points without a node, a clock that is off. */
  notes(): string[] {
    const clock = `device clock off by ${(this.#sourceSkewMs / 1_000).toFixed(0)} s, the server's time is used`
    return [
      ...(this.#missing.size > 0 ? [`points missing: ${[...this.#missing].join(', ')}`] : []),
      ...(this.#sourceSkewMs === 0 ? [] : [clock]),
    ]
  }

  #changed(which: (reading: Reading) => boolean, into: (reading: Reading) => Reading): ReadingBatch {
    const batch: ReadingBatch = {}
    for (const [name, reading] of this.#newest) {
      if (!which(reading)) continue
      batch[name] = into(reading)
      this.#newest.set(name, batch[name])
    }
    return batch
  }

  #note(name: PointName, { statusCode }: DataValue): void {
    if (statusCode.name === 'BadNodeIdUnknown') this.#missing.add(name)
    else this.#missing.delete(name)
  }

  #reading(point: OpcUaPoint, value: DataValue): Reading {
    const times = this.#times(value)
    const quality = qualityOf(value)
    if (quality === 'bad') return { value: null, quality, ...times }
    const ours = toOurs(numberOf(value.value), point)
    return { value: ours.value, quality: ours.quality === 'good' ? quality : ours.quality, ...times }
  }

  /** The source's time; the server's where the source's clock is off, ours where both are. */
  #times({ sourceTimestamp, serverTimestamp }: DataValue): Pick<Reading, 'at' | 'sourceAt'> {
    const now = this.#clock.now()
    const sourceAt = sourceTimestamp?.getTime() ?? now
    const skewMs = sourceAt - now
    if (Math.abs(skewMs) <= believedSkewMs) {
      this.#sourceSkewMs = 0
      return { at: sourceAt }
    }
    this.#sourceSkewMs = skewMs
    const serverAt = serverTimestamp?.getTime() ?? now
    return { at: Math.abs(serverAt - now) <= believedSkewMs ? serverAt : now, sourceAt }
  }
}
