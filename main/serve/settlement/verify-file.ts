import type { MadeFile } from '../../../domain/rpc/files.ts'
import type { Verified } from '../../../domain/rpc/settlement/verify.ts'
import { inThread } from '../../documents/thread.ts'

/** Verifies a document that was made to be given away, in a thread. */
export async function verifyFile({ base64 }: MadeFile): Promise<Verified> {
  return inThread<Verified>({
    source: new URL('../../verify/worker.ts', import.meta.url),
    bundled: 'verify-worker.js',
    task: Buffer.from(base64, 'base64').toString('utf8'),
  })
}
