import { z } from 'zod'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { GivenFile } from '../../../../domain/rpc/files.ts'
import { givenScheduleShape } from '../../../../domain/settlement/agreement.ts'
import { batchDocument, correctionDocument } from '../../../../domain/settlement/batch.ts'
import { type SignedAcceptance, signedAcceptanceShape } from '../../../../domain/settlement/evidence.ts'
import type { Clock } from '../../../../domain/clock.ts'
import type { Finding } from '../../../verify/finding.ts'
import { digestOf, type GivenDocument, type GivenStore } from '../acts/given-store.ts'
import type { Acts, By } from '../acts/acts.ts'
import type { PostedLines } from '../acts/posted-lines.ts'
import type { AgreementStore } from '../agreement-store.ts'
import type { AgreementsOnChain } from '../fold.ts'
import { scheduleHash } from '../leaves.ts'

/** A schedule given beside the terms that name its hash. */
const scheduleDocument = z.strictObject({
  kind: z.literal('powerchain/schedule'),
  version: z.literal(1),
  schedule: givenScheduleShape,
})
const takenShape = z.discriminatedUnion('kind', [
  batchDocument,
  correctionDocument,
  signedAcceptanceShape,
  scheduleDocument,
])

/** What files of other stations are taken over with. */
export interface TakingNeeds {
  chain(): AgreementsOnChain
  store: Pick<AgreementStore, 'addSchedule'>
  given: GivenStore
  lines: PostedLines
  acts: Acts
  /** Judges a document without trust in who gave it. */
  verify(document: GivenDocument): Promise<readonly Finding[]>
  clock: Clock
}

/** Takes over what another station gave, once it is verified. Errors: `Config.Invalid` with what is wrong. */
export function createTaking(needs: TakingNeeds) {
  return {
    async take(file: GivenFile, by: By): Promise<{ words: string }> {
      const given = parsed(file)
      switch (given.kind) {
        case 'powerchain/schedule':
          return takeSchedule(needs, given.schedule)
        case 'powerchain/acceptance':
          return takeAcceptance(needs, given, by)
        default:
          return takeBatch(needs, given, by)
      }
    },
  }
}

function parsed({ name, base64 }: GivenFile): z.infer<typeof takenShape> {
  try {
    return takenShape.parse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')))
  } catch (error) {
    const words = error instanceof z.ZodError ? (error.issues[0]?.message ?? '') : 'no JSON'
    throw new PowerchainError('Config.Invalid', `${name} is no batch, correction, acceptance or schedule: ${words}`)
  }
}

function takeSchedule({ chain, store }: TakingNeeds, schedule: z.infer<typeof givenScheduleShape>): { words: string } {
  const hash = scheduleHash(schedule)
  const fitting = [...chain().agreements.values()].filter(({ terms }) => terms.scheduleHash === hash)
  if (fitting.length === 0)
    throw new PowerchainError('Config.Invalid', 'No agreement names this schedule: its hash fits none.')
  store.addSchedule(hash, schedule)
  return { words: `The schedule of agreement ${fitting.map(({ terms }) => terms.agreement).join(', ')} is known now.` }
}

function takeAcceptance(needs: TakingNeeds, signed: SignedAcceptance, by: By): { words: string } {
  const posted = needs.chain().posted.get(signed.batch)
  const found = posted && needs.lines.ofPosted(posted, signed.agreement)
  if (!found) throw new PowerchainError('Config.Invalid', 'It accepts a line of a batch that is not known here.')
  needs.given.addAcceptance(signed, needs.clock.now())
  return needs.acts.bringAcceptance(signed, found, by)
}

async function takeBatch(needs: TakingNeeds, document: GivenDocument, by: By): Promise<{ words: string }> {
  const wrong = (await needs.verify(document)).find(({ result }) => result === 'wrong')
  if (wrong) throw new PowerchainError('Config.Invalid', `Not taken over, ${wrong.what} is wrong: ${wrong.detail}`)
  needs.given.add(document, needs.clock.now(), by.author)
  const posted = needs.chain().posted.get(digestOf(document))
  const lines = (document.agreements ?? []).filter(({ line }) => line !== null).length
  const state = posted ? 'It stands on the chain.' : 'It is not on the chain yet, as far as we see.'
  const what = document.kind === 'powerchain/batch' ? 'batch' : 'correction'
  return { words: `A ${what} of site ${document.place.site} with ${lines} lines of agreements, all right. ${state}` }
}
