import type { Clock } from '../../../domain/clock.ts'
import type { PointName } from '../../../domain/points.ts'
import type { ModbusDefinition } from '../../definition.ts'
import { type Block, planBlocks } from '../../points/blocks.ts'
import { explainPoint } from '../../points/decode.ts'
import { textOf } from '../../points/text.ts'
import type { UnitLine } from '../../transports/modbus/line.ts'
import { createLink, type ModbusTarget } from '../link.ts'
import { nameOf, type ProbeName, type ProbeReading, type ProbeSource, read, unread } from '../reading.ts'
import { rawText, shownPoint } from '../shown.ts'

/** Reads the points of a Modbus definition. */
export function modbusSource(definition: ModbusDefinition, target: ModbusTarget, clock: Clock): ProbeSource {
  const link = createLink(target, clock)
  const points = Object.entries(definition.points) as [PointName, ModbusDefinition['points'][PointName] & object][]
  const names = points.map(([name, point]): ProbeName => Object.assign(nameOf(name), shownPoint(point)))
  const blocks = planBlocks(definition)
  let serial = ''
  return {
    async round() {
      try {
        const { line, isNew } = await link.line()
        const readings: ProbeReading[] = []
        for (const block of blocks) readings.push(...(await readBlock(block, line, clock)))
        if (isNew) serial = await readSerial(definition, line)
        return names.flatMap(({ point }) => readings.find((reading) => reading.point === point) ?? [])
      } catch (error) {
        serial = ''
        return unread(names, error, clock)
      }
    },
    serial: () => serial,
    close: () => Promise.resolve(link.close()),
  }
}

/** A block that fails takes only its own points with it. */
async function readBlock(block: Block, line: UnitLine, clock: Clock): Promise<ProbeReading[]> {
  const { table, start, length, points } = block
  const named = points.map(({ name, point }) => ({ name: { ...nameOf(name), ...shownPoint(point) }, point }))
  try {
    const bytes = await line.ask({ kind: 'read', table, start, length })
    const at = clock.now()
    const data = { bytes, start }
    return named.map(({ name, point }) => read(name, explainPoint(point, data), { at, raw: rawText(point, data) }))
  } catch (error) {
    return unread(
      named.map(({ name }) => name),
      error,
      clock,
    )
  }
}

async function readSerial({ identity }: ModbusDefinition, line: UnitLine): Promise<string> {
  if (!identity) return ''
  const { table, register: start, length } = identity
  return line.ask({ kind: 'read', table, start, length }).then(textOf, () => '')
}
