import { describe, expect, test } from 'vitest'
import { assetKinds, assetSchema } from '../../../domain/asset.ts'
import { readCsv } from '../../../main/tables/csv.ts'
import { withRow } from '../../../renderer/views/field/device-list/list-file.ts'
import {
  type AddDraft,
  draftFaults,
  draftRow,
  freeId,
  newDraft,
  requiredRatings,
} from '../../../renderer/views/field/scan/add/add-draft.ts'

const of = { definition: 'eastron/sdm630', endpoint: 'modbus-tcp://192.168.1.10:502', unit: 3 }
const draft: AddDraft = { id: 'pv-2', name: 'Roof B', mode: 'commissioning', feeder: '', serial: '7E1A', ratings: {} }

const read = (file: { base64: string }) => readCsv('devices.csv', Buffer.from(file.base64, 'base64')).rows

describe('ratings asked for', () => {
  test.each(assetKinds)('are exactly what an asset of kind %s cannot do without', (kind) => {
    const given = requiredRatings(kind).map(({ name, choices }) => [name, choices?.[0]?.value ?? 10])
    const asset = { kind, id: 'x', name: 'X', device: 'x', ...Object.fromEntries(given) }
    expect(assetSchema.safeParse(asset).success).toBe(true)
    for (const [name] of given)
      expect(assetSchema.safeParse({ ...asset, [String(name)]: undefined }).success).toBe(false)
  })

  test('have label and unit', () => {
    expect(requiredRatings('pv')).toEqual([{ name: 'ratedPowerKW', label: 'Rated power', unit: 'kW' }])
    expect(requiredRatings('battery')[0]).toMatchObject({ name: 'chemistry', label: 'Chemistry' })
  })
})

describe('a draft', () => {
  const taken = new Set(['pv', 'pv-2'])

  test('begins with a free id, and with the name the device gives itself', () => {
    expect(freeId('pv', taken)).toBe('pv-3')
    const model = { kind: 'pv', maker: 'SolarEdge', model: 'inverters' } as never
    expect(newDraft(model, { maker: 'SolarEdge', model: 'SE33K' } as never, 'S1', taken)).toMatchObject({
      id: 'pv-3',
      name: 'SolarEdge SE33K',
      mode: 'commissioning',
      serial: 'S1',
    })
    expect(newDraft(model, { maker: '', model: '' } as never, '', taken).name).toBe('SolarEdge inverters')
  })

  test.each([
    ['id', { id: 'PV 2' }, /lower-case/],
    ['id', { id: 'pv' }, /already/],
    ['name', { name: ' ' }, /name/],
    ['ratedPowerKW', { ratings: { ratedPowerKW: '' } }, /a number in kW/],
    ['ratedPowerKW', { ratings: { ratedPowerKW: '12 kW' } }, /a number such as/],
    ['ratedPowerKW', { ratings: { ratedPowerKW: '-3' } }, /a number such as/],
  ])('with a wrong %s %j says so', (field, change, words) => {
    const faults = draftFaults({ ...draft, id: 'pv-9', ratings: { ratedPowerKW: '33' }, ...change }, 'pv', taken)
    expect(Object.keys(faults)).toEqual([field])
    expect(faults[field]).toMatch(words)
  })
})

describe('a row at the end of the list', () => {
  const heads = 'device,definition,endpoint,unit,serial,mode,security,asset,name,kind,feeder,maxAgeMs,ratedPowerKW'
  const list = { name: 'devices.csv', mediaType: 'text/csv', base64: '' }
  const asList = (text: string) => ({ ...list, base64: Buffer.from(text).toString('base64') })

  test('keeps what is there and is read back cell by cell', () => {
    const named = { ...draft, name: '=Roof "B", east; São', ratings: { ratedPowerKW: '33.5' } }
    const rows = read(
      withRow(
        asList(`\uFEFF${heads}\r\ngrid,a/b,simulated,1,,control,,grid,Grid,grid,,,\r\n`),
        draftRow(named, of, 'pv'),
      ),
    )
    expect(rows).toHaveLength(2)
    expect(rows[0]?.cells[0]).toBe('grid')
    const cells =
      'pv-2|eastron/sdm630|modbus-tcp://192.168.1.10:502|3|7E1A|commissioning||pv-2|=Roof "B", east; São|pv|||33.5'
    expect(rows[1]?.cells.join('|')).toBe(cells)
  })

  test('is refused when the list has no column for a value', () => {
    expect(() => withRow(asList('device,name\r\n'), draftRow(draft, of, 'pv'))).toThrow('no column "definition"')
  })
})
