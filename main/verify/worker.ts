import { work } from '../documents/in-the-thread.ts'
import type { Verified } from '../../domain/rpc/settlement/verify.ts'
import { verifyText } from './documents.ts'

/*
 * Entry of a thread that verifies one document: a day of statements takes a tenth of a second and more, in which the
 * control loop would miss its turns.
 */

await work(async (text: string): Promise<Verified> => {
  const findings = verifyText(text)
  return { isRight: findings.every(({ result }) => result !== 'wrong'), findings }
})
