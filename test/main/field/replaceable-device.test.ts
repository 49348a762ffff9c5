import { expect, test } from 'vitest'
import type { Device, DeviceTraits, ReadingBatch } from '../../../domain/device.ts'
import { createReplaceableDevice } from '../../../main/field/replaceable-device.ts'

/** A device that tells what is done with it and stops when the test says so. */
function fakeDevice(name: string, stopped: Promise<void> = Promise.resolve()) {
  const done: string[] = []
  const listeners = new Set<(batch: ReadingBatch) => void>()
  const traits: DeviceTraits = { definition: name, points: ['activePowerKW'], acceptsSetpoint: true }
  const device: Device = {
    traits,
    start: () => void done.push('start'),
    async stop() {
      await stopped
      done.push('stop')
    },
    onReadings(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    status: () => ({
      state: 'connected',
      since: 0,
      detail: name,
      endpoint: '',
      answerRatio: 1,
      latencyMs: 0,
      lostCount: 0,
    }),
    writeSetpoint: (powerKW) => Promise.resolve(void done.push(`write ${powerKW}`)),
    beat: () => Promise.resolve(),
  }
  const deliver = (value: number): void => {
    for (const listen of listeners) listen({ activePowerKW: { value, at: 0, quality: 'good' } })
  }
  return { device, done, deliver }
}

test('whoever holds the device gets readings and writes of the one that took its place', async () => {
  const [first, second] = [fakeDevice('first'), fakeDevice('second')]
  const device = createReplaceableDevice(first.device)
  const heard: unknown[] = []
  device.onReadings(({ activePowerKW }) => heard.push(activePowerKW?.value))
  device.start()
  first.deliver(1)
  await device.replace(second.device)
  first.deliver(2)
  second.deliver(3)
  await device.writeSetpoint(-5)
  expect(heard).toEqual([1, 3])
  expect(device.traits.definition).toBe('second')
  expect(first.done).toEqual(['start', 'stop'])
  expect(second.done).toEqual(['start', 'write -5'])
})

test('between the two nothing is written', async () => {
  const gate = Promise.withResolvers<void>()
  const device = createReplaceableDevice(fakeDevice('first', gate.promise).device)
  device.start()
  const replaced = device.replace(fakeDevice('second').device)
  await Promise.resolve()
  await expect(device.writeSetpoint(1)).rejects.toMatchObject({ code: 'Device.Unreachable' })
  gate.resolve()
  await replaced
  await device.writeSetpoint(1)
})

test('stopped while it is replaced, nothing is left running', async () => {
  const gate = Promise.withResolvers<void>()
  const [first, second] = [fakeDevice('first', gate.promise), fakeDevice('second')]
  const device = createReplaceableDevice(first.device)
  device.start()
  void device.replace(second.device)
  const stopped = device.stop()
  gate.resolve()
  await stopped
  expect(second.done).not.toContain('start')
  await device.replace(fakeDevice('third').device)
})
