import { z } from 'zod'
import { agreementLineShape } from '../../settlement/agreement.ts'
import { deadlineShape } from '../../settlement/deadline.ts'
import { disputeStates } from '../../settlement/dispute.ts'
import { units } from './agreement-rows.ts'

/** A line that one side posted and the other may accept: it is then paid at once. */
export const acceptanceShape = z.object({
  id: z.string(),
  agreement: z.string(),
  /** `ours`: this site pays and signs. `theirs`: the payer's signature for a line of this site. */
  direction: z.enum(['ours', 'theirs']),
  site: z.number().int(),
  sequence: z.number().int(),
  batch: z.string(),
  line: agreementLineShape,
  /** What it costs the payer in all, and what of it is new. */
  earned: units,
  toPay: units,
  /** What the site's own meters say of the same quarters; `null` where they can't say. */
  own: z.object({ takenWh: z.number().int(), returnedWh: z.number().int() }).nullable(),
  /** Whether the figures fit, and if not, where they differ. */
  verdict: z.enum(['fits', 'differs', 'unchecked']),
  words: z.string(),
  /** `proposed`: it is above the threshold of the site file and waits for a second person. */
  state: z.enum(['waiting', 'proposed', 'signed', 'settled', 'disputed', 'late']),
  deadline: deadlineShape.nullable(),
})
/** A line that one side posted and the other may accept. */
export type Acceptance = z.infer<typeof acceptanceShape>

/** A file of evidence that lies in the data folder. */
export const evidenceFileShape = z.object({
  name: z.string(),
  madeAt: z.number().int(),
  bytes: z.number().int(),
  /** Hash of its contents, as it is brought to the chain. */
  hash: z.string(),
  /** Why it was made: by a person, or by itself because a window was about to end. */
  because: z.string(),
})
/** A file of evidence that lies in the data folder. */
export type EvidenceFile = z.infer<typeof evidenceFileShape>

/** What a dispute comes to when nothing more happens before its deadline, or came to once it is executed. */
export const disputeOutcomeShape = z.object({
  /** The claim holds because nobody answered it; the lower of each quantity, because nobody ruled; or the newest ruling. */
  by: z.enum(['noAnswer', 'noRuling', 'ruling']),
  line: agreementLineShape,
  /** What the payee keeps by it: reward less penalty. */
  toPayee: units,
  /** Where the bonds go. */
  bonds: z.object({ challenger: units, opponent: units, arbiter: units, fund: units }),
})
/** What a dispute comes to. */
export type DisputeOutcomeRow = z.infer<typeof disputeOutcomeShape>

/** A dispute about the quantities of a line. */
export const disputeShape = z.object({
  /** Number on chain. */
  dispute: z.string(),
  agreement: z.string(),
  batch: z.string(),
  /** The site's side; an arbiter is no party. */
  side: z.enum(['challenger', 'opponent', 'arbiter']),
  /** The other side; of an arbiter the challenger. */
  counterparty: z.string(),
  isChallengerPayer: z.boolean(),
  /** Who rules; `null` = the second arbiter, whom no manifest names. */
  arbiter: z.string().nullable(),
  state: z.enum(disputeStates),
  isFinal: z.boolean(),
  openedAt: z.number().int(),
  posted: agreementLineShape,
  claimed: agreementLineShape,
  /** Of the arbiter, then of the second one. */
  rulings: z.array(
    z.object({
      line: agreementLineShape,
      /** How far the challenger was right, thousandths. */
      challengerWinsPpk: z.number().int(),
      at: z.number().int(),
    }),
  ),
  appealedBy: z.enum(['challenger', 'opponent']).nullable(),
  outcome: disputeOutcomeShape,
  /** What each side staked. */
  bond: units,
  /** What differs between the claims in money. */
  disputed: units,
  evidence: z.array(z.object({ party: z.string(), root: z.string(), at: z.number().int() })),
  exports: z.array(evidenceFileShape),
  deadline: deadlineShape.nullable(),
  /** What this site can do now. */
  can: z.array(z.enum(['respond', 'addEvidence', 'rule', 'appeal', 'execute'])),
})
/** A dispute about the quantities of a line. */
export type Dispute = z.infer<typeof disputeShape>
