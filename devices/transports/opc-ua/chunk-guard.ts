/** What one message may take. */
export interface ChunkLimits {
  maxMessageSize: number
  maxChunkCount: number
  receiveBufferSize: number
}

// OPC UA part 6, section 7.1.2: type (3), chunk kind (1), size (4, little endian)
const headerBytes = 8
const types = new Set(['ACK', 'ERR', 'OPN', 'MSG', 'CLO'])

/** Watches the bytes of a server before anybody else does: chunk sizes, chunks of a message, answers to no question. */
export class ChunkGuard {
  readonly #limits: ChunkLimits
  #header = Buffer.alloc(0)
  /** Bytes of the current chunk still to come. */
  #pending = 0
  #chunks = 0
  #bytes = 0
  /** Questions sent and not answered yet; a server has nothing else to say. */
  #open = 0

  constructor(limits: ChunkLimits) {
    this.#limits = limits
  }

  /** Counts a chunk on its way to the server. */
  sent(chunk: Uint8Array): void {
    if (String.fromCharCode(chunk[3] ?? 0) === 'F') this.#open += 1
  }

  /** @throws Error in plain words when the server goes beyond what it may send */
  received(data: Uint8Array): void {
    let at = 0
    while (at < data.length) {
      const skipped = Math.min(this.#pending, data.length - at)
      this.#pending -= skipped
      at += skipped
      const missing = Math.min(headerBytes - this.#header.length, data.length - at)
      if (this.#pending > 0 || missing === 0) continue
      this.#header = Buffer.concat([this.#header, data.subarray(at, at + missing)])
      at += missing
      if (this.#header.length < headerBytes) return
      this.#chunk(this.#header)
      this.#header = Buffer.alloc(0)
    }
  }

  #chunk(header: Buffer): void {
    const [type, kind, size] = [
      header.toString('latin1', 0, 3),
      header.toString('latin1', 3, 4),
      header.readUInt32LE(4),
    ]
    const { receiveBufferSize, maxChunkCount, maxMessageSize } = this.#limits
    if (!types.has(type) || !'CFA'.includes(kind)) throw new Error('the server does not speak OPC UA')
    if (size < headerBytes) throw new Error(`the server sent a chunk said to be ${size} bytes long`)
    if (size > receiveBufferSize) throw new Error(`the server sent a chunk of ${size} bytes, over ${receiveBufferSize}`)
    this.#pending = size - headerBytes
    this.#chunks += 1
    this.#bytes += size
    if (this.#chunks > maxChunkCount) throw new Error(`the server sent a message of over ${maxChunkCount} chunks`)
    if (this.#bytes > maxMessageSize) throw new Error(`the server sent a message of over ${maxMessageSize} bytes`)
    if (kind !== 'C') this.#answered(type)
  }

  #answered(type: string): void {
    this.#chunks = 0
    this.#bytes = 0
    this.#open -= 1
    if (this.#open < 0 && type !== 'ERR') throw new Error('the server sent an answer to nothing that was asked')
  }
}
