import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { type ModbusPoint, registerTables, registerTypes } from '../../definition.ts'
import { explainPoint } from '../../points/decode.ts'
import { addressOf, type Place, placeOf } from '../../points/place.ts'
import { textOf } from '../../points/text.ts'
import { wordsIn } from '../../points/words.ts'
import { createLink, type ModbusTarget } from '../link.ts'
import { type ProbeReading, type ProbeSource, read, unread } from '../reading.ts'
import { hexOf, rawText, shownPoint } from '../shown.ts'

/** Registers or bits to read without a definition, and how. */
export interface RegisterWish extends Place {
  /** Registers or bits. */
  length: number
  type: ModbusPoint['type']
  order: ModbusPoint['order']
}

const orders = ['ABCD', 'CDAB', 'BADC', 'DCBA'] as const
const types = registerTypes.filter((type) => type !== 'bit')
/** In one request; a device that takes fewer says so. */
const mostAtOnce = 120
const mostInAll = 1_200

/**
 * What `--read` and `--as` mean: `40001-40010` as manuals count, or `holding:0-9` as on the wire; `float32/CDAB`.
 * @throws PowerchainError `Config.Invalid` with what is wrong
 */
export function registerWish(where: string, as = ''): RegisterWish {
  const [, table, first = '', last = first] = /^(?:([a-z]+):)?(\d+)(?:-(\d+))?$/.exec(where) ?? []
  const from = placed(table, first)
  const to = placed(table, last)
  if (!from || !to || from.table !== to.table || from.register > to.register)
    throw wrong(
      `--read: 40001-40010 as manuals count, or ${registerTables.join(', ')}:0-9 as on the wire, not "${where}"`,
    )
  const isBits = from.table === 'coil' || from.table === 'discrete'
  const [given = '', order = 'ABCD'] = as.split('/')
  const type = isBits ? 'bit' : types.find((one) => one === (given || 'uint16'))
  const known = orders.find((one) => one === order)
  if (!type || !known || (isBits && as !== ''))
    throw wrong(
      `--as: ${types.join(', ')}, with /${orders.slice(1).join(', /')} behind it, not "${as}"; bits need none`,
    )
  const length = to.register - from.register + 1
  if (length > mostInAll) throw wrong(`--read: at most ${mostInAll} in one go, not ${length}`)
  return { ...from, length: type === 'string' ? length : whole(length, wordsIn({ type })), type, order: known }
}

/** Reads registers or bits as they are: each value with its place and its registers. */
export function registerSource(wish: RegisterWish, target: ModbusTarget, clock: Clock): ProbeSource {
  const link = createLink(target, clock)
  const blocks = blocksOf(wish)
  return {
    async round() {
      const readings: ProbeReading[] = []
      for (const points of blocks) {
        const names = points.map(nameOf)
        try {
          const { line } = await link.line()
          const bytes = await line.ask({ kind: 'read', ...spanOf(points) })
          readings.push(...points.map((point) => valueOf(point, { bytes, start: spanOf(points).start }, clock)))
        } catch (error) {
          readings.push(...unread(names, error, clock))
        }
      }
      return readings
    },
    serial: () => '',
    close: () => Promise.resolve(link.close()),
  }
}

function valueOf(point: ModbusPoint, data: { bytes: Buffer; start: number }, clock: Clock): ProbeReading {
  const at = clock.now()
  if (point.type === 'string') {
    const from = (point.register - data.start) * 2
    const bytes = data.bytes.subarray(from, from + wordsIn(point) * 2)
    return read(nameOf(point), { value: textOf(bytes), quality: 'good' }, { at, raw: hexOf(bytes, 0, wordsIn(point)) })
  }
  return read(nameOf(point), explainPoint(point, data), { at, raw: rawText(point, data) })
}

function nameOf(point: ModbusPoint) {
  return { point: String(addressOf(point)).padStart(5, '0'), unit: '', ...shownPoint(point) }
}

/** Values that are asked for together; none is split. */
function blocksOf({ table, register, length, type, order }: RegisterWish): ModbusPoint[][] {
  const words = type === 'string' ? Math.min(length, mostAtOnce) : wordsIn({ type })
  const perBlock = Math.max(1, Math.floor(mostAtOnce / words))
  const points = Array.from({ length: Math.ceil(length / words) }, (_, i): ModbusPoint => {
    const at = i * words
    const own = type === 'string' ? { length: Math.min(words, length - at) } : {}
    return { table, register: register + at, type, order, scale: 1, offset: 0, poll: 'slow', ...own }
  })
  return Array.from({ length: Math.ceil(points.length / perBlock) }, (_, i) =>
    points.slice(i * perBlock, (i + 1) * perBlock),
  )
}

function spanOf(points: readonly ModbusPoint[]): { table: ModbusPoint['table']; start: number; length: number } {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) throw new RangeError('a block without points')
  return { table: first.table, start: first.register, length: last.register + wordsIn(last) - first.register }
}

function placed(table: string | undefined, digits: string): Place | undefined {
  if (digits === '') return undefined
  const number = Number(digits)
  if (table === undefined) return placeOf(number)
  const known = registerTables.find((one) => one === table)
  return known && number <= 65_535 ? { table: known, register: number } : undefined
}

/** Registers that whole values fill, the last one too. */
function whole(length: number, words: number): number {
  return Math.ceil(length / words) * words
}

function wrong(message: string): PowerchainError {
  return new PowerchainError('Config.Invalid', message)
}
