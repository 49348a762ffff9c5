import type { Proposal } from '../../../domain/market/votes.ts'
import { formatDuration } from '../../format/duration.ts'

/** Share of votes in thousandths of all that were cast or needed, for a bar. */
export interface Shares {
  forPct: number
  abstainPct: number
  againstPct: number
  /** Where the quorum lies; for and abstain have to reach it. */
  quorumPct: number
}

/** Votes as widths, the larger of all votes and the quorum being the whole. */
export function sharesOf({ forUnits, abstainUnits, againstUnits, quorumUnits }: Proposal): Shares {
  const [yes, abstain, no, quorum] = [forUnits, abstainUnits, againstUnits, quorumUnits].map(BigInt) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  const cast = yes + abstain + no
  const whole = cast > quorum ? cast : quorum
  const pct = (units: bigint) => (whole === 0n ? 0 : Number((units * 10_000n) / whole) / 100)
  return { forPct: pct(yes), abstainPct: pct(abstain), againstPct: pct(no), quorumPct: pct(quorum) }
}

/** The next deadline of a proposal, or what came of it. */
export function deadlineText({ state, voteStart, voteEnd, executableAt }: Proposal, now: number): string {
  const left = (at: number) => formatDuration(at - now)
  switch (state) {
    case 'pending':
      return `voting begins in ${left(voteStart)}`
    case 'active':
      return `voting ends in ${left(voteEnd)}`
    case 'succeeded':
      return 'accepted: has to be queued'
    case 'queued':
      return executableAt !== null && executableAt > now
        ? `can be carried out in ${left(executableAt)}`
        : 'can be carried out'
    case 'executed':
      return 'carried out'
    case 'defeated':
      return 'not accepted'
    case 'canceled':
      return 'withdrawn'
  }
}
