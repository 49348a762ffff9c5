import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { readIdentity } from '../sunspec/common.ts'
import { discover } from '../sunspec/discover.ts'
import { loadModels } from '../sunspec/load-models.ts'
import type { ModbusAddress } from '../transports/modbus/address.ts'
import { readIdentification } from '../transports/modbus/identification.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import { createLink, holdingReader } from './link.ts'
import { type ProbeReading, reasonOf } from './reading.ts'

/** Asks each unit of a named range who it is, one after the other, and none beyond. */
export async function* scan(options: {
  address: ModbusAddress
  units: readonly [first: number, last: number]
  clock: Clock
}): AsyncGenerator<ProbeReading> {
  const { address, units, clock } = options
  const [first, last] = units
  for (let unit = first; unit <= last; unit++) {
    const link = createLink({ address, unit }, clock)
    const base = { point: `unit ${unit}`, unit: '' }
    try {
      const { line } = await link.line()
      const value = await identity(line)
      yield { ...base, value, quality: 'good', at: clock.now() }
    } catch (error) {
      yield { ...base, value: null, quality: 'bad', at: clock.now(), reason: reasonOf(error) }
    } finally {
      link.close()
    }
  }
}

/** Who a unit says it is: by SunSpec, by its identification, or only that it is there. */
async function identity(line: UnitLine): Promise<string> {
  const sunSpec = await answered(async () => {
    const read = holdingReader(line)
    const { models } = await discover(read, loadModels())
    const { maker, model, serial } = await readIdentity(models, read)
    return `${maker} ${model} (S/N ${serial}), SunSpec ${models.map(({ id }) => id).join(' ')}`
  })
  if (sunSpec !== undefined) return sunSpec
  const texts = await answered(() => readIdentification(line))
  const named = texts ? Object.entries(texts).map(([name, text]) => `${name} ${text}`) : []
  return named.length > 0 ? named.join(', ') : 'answers, but does not say who it is'
}

/** What was asked, or `undefined` when the unit answered that it has no such thing. Silence is thrown on. */
async function answered<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    const isAnswer =
      error instanceof PowerchainError && (error.code === 'Device.Illegal' || error.code === 'Device.BadAnswer')
    if (isAnswer) return undefined
    throw error
  }
}
