import { expect, test } from 'vitest'
import type { Device, ReadingBatch } from '../../domain/device.ts'
import { siteSchema } from '../../domain/site.ts'
import { createImageStore } from '../../main/image-store.ts'

const site = siteSchema.parse({
  version: 1,
  name: 'Test site',
  connection: { importLimitKW: 1_000, exportLimitKW: 1_000 },
  devices: [{ id: 'meter', definition: 'test/test', endpoint: 'modbus-tcp://127.0.0.1:502' }],
  assets: [
    { kind: 'grid', id: 'grid', name: 'Grid', device: 'meter', maxAgeMs: 1_000 },
    { kind: 'load', id: 'works', name: 'Works', device: 'meter', ratedPowerKW: 100, maxAgeMs: 5_000 },
  ],
})

function meter() {
  const listeners = new Set<(batch: ReadingBatch) => void>()
  const link = { since: 0, detail: '', endpoint: '', answerRatio: 1, latencyMs: 1, lostCount: 0 }
  const device: Device = {
    traits: { definition: 'test/test', points: ['activePowerKW'], acceptsSetpoint: false },
    start: () => {},
    stop: () => Promise.resolve(),
    onReadings: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    status: () => ({ ...link, state: 'connected' }),
    writeSetpoint: () => Promise.resolve(),
    beat: () => Promise.resolve(),
  }
  const deliver = (value: number, at: number) => {
    for (const listener of listeners) listener({ activePowerKW: { value, at, quality: 'good' } })
  }
  return { device, deliver, listeners }
}

function store() {
  const { device, deliver, listeners } = meter()
  const images = createImageStore({ site, devices: new Map([['meter', device]]) })
  images.start()
  return { images, deliver, listeners }
}

test('a point never delivered is bad and has no value', () => {
  const image = store().images.freeze(1_000, 1)
  expect(image.reading('grid', 'activePowerKW')).toEqual({ value: null, at: 0, quality: 'bad' })
  expect(image.value('grid', 'activePowerKW')).toBeUndefined()
})

test('a device gives its readings to every asset it speaks for, each with its own allowed age', () => {
  const { images, deliver } = store()
  deliver(70, 10_000)
  const image = images.freeze(12_000, 1)
  expect(image.reading('grid', 'activePowerKW')).toEqual({ value: 70, at: 10_000, quality: 'stale' })
  expect(image.value('grid', 'activePowerKW')).toBeUndefined()
  expect(image.value('works', 'activePowerKW')).toBe(70)
})

test('a frozen image does not see what arrives later, nor grow old', () => {
  const { images, deliver } = store()
  deliver(70, 10_000)
  const image = images.freeze(10_100, 1)
  deliver(80, 10_200)
  expect(image.value('grid', 'activePowerKW')).toBe(70)
  expect(images.freeze(10_300, 2).value('grid', 'activePowerKW')).toBe(80)
})

test('it carries the links of the devices, and stop takes its listeners away', () => {
  const { images, listeners } = store()
  expect(images.freeze(0, 1).link('works')?.state).toBe('connected')
  images.stop()
  expect(listeners.size).toBe(0)
})
