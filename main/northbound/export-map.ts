import type { Asset } from '../../domain/asset.ts'
import { pointSpec } from '../../domain/points.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import { tableFile } from '../documents/documents.ts'
import type { Cell, Table } from '../tables/table.ts'
import type { MappedPoint } from './map.ts'
import { header } from './modbus/registers.ts'
import { layout, mapVersion } from './slots.ts'

const columns = [
  'Asset',
  'Name',
  'Point',
  'Label',
  'Unit',
  'Modbus unit',
  'Register (from 0)',
  'Address as input register',
  'Address as holding register',
  'Function',
  'Type',
  'Quality register',
  'Age register',
  'Node',
  'Sign',
] as const

/** The map as a table for whoever sets up the other system: first the header, then every point. */
export function exportMap(
  format: 'csv' | 'xlsx',
  map: { assets: readonly Asset[]; points: readonly MappedPoint[]; firstUnit: number },
): Promise<MadeFile> {
  const names = new Map(map.assets.map(({ id, name }) => [id, name]))
  const points: Table = {
    title: 'Points',
    columns,
    rows: [...headerRows(map.firstUnit), ...map.points.map((point) => pointRow(point, names.get(point.assetId) ?? ''))],
  }
  return tableFile(`powerchain-map-v${mapVersion}`, format, [points, notes])
}

function pointRow(point: MappedPoint, name: string): Cell[] {
  const { assetId, point: key, label, unit, modbusUnit, register, qualityRegister, node } = point
  const place = [modbusUnit, register, ...addresses(register), '4 or 3', 'float32, high word first']
  return [assetId, name, key, label, unit, ...place, qualityRegister, register + 3, node, signRemark(point)]
}

function headerRows(modbusUnit: number): Cell[][] {
  return Object.entries(header).map(([name, { register, type, label }]) => {
    const written = type === 'uint32' ? 'uint32, high word first' : type
    const [input, holding] = addresses(register)
    return [
      null,
      null,
      name,
      label,
      null,
      modbusUnit,
      register,
      input,
      holding,
      '4 or 3',
      written,
      null,
      null,
      null,
      null,
    ]
  })
}

/** As manuals print them, with six digits: registers beyond 9,999 have no other. */
function addresses(register: number): [number, number] {
  return [300_001 + register, 400_001 + register]
}

function signRemark({ point, unit }: MappedPoint): string {
  if (pointSpec(point).signed) return 'positive into the bus: import, discharge, generation; loads are negative'
  return unit === 'kWh' && point !== 'usableEnergyKWh' ? 'rising counter, never negative' : ''
}

const notes: Table = {
  title: 'Notes',
  columns: ['What', 'Meaning'],
  rows: [
    ['Access', 'Read only. Any attempt to write is refused and recorded.'],
    ['Functions', 'Function 4 (input registers) and 3 (holding registers) give the same registers from 0.'],
    ['Value', 'float32, high word first; not a number (7FC00000 hex) where there is no value.'],
    ['Quality', '0 good, 1 stale (last value), 2 suspect, 3 bad, 4 never delivered, 5 put in by hand. Use 0 only.'],
    ['Age', 'Seconds since the device measured it; 65535 = more, or never.'],
    ['One request', 'All registers of one request are of the same control cycle.'],
    ['Watchdog', 'When it stands still, the control loop has stopped: do not use the values.'],
    ['Counters', 'float32 has 7 digits. Where energy counts to the last kWh, use OPC UA (Double).'],
    ['Blocks', `Each asset has ${layout.stride} registers, in the order of the site file; new ones go at the end.`],
    ['Check of the asset', `Registers +${layout.kindOffset} kind, +${layout.idOffset} its id as ASCII, in each block.`],
    ['OPC UA', 'nsu= is the namespace by name; its number may differ. Data type Double, EngineeringUnits as property.'],
  ],
}
