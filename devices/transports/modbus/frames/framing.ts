/** One Modbus message on its way: who, which request, and the PDU (function code and data). */
export interface Frame {
  /** Number of the request; an answer of a serial line takes that of the request under way. */
  transaction: number
  unit: number
  pdu: Buffer
}

/** Bytes came when nothing was asked; `isWhole` = they are another answer to the request that was answered already. */
export type OnUnasked = (isWhole: boolean) => void

/**
 * How messages become bytes on a line, and bytes messages. One for each connection: it keeps what is half received.
 *
 * Received bytes are borrowed. A chunk is only good until `push` returns, a frame's PDU only until `onFrame` returns: the
 * next bytes overwrite them. Whoever keeps any of it copies it: a framing the unfinished rest, a line the data it gives.
 */
export interface Framing {
  /** Whether an answer names its request, so that several may be under way at once. */
  readonly isNumbered: boolean
  /** Whether an answer to a write can be told from the line's own echo of it. */
  readonly canTellWrites: boolean
  /** Whether bytes came that are no whole answer: the rest is still to come, or it was damaged on its way. */
  readonly hasRemains: boolean
  /** Bytes of a request, owned by the caller. */
  encode(request: Frame): Buffer
  /**
   * Takes the next bytes and hands on each message they complete. Keeps at most one unfinished message. Where answers have
   * no number, it also says what comes unasked.
   * @throws PowerchainError `Device.BadAnswer` for bytes after which the stream is beyond repair
   */
  push(chunk: Buffer, onFrame: (frame: Frame) => void, onUnasked?: OnUnasked): void
}
