import { PowerchainError } from '../../../../domain/errors.ts'
import type { Acceptance } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { Deadline } from '../../../../domain/settlement/deadline.ts'
import { boundLine } from '../../../../domain/settlement/dispute.ts'
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
  /** Our own site. */
  site: number
  account(): string | undefined
  ours(): ChainAgreement[]
  lines: PostedLines
  given: Pick<GivenStore, 'acceptance' | 'addAcceptance'>
  counting: Pick<Counting, 'besides'>
  acts: Acts
  transfers: AcceptanceTransfers
  sign: MemberSign
  deadlines(): Deadline[]
  clock: Clock
}

/** The one place that decides whether a person alone may move tokens: above the threshold a second one has to agree. */
export interface AcceptanceTransfers {
  /** Carries an acceptance out at once, or keeps it for a second person. Errors: those of {@link Acceptances.bring}. */
  ask(wanted: { kind: 'accept'; units: string; to: string; person: string; reason: string }): void
  isProposed(line: string): boolean
}

const figuresForPayer = {
  verdict: 'unchecked',
  words: 'Our own figures; the payer compares them with his meters.',
} as const
/** Use of surplus is metered where the payer draws. */
const ownFigures = { verdict: 'fits', words: 'Our own figures: it is metered at this site.' } as const

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
  const isPayer = ({ terms }: ChainAgreement) => terms.payer.toLowerCase() === needs.account()?.toLowerCase()
  const viewOf = (agreement: ChainAgreement, found: PostedLine): Acceptance => {
    const { terms, settlings, ruled } = agreement
    const { line, posted } = found
    const counts = boundLine(ruled, line)
    const isOurs = isPayer(agreement)
    const isStatedHere = posted.site === needs.site
    const own = isOurs && !isStatedHere ? needs.counting.besides(agreement, line.upToQuarter) : undefined
    const paid = settlings.reduce((units, one) => units + one.paid, 0n)
    const { verdict, words } = !isOurs ? figuresForPayer : isStatedHere ? ownFigures : compared(line, own)
    return {
      id: idOf(found),
      agreement: terms.agreement,
      direction: isOurs ? 'ours' : 'theirs',
      site: posted.site,
      sequence: posted.sequence,
      batch: posted.digest,
      line,
      earned: `${accountOf(terms, counts).earned}`,
      toPay: `${bookedOf(terms, counts, paid).toPay}`,
      own: own ?? null,
      verdict,
      words,
      state: stateOf(needs, agreement, found),
      deadline: needs.deadlines().find((one) => one.kind === 'window' && one.agreement === terms.agreement) ?? null,
    }
  }
  /** A line that this site pays for, in a state. */
  const waiting = (id: string, state: Acceptance['state']) => {
    const one = newest().find(({ found }) => idOf(found) === id)
    if (one && isPayer(one.agreement) && stateOf(needs, one.agreement, one.found) === state) return one
    throw new PowerchainError('Config.NotFound', 'No line waits for an acceptance under this name.')
  }
  return {
    list: (): Acceptance[] =>
      newest()
        .map(({ agreement, found }) => viewOf(agreement, found))
        .toReversed(),
    /** Has it signed at once, or when a second person agrees. Errors: `Config.NotFound`, `Access.Denied` while the key is locked. */
    accept(id: string, { author, reason }: By): Acceptance {
      const { agreement, found } = waiting(id, 'waiting')
      const { toPay } = viewOf(agreement, found)
      needs.transfers.ask({ kind: 'accept', units: toPay, to: id, person: author, reason })
      return viewOf(agreement, found)
    },
    /** Signs a line that was asked for and brings it to the outbox; gives the intent. Errors: as accept. */
    bring(id: string, by: By): string {
      const one = waiting(id, 'proposed')
      const deadline = Math.floor(needs.clock.now() / 1_000) + validS
      const signed = signedAcceptance(one.found, one.agreement, deadline, needs.sign)
      needs.given.addAcceptance(signed, needs.clock.now())
      return needs.acts.bringAcceptance(signed, one.found, by).intent
    },
  }
}

function stateOf(
  { given, transfers }: AcceptanceNeeds,
  agreement: ChainAgreement,
  found: PostedLine,
): Acceptance['state'] {
  const { line, posted } = found
  const { settlings, state, terms } = agreement
  if (state === 'disputed') return 'disputed'
  if (settlings.some(({ upToQuarter }) => upToQuarter >= line.upToQuarter)) return 'settled'
  if (given.acceptance(terms.agreement, posted.digest)) return 'signed'
  if (state !== 'open') return 'late'
  return transfers.isProposed(idOf(found)) ? 'proposed' : 'waiting'
}

function idOf({ line, posted }: PostedLine): string {
  return `${line.agreement}/${posted.sequence}`
}
