import type { AgreementLine } from '../../../domain/settlement/agreement.ts'
import type { DisputeCourse, Ruled } from '../../../domain/settlement/dispute.ts'
import type { LedgerEvent } from '../../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { lineFrom, numberOf, textOf } from './contract-words.ts'

/** A dispute as the chain tells it. */
export interface ChainDispute extends DisputeCourse {
  dispute: string
  agreement: string
  challenger: string
  isFinal: boolean
  openedAt: EpochMs
  /** When its present state began, by the clock that stands in a pause. */
  since: EpochMs
  rulings: { line: AgreementLine; challengerWinsPpk: number; at: EpochMs }[]
  evidence: { party: string; root: string; at: EpochMs }[]
}

/** Takes one event of the desk into account; `at` is its instant by the clock that stands in a pause. Gives what it changed for good of a line, once it is executed. */
export function foldDispute(disputes: Map<string, ChainDispute>, event: LedgerEvent, at: EpochMs): Ruled | undefined {
  const { name, args, blockAt, isFinal } = event
  const id = textOf(args['dispute'] ?? '')
  if (name === 'DisputeOpened') disputes.set(id, { ...opened(id, event), since: at })
  const dispute = disputes.get(id)
  if (!dispute) return undefined
  dispute.isFinal = isFinal
  const moved = (state: ChainDispute['state']) => Object.assign(dispute, { state, since: at })
  if (name === 'Responded') moved('evidence')
  if (name === 'EvidenceAdded')
    dispute.evidence.push({ party: textOf(args['party']), root: textOf(args['evidenceRoot']), at: blockAt })
  if (name === 'Ruled') {
    moved('ruled')
    const challengerWinsPpk = numberOf(args['challengerWinsPpk'])
    dispute.rulings.push({ line: lineFrom(args['ruled']), challengerWinsPpk, at: blockAt })
  }
  if (name === 'Appealed') {
    const isChallenger = textOf(args['party']) === dispute.challenger
    Object.assign(moved('appealed'), { appealedBy: isChallenger ? 'challenger' : 'opponent' })
  }
  if (name === 'TimedOut') dispute.isTimedOut = true
  if (name !== 'DisputeExecuted') return undefined
  moved('executed')
  return { posted: dispute.posted, settled: lineFrom(args['settled']) }
}

function opened(dispute: string, { args, blockAt, isFinal }: LedgerEvent): Omit<ChainDispute, 'since'> {
  const challenger = textOf(args['challenger'])
  const evidence = [{ party: challenger, root: textOf(args['evidenceRoot']), at: blockAt }]
  return {
    dispute,
    agreement: textOf(args['agreement']),
    challenger,
    state: 'opened',
    isFinal,
    openedAt: blockAt,
    posted: lineFrom(args['posted']),
    claimed: lineFrom(args['claimed']),
    rulings: [],
    appealedBy: undefined,
    isTimedOut: false,
    bond: BigInt(textOf(args['bond'])),
    evidence,
  }
}
