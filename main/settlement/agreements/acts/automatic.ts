import type { Ledger } from '../../../../domain/settlement/ledger.ts'
import type { Ms } from '../../../../domain/units.ts'
import type { Clock } from '../../../../domain/clock.ts'
import type { Correction } from '../../../../domain/settlement/batch.ts'
import { headerTo } from '../contract-words.ts'
import type { AgreementsOnChain, ChainAgreement } from '../fold.ts'
import { clockOf } from '../pause-clock.ts'
import { type Acts, closableAt } from './acts.ts'
import { canExecute, type Disputing } from './disputing.ts'
import type { PostedLines } from './posted-lines.ts'
import type { WindowEnds } from './window-ends.ts'

/** What acts by itself is made of. */
export interface AutomaticNeeds {
  site: number
  ledger: Pick<Ledger, 'account' | 'submit'>
  chain(): AgreementsOnChain
  acts: Acts
  disputing: Pick<Disputing, 'execute'>
  lines: Pick<PostedLines, 'of'>
  windows: Pick<WindowEnds, 'ask' | 'endOf'>
  corrections: { list(limit: number): Correction[] }
  clock: Clock
}

/** A line that is not the last one is settled no more often: the next contains it. */
const settleEveryMs: Ms = 7 * 86_400_000
/** So much later than the deadline: the node's clock and ours are not the same. */
const lateMs: Ms = 120_000
const by = { author: 'engine', reason: 'its time has come' }

/** What needs no person: corrections are posted, lines settled after their windows, disputes ended whose time is over, agreements that are over closed. */
export function createAutomatic(needs: AutomaticNeeds) {
  const { site, ledger, chain, acts, lines, windows, corrections, clock } = needs
  const ours = () => {
    const account = ledger.account()?.toLowerCase()
    return [...chain().agreements.values()].filter(
      ({ terms, state, isFinal }) => isFinal && state !== undefined && terms.payee.toLowerCase() === account,
    )
  }
  const askWindows = async (): Promise<void> => {
    const wanted = [...chain().agreements.values()]
      .filter(({ state }) => state === 'open' || state === 'closing')
      .flatMap(({ terms }) => lines.of(terms.site, terms.agreement).slice(0, 1))
    for (const { posted } of wanted) if (!windows.endOf(posted).isKnown) await windows.ask(posted)
  }
  return {
    /** Brings to the outbox what is due; the same twice is kept once. Errors: `Store.Failed`. */
    async turn(): Promise<void> {
      for (const correction of corrections.list(64).toReversed()) post(needs, site, correction)
      await askWindows()
      for (const agreement of ours()) {
        endDispute(needs, agreement)
        const found = acts.settleable(agreement)
        const since = clock.now() - (agreement.settlings.at(-1)?.at ?? 0)
        const isDue = found && (found.line.isFinal || found.posted.isCorrection || since > settleEveryMs)
        if (isDue) acts.settle(agreement.terms.agreement, by)
        else if (agreement.state === 'closing' && (agreement.isAccepted || clock.now() > closableAt(agreement)))
          acts.close(agreement.terms.agreement, by)
      }
    },
  }
}

/** The payee ends it, as he settles lines: until then he is paid nothing more. */
function endDispute({ chain, disputing, clock }: AutomaticNeeds, { terms, state }: ChainAgreement): void {
  if (state !== 'disputed') return
  const dispute = [...chain().disputes.values()].findLast(({ agreement }) => agreement === terms.agreement)
  const now = clockOf(chain().pauses, clock.now()) - lateMs
  if (dispute && canExecute(dispute, now)) disputing.execute(dispute, terms, by)
}

function post({ chain, ledger }: AutomaticNeeds, site: number, correction: Correction): void {
  const { header, digest, signature, keyEpoch, replaced } = correction
  if (chain().posted.has(digest)) return
  ledger.submit({
    key: replaced ? `correction/${digest}/${keyEpoch}` : `correction/${digest}`,
    words: `Post correction ${header.correction}`,
    contract: 'DeliverySettlement',
    method: 'postCorrection',
    args: [headerTo(site, header), `0x${signature.slice(2, 66)}`, `0x${signature.slice(66)}`],
    ...by,
  })
}
