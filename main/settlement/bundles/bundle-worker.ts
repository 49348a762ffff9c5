import { work } from '../../documents/in-the-thread.ts'
import { contentsOf, type FoundItem } from './contents.ts'
import { type RawBundle, readBundle } from './read-bundle.ts'
import { createOpener } from './sealing.ts'

/** What the thread is started with. */
export interface BundleTask {
  base64: string
  /** Key of this station that sealed bundles are opened with, and its public half. */
  pem: string
  publicKey: string
}

/** A bundle that was looked through. */
export interface LookedThrough extends Omit<RawBundle, 'items'> {
  items: FoundItem[]
}

/*
 * Entry of a thread that reads one bundle: what a stranger gives may unpack to much and be full of signatures.
 */

await work(({ base64, pem, publicKey }: BundleTask): Promise<LookedThrough> => {
  const bundle = readBundle(Buffer.from(base64, 'base64'))
  const { sealed } = bundle.head
  const open = sealed?.receiver === publicKey ? createOpener(pem, sealed) : undefined
  return Promise.resolve({ ...bundle, items: contentsOf(bundle, open) })
})
