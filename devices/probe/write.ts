import type { Clock } from '../../domain/clock.ts'
import type { ReadingBatch } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { KW } from '../../domain/units.ts'
import type { Definition } from '../definition.ts'
import type { OpenSession } from '../drivers/session.ts'
import { type ProbeReading, reasonOf } from './reading.ts'

/** What to write where. */
export interface WriteOptions {
  point: string
  value: KW
  definition: Definition
  open: OpenSession
  /** Serial number the device must have; absent = whichever it has. */
  serial: string | undefined
  clock: Clock
}

/**
 * Writes the setpoint of a definition, within the range that the definition names, and reads it back. Whatever does not
 * fit is refused before anything is sent.
 */
export async function write(options: WriteOptions): Promise<ProbeReading> {
  const { point, value, clock } = options
  const line = { point, unit: 'kW', at: clock.now() }
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
    return { ...line, ...(await sent(options)), at: clock.now(), did: `wrote ${value} kW and read it back` }
  } catch (error) {
    const did = error instanceof PowerchainError ? error.details['did'] : undefined
    return {
      ...line,
      value: null,
      quality: 'bad',
      at: clock.now(),
      reason: reasonOf(error),
      did: typeof did === 'string' ? did : 'sent, but not confirmed',
    }
  }
}

async function sent({
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
    remark: () => {},
    lost: () => {},
  }
  const session = await open(events, new AbortController().signal).catch((error: unknown) => notSent(error))
  try {
    const found = definition.identity ? await session.readSerial().catch((error: unknown) => notSent(error)) : undefined
    if (serial !== undefined && serial !== found)
      notSent(new PowerchainError('Device.WrongIdentity', `expected S/N ${serial}, it is ${found ?? 'without one'}`))
    await session.writeSetpoint(value)
    return { value: newest.setpointKW?.value ?? null, quality: 'good' }
  } finally {
    await session.close()
  }
}

function notSent(error: unknown): never {
  const known = error instanceof PowerchainError ? error : new PowerchainError('Device.Unreachable', reasonOf(error))
  throw new PowerchainError(known.code, known.message, { cause: error, details: { did: 'nothing was written' } })
}

/** Why a value may not be written; `undefined` when it may. */
function refusalOf({ point, value, definition }: Pick<WriteOptions, 'point' | 'value' | 'definition'>) {
  if (point !== 'setpointKW') return `only setpointKW may be written, not ${point}`
  if (!definition.setpoint) return `${definition.id} takes no setpoint`
  const range = rangeOf(definition)
  if (!range) return `${definition.id} names no range for its setpoint (plausible)`
  const [from, to] = range
  return value >= from && value <= to ? undefined : `${value} kW is outside ${from} to ${to} kW`
}

/** The range a definition gives for its setpoint or, failing that, for its power, in our frame. */
function rangeOf({ setpoint, points }: Definition): [KW, KW] | undefined {
  const ranged = [setpoint, points.setpointKW, points.activePowerKW].find((point) => point?.plausible)
  if (!ranged?.plausible) return undefined
  const [from, to] = ranged.plausible
  return ranged.frame === 'load' ? [0 - to, 0 - from] : [from, to]
}
