import type { Clock } from '../../domain/clock.ts'
import type { ModbusDefinition } from '../definition.ts'
import { type Block, planBlocks } from '../points/blocks.ts'
import { explainPoint } from '../points/decode.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import { createLink, type ModbusTarget } from './link.ts'
import { nameOf, namesOf, type ProbeReading, type ProbeSource, read, unread } from './reading.ts'

/** Reads the points of a Modbus definition. */
export function modbusSource(definition: ModbusDefinition, target: ModbusTarget, clock: Clock): ProbeSource {
  const link = createLink(target, clock)
  const names = namesOf(definition.points)
  const blocks = planBlocks(definition)
  return {
    async round() {
      try {
        const { line } = await link.line()
        const readings: ProbeReading[] = []
        for (const block of blocks) readings.push(...(await readBlock(block, line, clock)))
        return names.flatMap(({ point }) => readings.find((reading) => reading.point === point) ?? [])
      } catch (error) {
        return unread(names, error, clock)
      }
    },
    close: () => Promise.resolve(link.close()),
  }
}

/** A block that fails takes only its own points with it. */
async function readBlock(block: Block, line: UnitLine, clock: Clock): Promise<ProbeReading[]> {
  const { table, start, length, points } = block
  try {
    const bytes = await line.ask({ kind: 'read', table, start, length })
    const at = clock.now()
    return points.map(({ name, point }) => read(nameOf(name), explainPoint(point, { bytes, start }), at))
  } catch (error) {
    return unread(
      points.map(({ name }) => nameOf(name)),
      error,
      clock,
    )
  }
}
