import { z } from 'zod'

/** Longest frame taken, in bytes of a WebSocket and in characters of a port: a call that carries a file. */
export const maxFrameLength = 8 * 1024 * 1024
/** Longest frame of any other call. */
const maxPlainLength = 256 * 1024
/** The calls that carry a file, as they begin on the wire. */
const fileCall = /^.{0,100}"u":"\/(field\/checkDevices|reports\/(check|take)Supplier|bundles\/(check|take))"/

const id = z.string().min(1).max(64)

/**
 * The frames of the rpc library that this engine takes: a call with a JSON body, and its end. Uploads and streams from
 * the page are not among them.
 */
const frameShape = z.union([
  z.strictObject({ i: id, t: z.literal(4), p: z.unknown().optional() }),
  z.strictObject({
    i: id,
    p: z.strictObject({
      u: z.string().regex(/^\/[\w/%.-]{0,200}$/),
      b: z.unknown().optional(),
      h: z.strictObject({}).optional(),
      m: z.literal('POST').optional(),
    }),
  }),
])

/** A frame that may go on to the rpc library. */
export type CheckedFrame = { id: string; isCall: boolean }

/** The frame's id and kind; `undefined` for anything that no page of ours sends. */
export function checkFrame(frame: unknown): CheckedFrame | undefined {
  if (typeof frame !== 'string' || frame.length > maxFrameLength) return undefined
  if (frame.length > maxPlainLength && !fileCall.test(frame)) return undefined
  try {
    const checked = frameShape.safeParse(JSON.parse(frame))
    return checked.success ? { id: checked.data.i, isCall: !('t' in checked.data) } : undefined
  } catch {
    return undefined
  }
}
