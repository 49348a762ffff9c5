import type { ActBody } from '../../domain/metering/acts.ts'
import type { Interval, MeterPoint, RegisterReading } from '../../domain/metering/meter.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { MeteringStore } from './metering-store.ts'

type Body<K extends ActBody['kind']> = Extract<ActBody, { kind: K }>

/** Writes the energy that people agreed on as the next revision of its quarter. */
export function edit(store: MeteringStore, { pointId, register, quarter, wh }: Body<'edit'>, now: EpochMs): Interval {
  const key = { pointId, register }
  const before = store.revisions(key, quarter).at(-1)
  const edited: Interval = {
    ...key,
    quarter,
    wh,
    revision: before ? before.revision + 1 : 0,
    quality: 'edited',
    method: 'person',
    epoch: before?.epoch ?? store.meters(pointId).at(-1)?.epoch ?? 1,
    closingWh: before?.closingWh ?? null,
  }
  store.addIntervals([edited], now)
  return edited
}

/**
 * Hangs up another meter: the old one's closing and the new one's opening reading join the two counts. Without a closing
 * reading what passed since the last one is unknown.
 */
export function exchange(store: MeteringStore, point: MeterPoint, body: Body<'exchange'>, now: EpochMs): void {
  const { pointId, at, serial, closing, opening } = body
  const before = store.meters(pointId).at(-1)?.epoch ?? 0
  store.addMeter({ pointId, epoch: before + 1, serial, from: at, until: null })
  for (const register of point.registers) {
    const [close, open] = [closing[register], opening[register]]
    const common = { pointId, register, at, takenAt: now, kind: 'edge' as const }
    const kept: RegisterReading[] = []
    if (close !== undefined) kept.push({ ...common, epoch: before, wh: close, isNewStart: false })
    if (open !== undefined) kept.push({ ...common, epoch: before + 1, wh: open, isNewStart: close === undefined })
    store.keep([{ key: { pointId, register }, keep: kept, notes: [] }])
  }
}
