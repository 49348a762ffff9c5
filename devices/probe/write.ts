import type { Clock } from '../../domain/clock.ts'
import type { ReadingBatch } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { type PointName, points } from '../../domain/points.ts'
import type { Definition } from '../definition.ts'
import type { OpenSession, Session } from '../drivers/session.ts'
import { setpointRange } from '../points/setpoint-range.ts'
import { nameOf, type ProbeReading, reasonOf } from './reading.ts'

/** What to write where. */
export interface WriteOptions {
  /** `setpointKW`, or an output of the definition. */
  point: string
  /** kW; 1 and 0 switch an output. */
  value: number
  definition: Definition
  open: OpenSession
  /** Serial number the device must have; absent = whichever it has. */
  serial: string | undefined
  clock: Clock
}

/**
 * Writes the setpoint of a definition, within the range that the definition names, or switches an output of it, and reads
 * it back. Whatever does not fit is refused before anything is sent; the session's own guard holds besides.
 */
export async function write(options: WriteOptions): Promise<ProbeReading> {
  const { point, value, clock } = options
  const line = { point, unit: point in points ? nameOf(point as PointName).unit : '', at: clock.now() }
  const refusal = refusalOf(options)
  if (refusal !== undefined)
    return {
      ...line,
      value: null,
      quality: 'bad',
      reason: `Device.NotWritable: ${refusal}`,
      did: 'nothing was written',
    }
  try {
    return {
      ...line,
      ...(await sent(options)),
      at: clock.now(),
      did: `wrote ${value}${line.unit && ` ${line.unit}`} and read it back`,
    }
  } catch (error) {
    return { ...line, value: null, quality: 'bad', at: clock.now(), reason: reasonOf(error), did: outcomeOf(error) }
  }
}

/** What became of the write, as far as the error tells. */
function outcomeOf(error: unknown): string {
  const { did, isWrite } = error instanceof PowerchainError ? error.details : {}
  if (typeof did === 'string') return did
  const isRefusal = isWrite === true && error instanceof PowerchainError && error.code === 'Device.Illegal'
  return isRefusal ? 'the device refused it' : 'sent, but not confirmed'
}

async function sent({
  point,
  value,
  open,
  serial,
  definition,
}: WriteOptions): Promise<Pick<ProbeReading, 'value' | 'quality'>> {
  const newest: ReadingBatch = {}
  const events = {
    readings: (batch: ReadingBatch) => Object.assign(newest, batch),
    answered: () => {},
    unanswered: () => {},
    damaged: () => {},
    remark: () => {},
    lost: () => {},
  }
  const session = await open(events, new AbortController().signal).catch((error: unknown) => notSent(error))
  try {
    const found = definition.identity ? await session.readSerial().catch((error: unknown) => notSent(error)) : undefined
    if (serial !== undefined && serial !== found)
      notSent(new PowerchainError('Device.WrongIdentity', `expected S/N ${serial}, it is ${found ?? 'without one'}`))
    await order(session, point as PointName, value)
    return { value: newest[point as PointName]?.value ?? null, quality: 'good' }
  } finally {
    await session.close()
  }
}

function order(session: Session, point: PointName, value: number): Promise<void> {
  if (point === 'setpointKW') return session.writeSetpoint(value)
  return session.writeOutput?.(point, value === 1) ?? Promise.reject(new Error(`${point} can't be switched`))
}

function notSent(error: unknown): never {
  const known = error instanceof PowerchainError ? error : new PowerchainError('Device.Unreachable', reasonOf(error))
  throw new PowerchainError(known.code, known.message, { cause: error, details: { did: 'nothing was written' } })
}

/** Why a value may not be written; `undefined` when it may. */
function refusalOf({ point, value, definition }: Pick<WriteOptions, 'point' | 'value' | 'definition'>) {
  const outputs = Object.keys((definition.protocol === 'modbus' && definition.outputs) || {})
  if (outputs.includes(point)) return value === 0 || value === 1 ? undefined : `${point} takes 1 (on) or 0 (off)`
  if (point !== 'setpointKW') return `only ${['setpointKW', ...outputs].join(' or ')} may be written, not ${point}`
  if (!definition.setpoint) return `${definition.id} takes no setpoint`
  const range = setpointRange(definition)
  if (!range) return `${definition.id} names no range for its setpoint (plausible)`
  const { minKW, maxKW } = range
  return value >= minKW && value <= maxKW ? undefined : `${value} kW is outside ${minKW} to ${maxKW} kW`
}
