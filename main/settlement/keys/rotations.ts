import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { appendToDisk } from './append-to-disk.ts'

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)
const signature = z.string().regex(/^0x[0-9a-f]{128}$/)

const rotationShape = z.strictObject({
  /** Epoch of the new key. */
  epoch: z.number().int().min(2),
  oldKey: address,
  newKey: address,
  /** First quarter the new key speaks for. */
  fromQuarter: z.number().int().nonnegative(),
  /** `null` when the old key was lost: the owner's account vouches. */
  oldSignature: signature.nullable(),
  newSignature: signature,
  author: z.string(),
  reason: z.string(),
})
/** A change of the controller's key, signed, as the registry takes it. */
export type Rotation = z.infer<typeof rotationShape>

/** Changes of the controller's key, in order. */
interface Rotations {
  all(): readonly Rotation[]
  /** On the disk when it returns. */
  add(rotation: Rotation): void
}

/** Rotations in a file beside the keys, a line each; a half-written last line is left out and its key never spoke. */
export function openRotations(file: string): Rotations {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const kept = text.split('\n').flatMap((line) => rotationIn(line) ?? [])
  return {
    all: () => kept,
    add(rotation) {
      // a line of its own, also after a half-written one
      appendToDisk(file, `\n${JSON.stringify(rotation)}\n`)
      kept.push(rotation)
    },
  }
}

function rotationIn(line: string): Rotation | undefined {
  try {
    return rotationShape.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}
