import type { ModbusDefinition } from '../../definition.ts'
import { type Block, planBlocks } from '../../points/blocks.ts'
import { textOf } from '../../points/text.ts'
import { chanceOf, type Outcome, outcomeOf } from './believable.ts'
import { isRefusal, type UnitReads } from './reads.ts'

/** How well the registers of a device read with a definition. */
export interface PointsFit {
  /** 0 to {@link mostFit}. */
  fit: number
  /** In words. */
  because: string
  /** Serial number where the definition looks for it; empty when it names none. */
  serial: string
}

/** What registers alone can prove: that they read well does not say who made the device. */
export const mostFit = 0.9

/** A definition that is right still finds a point out of range now and then. */
const rightOdds = 0.05
/** One lucky register must not decide. */
const mostBits = 8
/** Evidence that is enough: 2^40 to 1. Random registers reach a fit of 0.5 (22 bits) once in four million. */
const enoughBits = 40
/** A printable serial number of four characters and more where one is expected: 1 to 10,000 at random. */
const serialBits = 12
const serialText = /^[\x21-\x7e][\x20-\x7e]{2,}[\x21-\x7e]$/

/**
 * Reads what a definition reads and judges how far it makes sense. `undefined` when it does not: no printable serial
 * number where the definition has one, or, where it has none, a point that is refused or out of range.
 * @throws PowerchainError when the device falls silent
 */
export async function tryPoints(definition: ModbusDefinition, reads: UnitReads): Promise<PointsFit | undefined> {
  const serial = await serialOf(definition, reads)
  if (serial === undefined) return undefined
  const tally = { fits: 0, odd: 0, mute: 0, bits: serial === '' ? 0 : serialBits }
  for (const block of planBlocks(definition)) {
    const bytes = await reads.read(block.table, block.start, block.length).catch(refused)
    for (const [outcome, bits] of outcomesOf(block, bytes)) {
      tally[outcome] += 1
      tally.bits += bits
    }
    if (tally.odd > 0 && serial === '') return undefined
  }
  return judged(tally, serial)
}

function judged({ fits, odd, mute, bits }: Record<Outcome | 'bits', number>, serial: string): PointsFit {
  const share = fits / Math.max(1, fits + odd + mute / 2)
  const fit = mostFit * share * Math.min(1, Math.max(0, bits) / enoughBits)
  const points = `${fits} of ${fits + odd + mute} points read well`
  const because = [points, mute > 0 ? `${mute} say nothing` : '', serial && `serial number ${serial}`]
  return { fit, because: because.filter(Boolean).join(', '), serial }
}

/** Empty when the definition has none; `undefined` when it should be there and is not. */
async function serialOf({ identity }: ModbusDefinition, { read }: UnitReads): Promise<string | undefined> {
  if (!identity) return ''
  const bytes = await read(identity.table, identity.register, identity.length).catch(refused)
  const text = bytes && textOf(bytes)
  return text !== undefined && serialText.test(text) ? text : undefined
}

/** Each point with the bits by which it speaks for the definition, or against it. */
function outcomesOf(block: Block, bytes: Buffer | undefined): [Outcome, number][] {
  return block.points.map(({ name, point }) => {
    const outcome = bytes ? outcomeOf(name, point, { bytes, start: block.start }) : 'odd'
    if (outcome === 'mute') return [outcome, 0]
    const chance = chanceOf(name, point)
    const odds = outcome === 'fits' ? (1 - rightOdds) / chance : rightOdds / Math.max(rightOdds, 1 - chance)
    return [outcome, Math.min(mostBits, Math.log2(odds))]
  })
}

function refused(error: unknown): undefined {
  if (!isRefusal(error)) throw error
}
