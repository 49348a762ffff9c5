import type { Device, LinkStatus, ReadingBatch } from '../../domain/device.ts'
import type { EpochMs, KW } from '../../domain/units.ts'

/** A device that exists in a rerun only: it delivers what it is given, and what is written to it goes to `onSetpoint`. */
export interface RerunDevice extends Device {
  deliver(batch: ReadingBatch): void
}

/** A device of a rerun. */
export function createRerunDevice(given: {
  since: EpochMs
  acceptsSetpoint: boolean
  onSetpoint: (powerKW: KW) => void
}): RerunDevice {
  const { since, acceptsSetpoint, onSetpoint } = given
  const listeners = new Set<(batch: ReadingBatch) => void>()
  const status: LinkStatus = {
    state: 'connected',
    since,
    detail: 'from the recording',
    endpoint: '',
    answerRatio: 1,
    latencyMs: 0,
    lostCount: 0,
  }
  return {
    traits: { definition: 'rerun', points: [], acceptsSetpoint },
    start: () => {},
    stop: () => Promise.resolve(),
    onReadings(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    status: () => status,
    writeSetpoint(powerKW) {
      onSetpoint(powerKW)
      return Promise.resolve()
    },
    beat: () => Promise.resolve(),
    deliver(batch) {
      for (const listener of listeners) listener(batch)
    },
  }
}
