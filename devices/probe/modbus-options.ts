import { PowerchainError } from '../../domain/errors.ts'
import { modbusConfig } from '../../domain/site.ts'
import type { Ms } from '../../domain/units.ts'
import { type RegisterWish, registerWish } from './sources/registers.ts'

/** The words of the command line that are for Modbus. */
export type ModbusWords = Partial<Record<'read' | 'as' | 'timeout' | 'gap', string>>

/** How the unit wants to be asked, where the usual way does not do. */
export interface Pacing {
  timeoutMs?: Ms
  gapMs?: Ms
}

/** What to read without a definition. @throws PowerchainError `Config.Invalid` */
export function readingOf(words: ModbusWords, endpoint: string, others: readonly unknown[]): RegisterWish | undefined {
  if (words.read === undefined) {
    if (words.as !== undefined) throw wrong('--as TYPE goes with --read')
    return undefined
  }
  if (endpoint.startsWith('opc.tcp:')) throw wrong('--read is for Modbus')
  if (others.some((other) => other !== undefined && other !== false))
    throw wrong('--read stands alone: without --definition, --sunspec, --scan and --write')
  return registerWish(words.read, words.as)
}

/** How the unit is to be asked. @throws PowerchainError `Config.Invalid` */
export function pacingOf({ timeout, gap }: ModbusWords): Pacing {
  return {
    ...(timeout === undefined ? {} : { timeoutMs: checked('timeoutMs', '--timeout', timeout) }),
    ...(gap === undefined ? {} : { gapMs: checked('gapMs', '--gap', gap) }),
  }
}

function checked(field: 'timeoutMs' | 'gapMs', word: string, given: string): Ms {
  const { data, error } = modbusConfig.shape[field].safeParse(Number(given))
  if (data === undefined) throw wrong(`${word} in milliseconds, not "${given}": ${error?.issues[0]?.message ?? ''}`)
  return data
}

function wrong(message: string): PowerchainError {
  return new PowerchainError('Config.Invalid', message)
}
