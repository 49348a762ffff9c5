import { PowerchainError } from '../../domain/errors.ts'
import type { KW, Ms } from '../../domain/units.ts'
import { type Scaling, toOurs, toTheirs } from '../points/scaling.ts'
import { powerOfTen, rawNumber } from './decode-field.ts'
import type { FoundModel, ReadRegisters } from './discover.ts'
import { encodeField } from './encode-field.ts'
import type { SunSpecModels } from './load-models.ts'
import { fieldSize, type SunSpecField, type SunSpecModel, type SunSpecSetpoint } from './model.ts'

/** Neighbouring registers written in one request. */
export interface RegisterWrite {
  start: number
  values: Buffer
}

/** A power as it is written to a device. */
export interface EncodedPower {
  /** In the order to write them: what makes the power hold comes last. */
  writes: RegisterWrite[]
  /** Largest difference that rounding makes, for the read-back. */
  scaling: Scaling
}

/** Models that take a power, the preferred one first: 124 for what stores, 123 for what only produces. */
const preferred = { stores: [704, 124], produces: [704, 123] } as const

/** The way in which one device takes an active power. */
export class SetpointControl {
  readonly modelId: number
  readonly #model: FoundModel
  readonly #layout: SunSpecModel
  readonly #setpoint: SunSpecSetpoint
  readonly #options: SetpointOptions

  constructor(options: SetpointOptions, found: { model: FoundModel; layout: SunSpecModel; setpoint: SunSpecSetpoint }) {
    this.#options = options
    this.#model = found.model
    this.#layout = found.layout
    this.#setpoint = found.setpoint
    this.modelId = found.model.id
  }

