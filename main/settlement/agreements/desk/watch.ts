import type { AlarmCondition } from '../../../../domain/alarm.ts'
import type { Ledger } from '../../../../domain/settlement/ledger.ts'
import type { Clock } from '../../../../domain/clock.ts'
import type { ChainAgreement } from '../fold.ts'
import { deadlineConditions, deadlinesOf, type DeadlineNeeds } from './deadlines.ts'
import type { Evidence } from './evidence.ts'

/** What the calendar watches with. */
export interface WatchNeeds extends DeadlineNeeds {
  /** Number of this site: it neither accepts nor disputes what it stated itself. */
  site: number
  /** Agreements that the site is a party of. */
  ours(): ChainAgreement[]
  ledger: Pick<Ledger, 'now'>
  evidence: Pick<Evidence, 'filesOf' | 'keep'>
  clock: Clock
}

const cantBeReached: ReadonlySet<string> = new Set(['off', 'offline', 'uncertain'])

/** Warns of what is about to end, and keeps evidence of it without being asked; online or not. */
export function createWatch(needs: WatchNeeds) {
  const { site, ours, evidence, ledger, clock } = needs
  /** Windows that ended while the chain could not be reached, by batch. */
  const missed = new Map<string, string>()
  const isOwn = (agreement: string) => needs.chain().agreements.get(agreement)?.terms.site === site
  const deadlines = () => deadlinesOf(ours(), needs, clock.now())
  return {
    deadlines,
    /** Exports evidence of windows that end within 48 h, or did. Errors: `Store.Failed`. */
    turn(): void {
      for (const { kind, warning, agreement, batch } of deadlines()) {
        if (kind !== 'window' || warning === 'none' || batch === undefined) continue
        const isKept = evidence.filesOf(agreement).some((file) => file.batch === batch)
        const found = needs.chain().agreements.get(agreement)
        if (!isKept && found) evidence.keep(found, batch, 'by itself: its window was about to end')
        if (warning === 'over' && cantBeReached.has(ledger.now().state)) missed.set(batch, agreement)
      }
    },
    conditions(): AlarmCondition[] {
      const over = [...missed.values()].map((agreement) => ({
        code: 'settlement.windowMissed',
        priority: 3 as const,
        text: `A window of agreement ${agreement} ended while the chain could not be reached; the evidence is kept.`,
        response: 'Read what was settled; a correction opens a new window.',
      }))
      const told = deadlines().filter(({ kind, agreement }) => kind !== 'window' || !isOwn(agreement))
      return [...deadlineConditions(told), ...over]
    },
  }
}
