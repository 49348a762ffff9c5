import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { tableFault } from './fault.ts'

/** A workbook of 10,000 rows unfolds to less; a larger one is no table of ours. */
const maxUnfoldedBytes = 24_000_000
const maxEntries = 200
const inflate = promisify(inflateRaw)

/** Signatures and lengths of the records of a zip file (PKWARE APPNOTE 4.3). */
const entry = { signature: 0x02014b50, length: 46 }
const local = { signature: 0x04034b50, length: 30 }
const end = { signature: 0x06054b50, length: 22 }

/**
 * Unfolds every part of a zip file once, in memory and up to a limit, so that a small file that unfolds to gigabytes is
 * known before a library meets it. Sizes that the file states are not believed.
 * @throws PowerchainError `Config.Invalid`
 */
export async function checkZip(file: string, bytes: Buffer): Promise<void> {
  const refuse = (expected: string) => tableFault({ file, row: 0, expected })
  let room = maxUnfoldedBytes
  for (const part of partsOf(bytes, refuse)) {
    if (part.isEncrypted) throw refuse('a workbook without a password')
    const unfolded = part.isDeflated
      ? await inflate(part.data, { maxOutputLength: Math.max(1, room) }).catch((error: NodeJS.ErrnoException) => {
          throw refuse(error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge : 'a workbook that is not damaged')
        })
      : part.data
    room -= unfolded.length
    if (room < 0) throw refuse(tooLarge)
  }
}

const tooLarge = `a workbook that unfolds to at most ${maxUnfoldedBytes / 1_000_000} MB`

interface Part {
  isEncrypted: boolean
  isDeflated: boolean
  data: Buffer
}

function partsOf(bytes: Buffer, refuse: (expected: string) => Error): Part[] {
  try {
    const endAt = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    if (endAt < 0 || endAt + end.length > bytes.length) throw refuse('a complete workbook')
    const count = bytes.readUInt16LE(endAt + 10)
    if (count > maxEntries) throw refuse(`a workbook of at most ${maxEntries} parts`)
    let at = bytes.readUInt32LE(endAt + 16)
    return Array.from({ length: count }, () => {
      const part = partAt(bytes, at)
      at += entry.length + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
      return part
    })
  } catch (error) {
    throw error instanceof RangeError ? refuse('a workbook that is not damaged') : error
  }
}

function partAt(bytes: Buffer, at: number): Part {
  const localAt = bytes.readUInt32LE(at + 42)
  if (bytes.readUInt32LE(at) !== entry.signature || bytes.readUInt32LE(localAt) !== local.signature)
    throw new RangeError('no record of a zip file')
  const method = bytes.readUInt16LE(at + 10)
  if (method !== 0 && method !== 8) throw new RangeError('another way of packing')
  const dataAt = localAt + local.length + bytes.readUInt16LE(localAt + 26) + bytes.readUInt16LE(localAt + 28)
  const data = bytes.subarray(dataAt, dataAt + bytes.readUInt32LE(at + 20))
  return { isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1, isDeflated: method === 8, data }
}
