import { expect, test } from 'vitest'
import { createChunkCheck } from '../../../main/northbound/opc-ua/chunk-gate.ts'

const chunk = (type: string, size: number, body = size - 8) => {
  const bytes = Buffer.alloc(8 + body)
  bytes.write(type, 'latin1')
  bytes.writeUInt32LE(size, 4)
  return bytes
}

test.each([
  ['whole chunks', [chunk('HELF', 32), chunk('OPNF', 132), chunk('MSGC', 65_536), chunk('CLOF', 57)], true],
  ['the smallest chunk', [chunk('MSGA', 8)], true],
  ['a chunk over 64 KiB', [chunk('MSGF', 65_537, 0)], false],
  ['a size beyond all measure', [chunk('MSGF', 0xffff_ffff, 0)], false],
  ['a size below the header', [chunk('MSGF', 7, 0)], false],
  ['an unknown type', [chunk('GETF', 20)], false],
  ['what only servers say', [chunk('ACKF', 28)], false],
  ['an unknown kind of chunk', [chunk('MSGX', 20)], false],
  ['a good chunk with rubbish behind it', [chunk('MSGF', 20), Buffer.from('not OPC UA')], false],
] as const)('%s', (_name, chunks, isFit) => {
  const bytes = Buffer.concat(chunks)
  expect(createChunkCheck()(bytes)).toBe(isFit)
  const inPieces = createChunkCheck()
  const pieces = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, n) => bytes.subarray(n * 3, n * 3 + 3))
  expect(pieces.every((piece) => inPieces(piece))).toBe(isFit)
})
