import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInFolder, definitionFiles, readDefinition } from '../../../devices/load-definitions.ts'
import { isControllable } from '../../../domain/asset.ts'
import { createRegisterMap } from '../../../devices/simulated/servers/register-map.ts'
import type { SimulatedDevice } from '../../../devices/simulated/simulated-device.ts'

const own = definitionFiles(builtInFolder).filter((file) => basename(file).startsWith('powerchain-'))

describe.each(own.map((file) => ({ name: basename(file), file })))('$name', ({ file }) => {
  const { value: definition } = readDefinition(file)

  test('lies in the folder of its kind under the name of its id', () => {
    expect(basename(dirname(file))).toBe(definition.kind)
    expect(basename(file)).toBe(`${definition.id.replace('/', '-')}.yaml`)
  })

  test('can be steered, and has a watchdog with a heartbeat to keep it quiet, exactly when its kind can be', () => {
    const parts = [definition.setpoint, definition.heartbeat, definition.watchdog].map((part) => part !== undefined)
    expect(parts).toEqual(Array.from({ length: 3 }, () => isControllable(definition.kind)))
  })
})

test('the blueprint is a definition that reads, and lays out as registers', () => {
  const { value: definition } = readDefinition(join(builtInFolder, '_blueprint.yaml'))
  if (definition.protocol !== 'modbus') throw new Error('the blueprint shows Modbus')
  const device: SimulatedDevice = {
    id: 'copy',
    assetId: 'copy',
    serial: 'B1-0001',
    isAnswering: true,
    points: () => ({ activePowerKW: 250, setpointKW: 250, socPct: 61.5, state: 3 }),
    writeSetpoint: () => {},
    beat: () => {},
    restart: () => {},
  }
  const map = createRegisterMap(definition, device)
  // -250.00 kW as charging counts, low word first; 61.5 %; running; no temperature sensor
  expect(map.read('input', 100, 7)).toEqual([0x9e58, 0xffff, 0x9e58, 0xffff, 615, 2, 0x8000])
  expect(map.read('holding', 0, 8)).toEqual([0x4231, 0x2d30, 0x3030, 0x3100, 0, 0, 0, 0])
})
