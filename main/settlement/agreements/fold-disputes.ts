import type { disputeStates } from '../../../domain/rpc/settlement/agreement-disputes.ts'
import type { AgreementLine } from '../../../domain/settlement/agreement.ts'
import type { LedgerEvent } from '../../../domain/settlement/ledger.ts'
import type { Units } from '../../../domain/settlement/reward.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { lineFrom, numberOf, textOf } from './contract-words.ts'

/** A dispute as the chain tells it. */
export interface ChainDispute {
  dispute: string
  agreement: string
  challenger: string
  state: (typeof disputeStates)[number]
  isFinal: boolean
  openedAt: EpochMs
  /** When its present state began. */
  since: EpochMs
  posted: AgreementLine
  claimed: AgreementLine
  ruled: AgreementLine | undefined
  challengerWinsPpk: number | undefined
  wasAppealed: boolean
  bond: Units
  evidence: { party: string; root: string; at: EpochMs }[]
}

/** Takes one event of the desk into account. */
export function foldDispute(disputes: Map<string, ChainDispute>, event: LedgerEvent): void {
  const { name, args, blockAt, isFinal } = event
  const id = textOf(args['dispute'] ?? '')
  if (name === 'DisputeOpened') disputes.set(id, opened(id, event))
  const dispute = disputes.get(id)
  if (!dispute) return
  dispute.isFinal = isFinal
  const moved = (state: ChainDispute['state']) => Object.assign(dispute, { state, since: blockAt })
  if (name === 'Responded') moved('evidence')
  if (name === 'EvidenceAdded')
    dispute.evidence.push({ party: textOf(args['party']), root: textOf(args['evidenceRoot']), at: blockAt })
  if (name === 'Ruled') {
    moved('ruled')
    dispute.ruled = lineFrom(args['ruled'])
    dispute.challengerWinsPpk = numberOf(args['challengerWinsPpk'])
  }
  if (name === 'Appealed') Object.assign(moved('appealed'), { wasAppealed: true })
  if (name === 'DisputeExecuted') moved('executed')
}

function opened(dispute: string, { args, blockAt, isFinal }: LedgerEvent): ChainDispute {
  const challenger = textOf(args['challenger'])
  const evidence = [{ party: challenger, root: textOf(args['evidenceRoot']), at: blockAt }]
  return {
    dispute,
    agreement: textOf(args['agreement']),
    challenger,
    state: 'opened',
    isFinal,
    openedAt: blockAt,
    since: blockAt,
    posted: lineFrom(args['posted']),
    claimed: lineFrom(args['claimed']),
    ruled: undefined,
    challengerWinsPpk: undefined,
    wasAppealed: false,
    bond: BigInt(textOf(args['bond'])),
    evidence,
  }
}
