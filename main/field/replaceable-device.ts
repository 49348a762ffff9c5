import type { Stop } from '../../domain/clock.ts'
import type { Device, ReadingBatch } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'

/** A device that can be opened anew, with another definition, while everybody keeps holding the same object. */
export interface ReplaceableDevice extends Device {
  /** Stops the device of the moment and goes on with `next`, which is not yet started. After `stop` it does nothing. */
  replace(next: Device): Promise<void>
}

/** Forwards to `first`, later to whatever took its place. Between two devices nothing is written. */
export function createReplaceableDevice(first: Device): ReplaceableDevice {
  const listeners = new Set<(batch: ReadingBatch) => void>()
  const state = { device: first, isStarted: false, isStopped: false, isBetween: false }
  let replacing = Promise.resolve()
  const listenTo = (device: Device): Stop => device.onReadings((batch) => listeners.forEach((listen) => listen(batch)))
  let stopListening = listenTo(first)

  const exchange = async (next: Device): Promise<void> => {
    if (state.isStopped) return
    state.isBetween = true
    stopListening()
    await state.device.stop()
    state.device = next
    stopListening = listenTo(next)
    state.isBetween = false
    if (state.isStarted) next.start()
  }
  const writable = (): Device => {
    if (!state.isBetween) return state.device
    throw new PowerchainError('Device.Unreachable', 'nothing was written: the device is being connected anew')
  }

  return {
    get traits() {
      return state.device.traits
    },
    start() {
      state.isStarted = true
      state.device.start()
    },
    async stop() {
      // An exchange under way ends first; it must not start a device that nobody would stop.
      state.isStarted = false
      state.isStopped = true
      await replacing
      stopListening()
      await state.device.stop()
    },
    replace(device) {
      const done = replacing.then(() => exchange(device))
      replacing = done
      return done
    },
    onReadings(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    status: () => state.device.status(),
    writeSetpoint: async (powerKW) => writable().writeSetpoint(powerKW),
    async switchOutput(name, isOn) {
      const device = writable()
      if (!device.switchOutput) throw new PowerchainError('Device.NotWritable', 'it has no outputs')
      await device.switchOutput(name, isOn)
    },
    beat: async () => writable().beat(),
  }
}
