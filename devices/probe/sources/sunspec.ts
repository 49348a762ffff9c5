import type { Clock } from '../../../domain/clock.ts'
import { pointSpec, type PointName } from '../../../domain/points.ts'
import type { SunSpecDefinition } from '../../sunspec/definition.ts'
import { decodeBlock } from '../../sunspec/decode-block.ts'
import { discover } from '../../sunspec/discover.ts'
import { loadModels } from '../../sunspec/load-models.ts'
import { fieldSize } from '../../sunspec/model.ts'
import { type PlannedField, planDefinition, planEverything, type SunSpecBlock } from '../../sunspec/plan.ts'
import { readIdentity } from '../../sunspec/common.ts'
import type { UnitLine } from '../../transports/modbus/line.ts'
import { createLink, holdingReader, type ModbusTarget } from '../link.ts'
import { nameOf, type ProbeName, type ProbeReading, type ProbeSource, read, unread } from '../reading.ts'
import { hexOf } from '../shown.ts'

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
  let serial = ''
  const names = definition ? (Object.keys(definition.points) as PointName[]).map(nameOf) : []

  async function planned(line: UnitLine): Promise<Plan> {
    const known = loadModels()
    const map = await discover(holdingReader(line), known)
    remark(`SunSpec map at ${map.base}: models ${map.models.map(({ id }) => id).join(', ') || 'none'}`)
    for (const text of map.remarks) remark(text)
    serial = (await readIdentity(map.models, holdingReader(line))).serial
    if (!definition) return { blocks: planEverything(map.models, known), missing: [] }
    return planDefinition(definition, map.models, known)
  }

  return {
    async round() {
      try {
        const { line, isNew } = await link.line()
        const isPlanned = !isNew && plan !== undefined
        plan = isPlanned && plan ? plan : await planned(line)
        const readings: ProbeReading[] = []
        for (const block of plan.blocks) readings.push(...(await readBlock(block, line, clock)))
        const missing = plan.missing.map((point) => ({ point, unit: unitOf(point) }))
        readings.push(...unread(missing, 'none of its models holds it', clock))
        return definition ? names.flatMap(({ point }) => readings.find((r) => r.point === point) ?? []) : readings
      } catch (error) {
        plan = undefined
        serial = ''
        link.close()
        return unread(definition ? names : [{ point: 'sunspec', unit: '' }], error, clock)
      }
    },
    serial: () => serial,
    close: () => Promise.resolve(link.close()),
  }
}

async function readBlock(block: SunSpecBlock, line: UnitLine, clock: Clock): Promise<ProbeReading[]> {
  const { model, from, length, fields } = block
  const names = new Map(fields.map((planned) => [planned.name, nameIn(block, planned)]))
  const raws = new Map(fields.map((planned) => [planned.name, (bytes: Buffer) => rawIn(block, planned, bytes)]))
  try {
    const registers = await line.ask({ kind: 'read', table: 'holding', start: model.start + from, length })
    const at = clock.now()
    return decodeBlock(block, registers).map(([point, explained]) => {
      const raw = raws.get(point)?.(registers) ?? ''
      return read(names.get(point) ?? { point, unit: '' }, explained, { at, raw })
    })
  } catch (error) {
    return unread([...names.values()], error, clock)
  }
}

/** `802.SoC`, and how the standard has it read. */
function nameIn({ model }: SunSpecBlock, { name, field, scaling }: PlannedField): ProbeName {
  const known = Object.entries(loadModels().get(model.id)?.fields ?? {}).find(([, one]) => one === field)?.[0]
  const parts = [
    field.type,
    field.factor === undefined ? '' : `x 10^${field.factor}`,
    scaling.scale === 1 ? '' : `x ${scaling.scale}`,
    scaling.codes ? 'by codes' : '',
  ].filter(Boolean)
  const reading = [parts.join(' '), ...(scaling.frame ? [`${scaling.frame} frame`] : [])].join(', ')
  const unit = name.includes('.') ? field.unit : unitOf(name)
  return { point: name, unit, place: `${model.id}.${known ?? name}`, reading }
}

function rawIn({ from }: SunSpecBlock, { field, factorAt }: PlannedField, registers: Buffer): string {
  const own = hexOf(registers, (field.at - from) * 2, fieldSize(field))
  return factorAt === undefined ? own : `${own}, scale ${hexOf(registers, (factorAt - from) * 2, 1) || 'not there'}`
}

function unitOf(point: string): string {
  return pointSpec(point as PointName).unit
}
