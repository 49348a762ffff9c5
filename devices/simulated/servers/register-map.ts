import type { ModbusDefinition, ModbusPoint } from '../../definition.ts'
import type { PointName } from '../../../domain/points.ts'
import { rawIn, rawOf, registersOf, valueOf, wordsOf } from '../encode.ts'
import type { SimulatedDevice } from '../simulated-device.ts'
import type { Values } from '../models/model.ts'

/** A Modbus exception answer: 1 illegal function, 2 illegal address, 3 illegal value, 4 device failure. */
export class ModbusRefusal extends Error {
  readonly modbusErrorCode: number

  constructor(modbusErrorCode: number, message: string) {
    super(message)
    this.modbusErrorCode = modbusErrorCode
  }
}

/** Neighbouring registers that belong together. */
interface Cell {
  register: number
  length: number
  read(values: Values): number[]
  write?(words: number[]): void
}

/** The registers of a device as its definition lays them out. */
export interface RegisterMap {
  /** Unused registers between used ones read as 0. @throws ModbusRefusal 2 outside the map */
  read(table: ModbusPoint['table'], register: number, length: number): number[]
  /** @throws ModbusRefusal 2 for a register that is not writable or written in part, 3 for a value it can't take */
  write(register: number, words: readonly number[]): void
}

/** Cells of one table by register. */
const Cells = Map<number, Cell>

/** Lays out the registers of a device: points, identity, setpoint, heartbeat. */
export function createRegisterMap(definition: ModbusDefinition, device: SimulatedDevice): RegisterMap {
  const tables = { holding: new Cells(), input: new Cells(), coil: new Cells(), discrete: new Cells() }
  const { points, identity, setpoint, heartbeat } = definition
  for (const [name, point] of Object.entries(points)) add(tables[point.table], pointCell(name as PointName, point))
  if (identity) add(tables[identity.table], textCell(identity.register, identity.length, device.serial))
  if (setpoint) add(tables.holding, setpointCell(setpoint, device))
  if (heartbeat) add(tables.holding, heartbeatCell(heartbeat.register, device))
  return {
    read(table, register, length) {
      const cells = [...tables[table].values()]
      const first = Math.min(...cells.map((c) => c.register))
      const end = Math.max(...cells.map((c) => c.register + c.length))
      if (!(register >= first && register + length <= end))
        throw new ModbusRefusal(2, `no register ${register} in the ${table} table`)
      return readRange(cells, device.points(), register, length)
    },
    write: (register, words) => writeRange(tables.holding, register, words),
  }
}

/** A setpoint or heartbeat on a register that also reads takes the reading cell's place. */
function add(table: Map<number, Cell>, cell: Cell): void {
  table.set(cell.register, cell)
}

function readRange(cells: Cell[], values: Values, register: number, length: number): number[] {
  const words = Array.from({ length }, () => 0)
  for (const cell of cells) {
    if (cell.register + cell.length <= register || cell.register >= register + length) continue
    cell.read(values).forEach((word, i) => {
      const at = cell.register + i - register
      if (at >= 0 && at < length) words[at] = word
    })
  }
  return words
}

function writeRange(cells: Map<number, Cell>, register: number, words: readonly number[]): void {
  const writes: (() => void)[] = []
  for (let at = 0; at < words.length;) {
    const cell = cells.get(register + at)
    if (!cell?.write || at + cell.length > words.length)
      throw new ModbusRefusal(2, `register ${register + at} can't be written like this`)
    const part = words.slice(at, at + cell.length)
    writes.push(() => cell.write?.(part))
    at += cell.length
  }
  for (const write of writes) write()
}

function pointCell(name: PointName, point: ModbusPoint): Cell {
  const absent = point.absent ?? (point.type.startsWith('float') ? Number.NaN : 0)
  return {
    register: point.register,
    length: wordsOf(point.type),
    read(values) {
      const value = values[name]
      return registersOf((value === undefined ? undefined : rawOf(value, point)) ?? absent, point)
    },
  }
}

function textCell(register: number, length: number, text: string): Cell {
  const bytes = Buffer.alloc(length * 2)
  bytes.write(text, 'latin1')
  const words = Array.from({ length }, (_, i) => bytes.readUInt16BE(i * 2))
  return { register, length, read: () => words }
}

function setpointCell(setpoint: ModbusPoint, device: SimulatedDevice): Cell {
  return {
    ...pointCell('setpointKW', setpoint),
    write(words) {
      try {
        device.writeSetpoint(valueOf(rawIn(words, setpoint), setpoint))
      } catch (error) {
        throw new ModbusRefusal(3, String(error))
      }
    },
  }
}

function heartbeatCell(register: number, device: SimulatedDevice): Cell {
  return {
    register,
    length: 1,
    read: ({ heartbeat }) => [(heartbeat ?? 0) & 0xffff],
    write: ([count]) => device.beat(count ?? 0),
  }
}
