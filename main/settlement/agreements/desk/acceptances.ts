import { PowerchainError } from '../../../../domain/errors.ts'
import type { Acceptance } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { Deadline } from '../../../../domain/settlement/deadline.ts'
import { accountOf, bookedOf } from '../../../../domain/settlement/reward.ts'
import type { Clock } from '../../../../domain/clock.ts'
import { compared, type MemberSign, signedAcceptance } from '../acts/accepting.ts'
import type { Acts, By } from '../acts/acts.ts'
import type { GivenStore } from '../acts/given-store.ts'
import type { PostedLine, PostedLines } from '../acts/posted-lines.ts'
import type { Counting } from '../counting.ts'
import type { ChainAgreement } from '../fold.ts'

/** What acceptances are shown and given from. */
export interface AcceptanceNeeds {
  account(): string | undefined
  ours(): ChainAgreement[]
  lines: PostedLines
  given: Pick<GivenStore, 'acceptance' | 'addAcceptance'>
  counting: Pick<Counting, 'besides'>
  acts: Acts
  sign: MemberSign
  deadlines(): Deadline[]
  clock: Clock
}

/** A signature holds so long: as long as the window, and a week for bringing it. */
const validS = 14 * 86_400

/** Lines to accept, and their acceptance. */
export type Acceptances = ReturnType<typeof createAcceptances>

/** The newest posted line of each agreement, from either side of it. */
export function createAcceptances(needs: AcceptanceNeeds) {
  const newest = (): { agreement: ChainAgreement; found: PostedLine }[] =>
    needs.ours().flatMap((agreement) => {
      const { terms } = agreement
      const found = needs.lines.of(terms.site, terms.agreement).find(({ posted }) => !posted.isCorrection)
      return found ? [{ agreement, found }] : []
    })
  const viewOf = (agreement: ChainAgreement, found: PostedLine): Acceptance => {
    const { terms, settlings } = agreement
    const { line, posted } = found
    const isPayer = terms.payer.toLowerCase() === needs.account()?.toLowerCase()
    const own = isPayer ? needs.counting.besides(agreement, line.upToQuarter) : undefined
    const paid = settlings.reduce((units, one) => units + one.paid, 0n)
    const { verdict, words } = isPayer
      ? compared(line, own)
      : { verdict: 'unchecked' as const, words: 'Our own figures; the payer compares them with his meters.' }
    return {
      id: idOf(found),
      agreement: terms.agreement,
      direction: isPayer ? 'ours' : 'theirs',
      site: posted.site,
      sequence: posted.sequence,
      batch: posted.digest,
      line,
      earned: `${accountOf(terms, line).earned}`,
      toPay: `${bookedOf(terms, line, paid).toPay}`,
      own: own ?? null,
      verdict,
      words,
      state: stateOf(needs, agreement, found),
      deadline: needs.deadlines().find((one) => one.kind === 'window' && one.agreement === terms.agreement) ?? null,
    }
  }
  return {
    list: (): Acceptance[] =>
      newest()
        .map(({ agreement, found }) => viewOf(agreement, found))
        .toReversed(),
    /** Signs and brings it to the outbox. Errors: `Config.NotFound`, `Access.Denied` while the key is locked. */
    accept(id: string, by: By): Acceptance {
      const one = newest().find(({ found }) => idOf(found) === id)
      if (!one || stateOf(needs, one.agreement, one.found) !== 'waiting')
        throw new PowerchainError('Config.NotFound', 'No line waits for an acceptance under this name.')
      const deadline = Math.floor(needs.clock.now() / 1_000) + validS
      const signed = signedAcceptance(one.found, one.agreement, deadline, needs.sign)
      needs.given.addAcceptance(signed, needs.clock.now())
      needs.acts.bringAcceptance(signed, one.found, by)
      return viewOf(one.agreement, one.found)
    },
  }
}

function stateOf(
  { given }: AcceptanceNeeds,
  agreement: ChainAgreement,
  { line, posted }: PostedLine,
): Acceptance['state'] {
  const { settlings, state, terms } = agreement
  if (state === 'disputed') return 'disputed'
  if (settlings.some(({ upToQuarter }) => upToQuarter >= line.upToQuarter)) return 'settled'
  if (given.acceptance(terms.agreement, posted.digest)) return 'signed'
  return state === 'open' ? 'waiting' : 'late'
}

function idOf({ line, posted }: PostedLine): string {
  return `${line.agreement}/${posted.sequence}`
}
