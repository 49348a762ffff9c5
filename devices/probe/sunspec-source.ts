import type { Clock } from '../../domain/clock.ts'
import { pointSpec, type PointName } from '../../domain/points.ts'
import type { SunSpecDefinition } from '../definition.ts'
import { decodeBlock } from '../sunspec/decode-block.ts'
import { discover } from '../sunspec/discover.ts'
import { loadModels } from '../sunspec/load-models.ts'
import { planDefinition, planEverything, type SunSpecBlock } from '../sunspec/plan.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import { createLink, holdingReader, type ModbusTarget } from './link.ts'
import { namesOf, type ProbeReading, type ProbeSource, read, unread } from './reading.ts'

/** Parts of a SunSpec source. */
export interface SunSpecSourceOptions {
  /** Absent = every field known of every model found. */
  definition: SunSpecDefinition | undefined
  target: ModbusTarget
  clock: Clock
  /** Something a person should know about the device's map. */
  remark(text: string): void
}

interface Plan {
  blocks: SunSpecBlock[]
  missing: string[]
}

/** Finds the SunSpec models of a device and reads them. */
export function sunSpecSource({ definition, target, clock, remark }: SunSpecSourceOptions): ProbeSource {
  const link = createLink(target, clock)
  let plan: Plan | undefined

  async function planned(line: UnitLine): Promise<Plan> {
    const known = loadModels()
    const map = await discover(holdingReader(line), known)
    remark(`SunSpec map at ${map.base}: models ${map.models.map(({ id }) => id).join(', ') || 'none'}`)
    for (const text of map.remarks) remark(text)
    if (!definition) return { blocks: planEverything(map.models, known), missing: [] }
    return planDefinition(definition, map.models, known)
  }

  return {
    async round() {
      try {
        const { line, isNew } = await link.line()
        plan = isNew || !plan ? await planned(line) : plan
        const readings: ProbeReading[] = []
        for (const block of plan.blocks) readings.push(...(await readBlock(block, line, clock)))
        const missing = plan.missing.map((point) => ({ point, unit: unitOf(point) }))
        readings.push(...unread(missing, 'none of its models holds it', clock))
        return definition
          ? namesOf(definition.points).flatMap(({ point }) => readings.find((r) => r.point === point) ?? [])
          : readings
      } catch (error) {
        plan = undefined
        link.close()
        return unread(definition ? namesOf(definition.points) : [{ point: 'sunspec', unit: '' }], error, clock)
      }
    },
    close: () => Promise.resolve(link.close()),
  }
}

async function readBlock(block: SunSpecBlock, line: UnitLine, clock: Clock): Promise<ProbeReading[]> {
  const { model, from, length, fields } = block
  const units = new Map(fields.map(({ name, field }) => [name, name.includes('.') ? field.unit : unitOf(name)]))
  try {
    const registers = await line.ask({ kind: 'read', table: 'holding', start: model.start + from, length })
    const at = clock.now()
    const values = decodeBlock(block, registers)
    return values.map(([point, explained]) => read({ point, unit: units.get(point) ?? '' }, explained, at))
  } catch (error) {
    return unread(
      [...units].map(([point, unit]) => ({ point, unit })),
      error,
      clock,
    )
  }
}

function unitOf(point: string): string {
  return pointSpec(point as PointName).unit
}
