import type { ModbusDefinition, ModbusPoint } from '../definition.ts'
import type { PointName } from '../../domain/points.ts'
import { spanOf } from './place.ts'

/** A point with its name. */
export interface NamedPoint {
  name: PointName
  point: ModbusPoint
}

/** Registers read in one request, and the points they hold. */
export interface Block {
  table: ModbusPoint['table']
  poll: ModbusPoint['poll']
  start: number
  length: number
  points: NamedPoint[]
}

/**
 * The fewest reads that deliver every point exactly once. A block stays in one table and one poll class, spans at
 * most `max` registers, reads over at most `gap` unused ones, and never splits a point from itself or from its scale
 * factor. Slow points that lie inside a
 * fast block come with it for nothing.
 */
export function planBlocks({ points, block }: Pick<ModbusDefinition, 'points' | 'block'>): Block[] {
  const named = Object.entries(points).map(([name, point]) => ({ name: name as PointName, point }))
  const fast = packed(
    named.filter(({ point }) => point.poll === 'fast'),
    block,
  )
  const left = named.filter((one) => one.point.poll === 'slow' && !rides(one, fast))
  return [...fast, ...packed(left, block)]
}

function rides(one: NamedPoint, blocks: readonly Block[]): boolean {
  const host = blocks.find((b) => b.table === one.point.table && b.start <= first(one) && end(one) <= blockEnd(b))
  host?.points.push(one)
  return host !== undefined
}

/** Taking registers in rising order and closing a block only when forced gives the fewest blocks. */
function packed(points: NamedPoint[], { max, gap }: ModbusDefinition['block']): Block[] {
  const blocks: Block[] = []
  const sorted = [...points].sort(
    (a, b) => a.point.table.localeCompare(b.point.table) || first(a) - first(b) || end(b) - end(a),
  )
  for (const one of sorted) {
    const { table, poll } = one.point
    const start = first(one)
    const last = blocks.at(-1)
    const joins =
      last &&
      last.table === table &&
      start - blockEnd(last) <= gap &&
      Math.max(end(one), blockEnd(last)) - last.start <= max
    if (joins) {
      last.points.push(one)
      last.length = Math.max(last.length, end(one) - last.start)
    } else blocks.push({ table, poll, start, length: end(one) - start, points: [one] })
  }
  return blocks
}

function first({ point }: NamedPoint): number {
  return spanOf(point)[0]
}

function end({ point }: NamedPoint): number {
  return spanOf(point)[1]
}

function blockEnd(block: Block): number {
  return block.start + block.length
}
