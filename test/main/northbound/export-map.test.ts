import { expect, test } from 'vitest'
import { createForTest, siteOf } from './site-for-test.ts'
import { readTable } from '../../../main/tables/read-table.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const { northbound } = createForTest({ site: siteOf(), dataDir: '/nowhere', clock: createVirtualClock() })

test.each(['csv', 'xlsx'] as const)(
  'the map as %s says of every value where it is and what it means',
  async (format) => {
    const file = await northbound.exportMap(format)
    expect(file.name).toBe(`powerchain-map-v1.${format}`)
    const { columns, rows } = await readTable(file)
    const lines = rows.map(({ cells }) => Object.fromEntries(columns.map((column, n) => [column, cells[n]])))
    expect(lines).toHaveLength(11 + northbound.describe().points.length)
    expect(lines.find((line) => line['Asset'] === 'battery' && line['Point'] === 'activePowerKW')).toEqual({
      Asset: 'battery',
      Name: 'The battery',
      Point: 'activePowerKW',
      Label: 'Power',
      Unit: 'kW',
      'Modbus unit': '1',
      'Register (from 0)': '800',
      'Address as input register': '300801',
      'Address as holding register': '400801',
      Function: '4 or 3',
      Type: 'float32, high word first',
      'Quality register': '802',
      'Age register': '803',
      Node: 'nsu=urn:powerchain:northbound;s=battery.activePowerKW',
      Sign: 'positive into the bus: import, discharge, generation; loads are negative',
    })
    expect(lines.find((line) => line['Point'] === 'watchdog')).toMatchObject({
      'Register (from 0)': '9',
      Type: 'uint16',
    })
  },
)

test('off unless the site file asks: nothing listens, the map can be looked at all the same', async () => {
  await northbound.start()
  const off = { isOn: false, endpoint: '', clients: 0, fault: '' }
  expect(northbound.describe()).toMatchObject({ modbus: off, opcUa: off })
  expect(northbound.describe().points.length).toBeGreaterThan(100)
  await northbound.stop()
})
