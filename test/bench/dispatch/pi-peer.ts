import { ratedRange } from '../../../domain/asset.ts'
import type { Clock } from '../../../domain/clock.ts'
import { usable } from '../../../domain/reading.ts'
import { clamp, type KW, type Ms } from '../../../domain/units.ts'
import type { BenchPlant } from './bench-plant.ts'

/** The best of a small search on the 2 MW step with these delays: higher gains ring, lower ones are slower. */
const gains = { kp: 0.3, kiPerS: 0.9 }
/** A setpoint is written when it moved by more than this. */
const writeAboveKW: KW = 2

/**
 * What many sites run: a PI loop on the error of the meter, shared over all storage in proportion to its rating; mining
 * takes the storage's mean over with the same proportions, slowly. Integration stops at the end of the range.
 */
export function startPeer({
  plant,
  clock,
  cycleMs,
  target,
}: {
  plant: BenchPlant
  clock: Clock
  cycleMs: Ms
  target: (frequencyHz: number) => KW | undefined
}): () => Promise<void> {
  const all = [...plant.assets.values()]
  const storage = all.filter((a) => a.asset.kind === 'flywheel' || a.asset.kind === 'battery')
  const mining = all.filter((a) => a.asset.kind === 'container')
  const ratingOf = (of: typeof all) => of.reduce((sum, a) => sum + Math.abs(ratedRange(a.asset).minKW), 0)
  const [storageKW, miningKW] = [ratingOf(storage), ratingOf(mining)]
  const sent = new Map(all.map((a) => [a.asset.id, a.setpointKW]))
  const state = { meterKW: undefined as KW | undefined, frequencyHz: 50, integralKW: 0 }
  let drawKW = -mining.reduce((sum, a) => sum + a.powerKW, 0)
  plant.devices.get('grid')?.onReadings((batch) => {
    state.meterKW = usable(batch.activePowerKW)
    state.frequencyHz = usable(batch.frequencyHz) ?? 50
  })
  const write = (id: string, powerKW: KW) => {
    if (Math.abs(powerKW - (sent.get(id) ?? 0)) <= writeAboveKW) return
    sent.set(id, powerKW)
    void plant.devices.get(id)?.writeSetpoint(powerKW)
  }
  const stop = clock.every(cycleMs, () => {
    const goalKW = target(state.frequencyHz)
    if (goalKW === undefined || state.meterKW === undefined) return
    const error = state.meterKW - goalKW
    const dt = cycleMs / 1_000
    state.integralKW = clamp(state.integralKW + gains.kiPerS * error * dt, -storageKW, storageKW)
    const total = clamp(gains.kp * error + state.integralKW, -storageKW, storageKW)
    for (const a of storage) write(a.asset.id, (total * Math.abs(ratedRange(a.asset).minKW)) / storageKW)
    drawKW = clamp(drawKW - (total * dt) / 30, 0.15 * miningKW, miningKW)
    const perRated = drawKW / miningKW
    for (const a of mining) {
      const powerKW = -perRated * Math.abs(ratedRange(a.asset).minKW)
      if (Math.abs(powerKW - (sent.get(a.asset.id) ?? 0)) > 26) write(a.asset.id, powerKW)
    }
  })
  return () => {
    stop()
    return Promise.resolve()
  }
}
