import type { Person } from '../../../../domain/access.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Acts, By } from '../acts/acts.ts'
import type { PostedLine, PostedLines } from '../acts/posted-lines.ts'
import type { WindowEnds } from '../acts/window-ends.ts'
import type { AgreementDesk } from '../agreement-desk.ts'
import type { ChainAgreement } from '../fold.ts'
import type { Acceptances } from './acceptances.ts'
import type { AgreementViews } from './agreement-views.ts'
import { createDisputeDesk, type DisputeDeskNeeds } from './dispute-desk.ts'
import { jsonFile } from './evidence.ts'
import type { createTaking } from './taking.ts'

/** What the desk is made of. */
export interface DeskNeeds extends Omit<DisputeDeskNeeds, 'find' | 'newest'> {
  ours(): ChainAgreement[]
  views: AgreementViews
  acceptances: Acceptances
  acts: Acts
  taking: ReturnType<typeof createTaking>
  lines: Pick<PostedLines, 'of'>
  windows: Pick<WindowEnds, 'known'>
}

const by = ({ name }: Person, reason: string): By => ({ author: name, reason })

/** Agreements as people see and run them. */
export function createDesk(needs: DeskNeeds): AgreementDesk {
  const { ours, views, acceptances, acts, evidence, taking } = needs
  const find = (agreement: string): ChainAgreement => {
    const found = ours().find(({ terms }) => terms.agreement === agreement)
    if (found) return found
    throw new PowerchainError('Config.NotFound', `The site is no party of an agreement ${agreement}.`)
  }
  const newest = (agreement: ChainAgreement): PostedLine | undefined =>
    needs.lines.of(agreement.terms.site, agreement.terms.agreement).find(({ posted }) => !posted.isCorrection)
  return {
    list: () => views.list(ours()),
    open: (agreement, from, to) => views.open(find(agreement), from, to),
    acceptances: acceptances.list,
    ...createDisputeDesk({ ...needs, find, newest }),
    windows: needs.windows.known,
    deadlines: needs.deadlines,
    exportEvidence(agreement) {
      const found = find(agreement)
      return evidence.export(found, newest(found)?.posted.digest ?? '')
    },
    exportPosted(agreement, digest) {
      const { terms } = find(agreement)
      const document = evidence.posted(digest)
      if (!document?.agreements?.some((one) => one.terms.agreement === terms.agreement))
        throw new PowerchainError('Config.NotFound', 'This station has no such batch or correction of the agreement.')
      const isBatch = document.kind === 'powerchain/batch'
      const name = isBatch
        ? `batch-${document.place.site}-${document.batch.header.sequence}`
        : `correction-${document.place.site}-${document.correction.header.correction}`
      return jsonFile(name, JSON.stringify(document))
    },
    give: (person, file) => taking.take(file, by(person, `file ${file.name}`)),
    accept: async (person, id, reason) => acceptances.accept(id, by(person, reason)),
    settle: (person, agreement, reason) => acts.settle(find(agreement).terms.agreement, by(person, reason)),
    close: (person, agreement, reason) => acts.close(find(agreement).terms.agreement, by(person, reason)),
  }
}