  /**
   * The registers that give a power, with the time after which the device follows it no more where one is wanted.
   * @throws PowerchainError `Device.BadAnswer` when a scale is unknown, `Device.Illegal` when the power does not fit
   */
  async encode(powerKW: KW, options: { read: ReadRegisters; revertMs: Ms | undefined }): Promise<EncodedPower> {
    const { values, enable, revert } = this.#setpoint
    const registers = await this.#read(options.read)
    const parts: RegisterWrite[] = []
    const scalings: Scaling[] = []
    if (revert !== undefined && options.revertMs !== undefined)
      parts.push(this.#write(revert, Math.ceil(options.revertMs / 1_000)))
    for (const value of values) {
      const scaling = await this.#scaling(value, registers, options.read)
      scalings.push(scaling)
      parts.push(this.#write(value.field, Math.round(toTheirs(powerKW, scaling)) + 0))
    }
    for (const [name, raw] of Object.entries(enable)) parts.push(this.#write(name, raw))
    const coarsest = scalings.toSorted((a, b) => Math.abs(b.scale) - Math.abs(a.scale))[0]
    return { writes: joined(parts), scaling: coarsest ?? { scale: 1, offset: 0 } }
  }

  /** The power the device is told to follow, in our frame; `null` while it follows none, or several that differ. */
  async current(read: ReadRegisters): Promise<KW | null> {
    const { values, enable } = this.#setpoint
    const registers = await this.#read(read)
    const isEnabled = Object.entries(enable).every(([name, raw]) => this.#raw(name, registers) === raw)
    if (!isEnabled) return null
    const powers: KW[] = []
    let slackKW = 0
    for (const value of values) {
      const raw = this.#raw(value.field, registers)
      const scaling = await this.#scaling(value, registers, read)
      const power = raw === undefined ? null : toOurs(raw, scaling).value
      if (power === null) return null
      slackKW = Math.max(slackKW, Math.abs(scaling.scale))
      powers.push(power)
    }
    const [first = null] = powers
    return Math.max(...powers) - Math.min(...powers) <= slackKW ? first : null
  }

  /** From the first to the last register that matters, scales included, in one request. */
  async #read(read: ReadRegisters): Promise<Registers> {
    const names = [...this.#setpoint.values.map(({ field }) => field), ...Object.keys(this.#setpoint.enable)]
    const fields = names.flatMap((name) => {
      const field = this.#layout.fields[name]
      return [field, this.#layout.fields[field?.factor ?? '']].filter((one) => one !== undefined)
    })
    const from = Math.min(...fields.map(({ at }) => at))
    const to = Math.max(...fields.map((field) => field.at + fieldSize(field)))
    return { from, bytes: await read(this.#model.start + from, to - from) }
  }

  #raw(name: string, registers: Registers): number | undefined {
    return rawIn(this.#field(name), registers)
  }

  /** One of the device's units in kW, in its sign. */
  async #scaling(
    value: SunSpecSetpoint['values'][number],
    registers: Registers,
    read: ReadRegisters,
  ): Promise<Scaling> {
    const { field: name, percentOf, isDrawn } = value
    const field = this.#field(name)
    const exponent = field.factor === undefined ? 0 : exponentIn(this.#field(field.factor), registers)
    if (exponent === undefined) throw unknown(`scale unknown: no usable ${field.factor}`)
    const unitKW = percentOf ? (await this.#reference(percentOf, read)) / 100 : field.scale
    const frame = isDrawn === (this.#options.frame === 'load') ? 'generator' : 'load'
    return { scale: unitKW * 10 ** exponent, offset: 0, frame }
  }

  /** The power that is 100 %, kW. */
  async #reference(names: readonly string[], read: ReadRegisters): Promise<KW> {
    const { found, known } = this.#options
    for (const name of names) {
      const [id, key = ''] = name.split('.')
      const model = found.find((one) => one.id === Number(id))
      const fields = known.get(Number(id))?.fields ?? {}
      const field = fields[key]
      const factor = fields[field?.factor ?? '']
      if (!model || !field || !factor) continue
      const from = Math.min(field.at, factor.at)
      const to = Math.max(field.at, factor.at) + 1
      const registers = { from, bytes: await read(model.start + from, to - from) }
      const raw = rawIn(field, registers)
      const exponent = exponentIn(factor, registers)
      // watts by the standard
      if (raw && exponent !== undefined) return (raw * 10 ** exponent) / 1_000
    }
    throw unknown(`the power that is 100 % is unknown: no usable ${names.join(', ')}`)
  }

  #write(name: string, raw: number): RegisterWrite {
    const field = this.#field(name)
    return { start: this.#model.start + field.at, values: encodeField(name, field, raw) }
  }

  #field(name: string): SunSpecField {
    const field = this.#layout.fields[name]
    if (!field) throw unknown(`model ${this.modelId} has no ${name}`)
    return field
  }
}

/** What a setpoint is worked out from. */
export interface SetpointOptions {
  found: readonly FoundModel[]
  known: SunSpecModels
  /** Whether it takes power in as well. */
  stores: boolean
  /** Whose sign the definition says the device uses. */
  frame: 'generator' | 'load' | undefined
}

/** The best way in which a device takes a power; `undefined` when it has none of the models for it. */
export function findSetpoint(options: SetpointOptions): SetpointControl | undefined {
  for (const id of preferred[options.stores ? 'stores' : 'produces']) {
    const model = options.found.find((one) => one.id === id)
    const layout = options.known.get(id)
    if (model && layout?.setpoint) return new SetpointControl(options, { model, layout, setpoint: layout.setpoint })
  }
  return undefined
}

interface Registers {
  /** Registers after the model's ID register. */
  from: number
  bytes: Buffer
}

function rawIn(field: SunSpecField, registers: Registers): number | undefined {
  return field.type === 'string' ? undefined : rawNumber(field.type, bytesOf(field, registers))
}

function exponentIn(field: SunSpecField, registers: Registers): number | undefined {
  return powerOfTen(bytesOf(field, registers))
}

function bytesOf(field: SunSpecField, { from, bytes }: Registers): Buffer {
  return bytes.subarray((field.at - from) * 2, (field.at - from + fieldSize(field)) * 2)
}

/** Writes of neighbouring registers become one, in the place of the last of them. */
function joined(parts: readonly RegisterWrite[]): RegisterWrite[] {
  const writes: RegisterWrite[] = []
  for (const part of parts) {
    let { start, values } = part
    for (let i = writes.length - 1; i >= 0; i--) {
      const other = writes[i]
      if (!other) continue
      const [low, high] = other.start < start ? [other, { start, values }] : [{ start, values }, other]
      if (low.start + low.values.length / 2 !== high.start) continue
      ;({ start, values } = { start: low.start, values: Buffer.concat([low.values, high.values]) })
      writes.splice(i, 1)
    }
    writes.push({ start, values })
  }
  return writes
}

/** The device answers, but not what its power is worth. */
function unknown(message: string): PowerchainError {
  return new PowerchainError('Device.BadAnswer', message, { details: { unknown: message } })
}
