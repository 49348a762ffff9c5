import type { Clock } from '../../domain/clock.ts'
import type { Wh } from '../../domain/metering/meter.ts'
import { quarterOf } from '../../domain/metering/quarter.ts'
import type { EpochMs } from '../../domain/units.ts'
import { closeQuarters } from './close-quarters.ts'
import { type closeRegister, overUntil } from './close-register.ts'
import type { Key } from './metering-store.ts'
import { createRegisterWatch } from './watch-register.ts'

/** What a register showed before it was read for the first time, in order of time. */
export interface PastRegister {
  key: Key
  readings: { at: EpochMs; wh: Wh }[]
}

/**
 * Takes the past of a register and writes the energies of its quarters, to the one in which it joins what is read now. Does
 * nothing where nothing is read yet. Gives slice by slice. Errors: `Store.Failed`.
 */
export function* takePast(
  { timeZone, clock }: { timeZone: string; clock: Pick<Clock, 'now'> },
  given: Parameters<typeof closeRegister>[1],
  past: readonly PastRegister[],
): Generator<void, void, void> {
  const { store, tell, point, key } = given
  const { readings = [] } =
    past.find((one) => one.key.pointId === key.pointId && one.key.register === key.register) ?? {}
  const [first] = readings
  const joinsAt = store.firstAt(key)
  if (!first || joinsAt === undefined) return
  const watch = createRegisterWatch(point, key.register, { epoch: 1, isFirst: true })
  const kept = readings.map(({ at, wh }) => {
    const { keep, notes } = watch.take({ at, takenAt: at, monotonicMs: at, wh })
    return { key, keep, notes }
  })
  store.keep(kept)
  const now = clock.now()
  const from = quarterOf(first.at) + 1
  const to = Math.min(quarterOf(joinsAt) + 1, overUntil(now))
  for (const written of closeQuarters({ ...given, timeZone, from, to, now })) {
    if (written.length > 0) tell(written)
    yield
  }
}
