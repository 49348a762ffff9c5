import { PowerchainError } from '../../../domain/errors.ts'
import type { UnitLine } from './line.ts'
import { textOf } from '../../points/text.ts'

/** Objects of the standard, by number. */
const names = ['vendorName', 'productCode', 'revision', 'vendorUrl', 'productName', 'modelName', 'applicationName']
/** A device that always has more to tell is not followed for ever. */
const mostAnswers = 32

/**
 * What a device says of itself (function 43/14, regular objects): texts by name, those of its own by number.
 * @throws PowerchainError as `UnitLine.ask`; `Device.Illegal` when it does not know the function
 */
export async function readIdentification(line: UnitLine): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  let object = 0
  for (let i = 0; i < mostAnswers; i++) {
    const answer = await line.ask({ kind: 'identify', level: 2, object })
    for (const [id, text] of objectsIn(answer)) texts[names[id] ?? String(id)] = text
    const [more, next = 0] = answer
    if (more !== 0xff) return texts
    if (next <= object) break
    object = next
  }
  throw new PowerchainError('Device.BadAnswer', 'its identification has no end')
}

/** More, next, count, then id, length and text of each object; the line has checked that they are whole. */
function* objectsIn(answer: Buffer): Generator<[id: number, text: string]> {
  for (let at = 3; at < answer.length;) {
    const [id = 0, length = 0] = answer.subarray(at)
    yield [id, textOf(answer.subarray(at + 2, at + 2 + length))]
    at += 2 + length
  }
}
